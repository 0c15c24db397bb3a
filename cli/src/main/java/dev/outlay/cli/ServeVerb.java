package dev.outlay.cli;

import dev.outlay.connect.client.RunningServer;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Starts the server, which is a process of its own, and waits for its end.
final class ServeVerb implements Callable<Integer> {

    static final int DEFAULT_PORT = 8052;

    private final Session session;
    private final OptionSpec port = portOption();

    private ServeVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        var verb = new ServeVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("serve")
                .aliases("dashboard")
                .addOption(verb.port);
        Help.describe(
                spec,
                "Serve the page, REST and metrics on 127.0.0.1. The server then owns the ledger; other commands ask it.",
                List.of("serve --port 9000    # on another port"));
        return new CommandLine(spec);
    }

    static OptionSpec portOption() {
        return OptionSpec.builder("--port")
                .type(int.class)
                .paramLabel("PORT")
                .defaultValue(Integer.toString(DEFAULT_PORT))
                .description("The port to listen on (default: " + DEFAULT_PORT + ").")
                .build();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int number = port.getValue();
        return serve(session, number);
    }

    /// Runs the server until it ends and gives its exit code.
    static int serve(Session session, int port) throws IOException, InterruptedException {
        if (port < 1 || port > 65_535) {
            throw new CallersMistake("--port: a port lies between 1 and 65535, not " + port);
        }
        Optional<RunningServer> running = session.server();
        if (running.isPresent()) {
            throw new CallersMistake("this ledger is served already at "
                    + running.get().url() + ": open that, or stop that server first");
        }
        Process server = builder(session, port).inheritIO().start();
        // whoever stops the command stops the server with it, and the server closes the ledger before it ends
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return server.waitFor();
    }

    /// The server of the session's ledger on a port, 0 for any, ready to be started.
    static ProcessBuilder builder(Session session, int port) {
        if (session.rateCard() != null) {
            throw new CallersMistake(
                    "a server follows the file " + session.home().rateCardFile()
                            + ": put the card there in place of --rate-card " + session.rateCard());
        }
        var command = new ProcessBuilder(command());
        Map<String, String> environment = command.environment();
        environment.put("OUTLAY_HOME", session.home().directory().toString());
        environment.put("OUTLAY_STORE", session.store());
        environment.put("OUTLAY_PORT", Integer.toString(port));
        Optional.ofNullable(session.allocation())
                .ifPresent(file -> environment.put(
                        "OUTLAY_ALLOCATION", file.toAbsolutePath().toString()));
        Optional.ofNullable(session.fixedNow()).ifPresent(now -> environment.put("OUTLAY_NOW", now.toString()));
        return command;
    }

    private static List<String> command() {
        Path application = Path.of(System.getProperty("outlay.server", "server"));
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new CallersMistake(
                    "there is no server at " + application + ": start Outlay by its launcher, ./outlay");
        }
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(classArchive(application));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /// The classes of the server as they lie in memory, from which it starts in a third of the time. Java keeps them
    /// itself: it makes the archive as a server ends, and anew where the server was built anew.
    private static List<String> classArchive(Path application) {
        if (!Files.isWritable(application)) {
            return List.of();
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + application.resolve("classes.jsa"),
                // an archive that cannot be used or made costs time and nothing else
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Xlog:aot=off");
    }

    static void stop(Process server) {
        server.destroy();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
