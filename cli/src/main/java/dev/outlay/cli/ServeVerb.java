package dev.outlay.cli;

import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.client.ServerJava;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Duration ARCHIVES_AFTER = Duration.ofSeconds(10);

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
        Thread.ofPlatform().daemon().name("class-archive").start(() -> archiveClasses(server));
        return server.waitFor();
    }

    /// For the next start, once this one is over.
    private static void archiveClasses(Process server) {
        try {
            if (!server.waitFor(ARCHIVES_AFTER)) {
                new ClassArchive(application())
                        .makeWhereMissing(training ->
                                Runtime.getRuntime().addShutdownHook(new Thread(training::destroyForcibly)));
            }
        } catch (IOException | RuntimeException e) {
            // the next start takes as long as this one did
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The server of the session's ledger on a port, 0 for any, ready to be started.
    static ProcessBuilder builder(Session session, int port) {
        if (session.rateCard() != null) {
            throw new CallersMistake(
                    "a server follows the file " + session.home().rateCardFile()
                            + ": put the card there in place of --rate-card " + session.rateCard());
        }
        Path application = application();
        ProcessBuilder command = ServerJava.process(application, new ClassArchive(application).options());
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

    /// The folder of the server that the launcher names.
    private static Path application() {
        return Path.of(System.getProperty("outlay.server", "server"));
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
