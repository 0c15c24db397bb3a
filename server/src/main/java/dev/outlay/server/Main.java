package dev.outlay.server;

import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.client.ServerFile;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Tokens;
import dev.outlay.server.settings.AccessSettings;
import dev.outlay.server.settings.ServerSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Starts the server, says where it is, and waits until it is stopped.
///
/// Exit codes: 0 stopped as asked, 2 the caller's mistake (a port in use, an address it will not listen on), 3 the
/// ledger cannot be opened, 70 our bug. Each is told in one line on stderr.
@QuarkusMain
public final class Main implements QuarkusApplication {

    private final ServerSettings settings;
    private final AccessSettings access;
    private final Tokens tokens;
    private final HttpServer http;
    private final Outlay outlay;
    private final String version;

    Main(
            ServerSettings settings,
            AccessSettings access,
            Tokens tokens,
            HttpServer http,
            Outlay outlay,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.access = access;
        this.tokens = tokens;
        this.http = http;
        this.outlay = outlay;
        this.version = version;
    }

    public static void main(String[] arguments) {
        try {
            ServerSettings settings = ServerSettings.ofProcess();
            Guarded.check(settings);
            refuseTakenPort(settings);
            Thread.ofPlatform().daemon().name("load-ahead").start(Connectors::loadAhead);
        } catch (IOException | RuntimeException e) {
            StartFailure.of(e).end();
        }
        Quarkus.run(Main.class, Main::ended, arguments);
    }

    @Override
    public int run(String... arguments) throws IOException {
        int port = access.tls() ? http.getSecurePort() : http.getPort();
        URI url = Guarded.url(settings, access, port);
        Path serverFile = settings.home().serverFile();
        var file = new ServerFile(
                url,
                ProcessHandle.current().pid(),
                settings.store(),
                version,
                tokens.localKey().orElse(null));
        file.write(serverFile);
        // a hook, for a signal ends the process without coming back here
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(file, serverFile), "server-file"));
        System.out.println("Outlay serves " + url + " (ledger " + shown(settings.store()) + ", Ctrl-C stops it)");
        Thread.ofPlatform().daemon().name("first-question").start(this::askOnce);
        endWith(System.getenv("OUTLAY_ENDS_WITH"));
        Quarkus.waitForExit();
        return 0;
    }

    /// Ends when the process that started the server for itself does, however that ends: nobody else would stop it.
    private static void endWith(@Nullable String process) {
        if (process != null) {
            ProcessHandle.of(Long.parseLong(process))
                    .map(ProcessHandle::onExit)
                    .ifPresentOrElse(
                            exit -> {
                                var _ = exit.thenRun(Quarkus::asyncExit);
                            },
                            Quarkus::asyncExit);
        }
    }

    /// Asks what the page will ask first, so that whoever opens it does not wait for classes to be loaded.
    private void askOnce() {
        outlay.answer("cost", Parameters.of("last", "1h", "by", "day"));
    }

    /// Tries the port before anything else is opened: a ledger must not be left half open by a port that is taken.
    private static void refuseTakenPort(ServerSettings settings) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        }
    }

    private static void remove(ServerFile file, Path serverFile) {
        try {
            file.remove(serverFile);
        } catch (IOException e) {
            // a stale file misleads nobody: whoever reads it asks the server first
            System.err.println("outlay: could not remove " + serverFile + ": " + e.getMessage());
        }
    }

    private static void ended(int code, Throwable failure) {
        if (failure != null) {
            StartFailure.of(failure).end();
        }
        System.exit(code);
    }

    private static String shown(String store) {
        // a database's URL may carry a password
        return store.replaceFirst("^duckdb:", "").replaceAll("(?<=[?&;](password|user)=)[^&;]*", "***");
    }
}
