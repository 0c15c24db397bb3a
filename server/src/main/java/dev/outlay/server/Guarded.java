package dev.outlay.server;

import dev.outlay.connect.token.TokenFile;
import dev.outlay.server.settings.AccessSettings;
import dev.outlay.server.settings.ServerSettings;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeSet;

/// What must hold before the server may be reached, and how TLS is told to the HTTP server.
final class Guarded {

    private Guarded() {}

    /// Refuses to start unguarded, before anything is opened, and sets TLS up. Throws
    /// [dev.outlay.units.CallersMistake] with what is to be done.
    static void check(ServerSettings settings) {
        AccessSettings access = AccessSettings.of(Guarded::said);
        Instant now = Instant.now();
        long live = new TokenFile(settings.home().tokensFile())
                .all().stream().filter(token -> token.isLive(now)).count();
        access.check(settings.host(), live);
        if (access.certificate() != null && access.key() != null) {
            System.setProperty("quarkus.http.insecure-requests", "disabled");
            System.setProperty("quarkus.http.ssl-port", Integer.toString(settings.port()));
            System.setProperty(
                    "quarkus.http.ssl.certificate.files", access.certificate().toString());
            System.setProperty(
                    "quarkus.http.ssl.certificate.key-files", access.key().toString());
        }
    }

    /// Where it is reached from this machine: by the first of its names where TLS must name it, else by the address
    /// it listens on, or that of this machine where it listens on all.
    static URI url(ServerSettings settings, AccessSettings access, int port) {
        boolean all = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        String host = access.tls() && !access.hosts().isEmpty()
                ? new TreeSet<>(access.hosts()).first()
                : all ? ServerSettings.DEFAULT_HOST : settings.host();
        return URI.create((access.tls() ? "https" : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + port);
    }

    private static @org.jspecify.annotations.Nullable String said(String name) {
        return System.getProperty(
                name, System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_')));
    }
}
