package dev.outlay.browser;

import dev.outlay.connect.Home;
import dev.outlay.connect.client.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The packaged server as a process of its own, over the sample company or an empty ledger, at an instant that
/// stands still. Not thread-safe.
final class DemoServer implements AutoCloseable {

    static final String NOW = "2026-10-30T09:00:00Z";
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Path COMMAND = Path.of("../cli/target/outlay/lib");
    private static final Path PROGRAM = Path.of("../server/target/quarkus-app/quarkus-run.jar");

    private final Home home;
    private final Path log;
    private @Nullable Process process;
    private @Nullable RunningServer server;

    DemoServer(Path folder) {
        this.home = new Home(folder.resolve("home"));
        this.log = folder.resolve("server.log");
    }

    /// Fills the ledger with the sample company, as `outlay demo` does, and starts the server on it.
    RunningServer start() throws IOException, InterruptedException {
        fill();
        return serve(0);
    }

    /// Starts the server on a ledger that holds nothing.
    RunningServer startEmpty() throws IOException, InterruptedException {
        Files.createDirectories(home.directory());
        return serve(0);
    }

    /// Ends the server as a machine that goes down does.
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /// Starts it again where it was.
    RunningServer startAgain(RunningServer before) throws IOException, InterruptedException {
        return serve(before.url().getPort());
    }

    private void fill() throws IOException, InterruptedException {
        Process filling = new ProcessBuilder(command(
                        "-jar",
                        commandLine().toString(),
                        "demo",
                        "--no-serve",
                        "--home",
                        home.directory().toString(),
                        "--now",
                        NOW))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!filling.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || filling.exitValue() != 0) {
            filling.destroyForcibly();
            throw new AssertionError("the demo did not fill its ledger: " + Files.readString(log));
        }
    }

    /// Port 0 is any.
    private RunningServer serve(int port) throws IOException, InterruptedException {
        // what a server that was killed left behind names a process that is gone
        Files.deleteIfExists(home.serverFile());
        var builder = new ProcessBuilder(
                        command("-jar", PROGRAM.toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("OUTLAY_HOME", home.directory().toString());
        builder.environment().put("OUTLAY_PORT", Integer.toString(port));
        builder.environment().put("OUTLAY_NOW", NOW);
        process = builder.start();
        server = await(process);
        return server;
    }

    /// What the server has said since it started.
    String said() throws IOException {
        return Files.readString(log);
    }

    private RunningServer await(Process started) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        while (started.isAlive() && Instant.now().isBefore(deadline)) {
            Optional<RunningServer> found = RunningServer.find(home.serverFile(), home.ledgerUrl());
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no server after " + LONGEST + ": " + said());
    }

    private static Path commandLine() throws IOException {
        try (Stream<Path> files = Files.list(COMMAND)) {
            return files.filter(file -> file.getFileName().toString().startsWith("outlay-cli-"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the command line is not packaged in " + COMMAND))
                    .toAbsolutePath();
        }
    }

    private static List<String> command(String... rest) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(rest));
        return command;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
