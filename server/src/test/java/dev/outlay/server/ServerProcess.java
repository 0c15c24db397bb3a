package dev.outlay.server;

import dev.outlay.connect.Home;
import dev.outlay.connect.client.RunningServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The packaged server in a process of its own, on one port for all its lives, so that it can be killed outright
/// and started again.
final class ServerProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");

    private final Path folder;
    private final Home home;
    private final int port;
    private final Map<String, String> environment;
    private final List<Process> lives = new ArrayList<>();

    ServerProcess(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.home = new Home(folder.resolve("home"));
        this.environment = environment;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Starts it and comes back when it answers.
    void start() throws IOException, InterruptedException {
        Path said = folder.resolve("said-" + lives.size());
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("OUTLAY_HOME", home.directory().toString());
        builder.environment().put("OUTLAY_PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        Process process = builder.start();
        lives.add(process);
        Instant deadline = Instant.now().plus(LONGEST);
        while (RunningServer.find(home.serverFile(), home.ledgerUrl()).isEmpty()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("no server: " + Files.readString(said));
            }
            Thread.sleep(50);
        }
    }

    /// Ends it as `kill -9` does.
    void kill() throws InterruptedException {
        lives.getLast().destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : lives) {
            process.destroyForcibly().waitFor();
        }
    }
}
