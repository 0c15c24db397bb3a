package dev.outlay.server.settings;

import dev.outlay.units.CallersMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who may ask, from where, how, and how much.
///
/// `auth` is how visitors say who they are. `hosts` are the names beside this machine's own to which the server
/// answers. `certificate` and `key` are PEM files, both or neither; `behindProxy` says that something in front
/// speaks TLS. `ratePerSecond` is how many requests a visitor who is not at this machine may send, 0 for any
/// number; `requestLimit` how long an answer may take; `bodyLimit` the most bytes of a body that is no file; `oidc`
/// the provider whose tokens are taken beside those of this server, null for none. Throws [CallersMistake] on a
/// value that cannot be. Immutable and thread-safe.
public record AccessSettings(
        Auth auth,
        Set<String> hosts,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean behindProxy,
        int ratePerSecond,
        Duration requestLimit,
        long bodyLimit,
        @Nullable OidcSettings oidc) {

    public static final int DEFAULT_RATE = 50;
    public static final Duration DEFAULT_REQUEST_LIMIT = Duration.ofMinutes(10);
    public static final long DEFAULT_BODY_LIMIT = 16L << 20;

    /// How visitors say who they are.
    public enum Auth {
        /// Nobody is asked: whoever reaches the server is the person at this machine.
        NONE,
        /// By an access token of this server or of a provider that it believes.
        TOKEN;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AccessSettings {
        hosts = Set.copyOf(hosts);
        if ((certificate == null) != (key == null)) {
            throw new CallersMistake("OUTLAY_TLS_CERT and OUTLAY_TLS_KEY go together: set both, or neither");
        }
        readable("OUTLAY_TLS_CERT", certificate);
        readable("OUTLAY_TLS_KEY", key);
        if (behindProxy && certificate != null) {
            throw new CallersMistake("OUTLAY_TLS=behind-proxy says that a proxy speaks TLS: leave OUTLAY_TLS_CERT and"
                    + " OUTLAY_TLS_KEY out, or leave OUTLAY_TLS out");
        }
        if (ratePerSecond < 0) {
            throw new CallersMistake("OUTLAY_RATE is a number of requests a second, 0 for any: " + ratePerSecond);
        }
        if (requestLimit.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new CallersMistake("OUTLAY_REQUEST_LIMIT is at least PT1S: " + requestLimit);
        }
    }

    /// The settings that a look-up by property name (`outlay.auth`) answers; null from it is a setting not given.
    public static AccessSettings of(Function<String, @Nullable String> lookup) {
        OidcSettings oidc = OidcSettings.of(lookup);
        return new AccessSettings(
                auth(said(lookup, "outlay.auth"), oidc),
                hosts(said(lookup, "outlay.hosts")),
                path(said(lookup, "outlay.tls.cert")),
                path(said(lookup, "outlay.tls.key")),
                behindProxy(said(lookup, "outlay.tls")),
                number(said(lookup, "outlay.rate")),
                duration(said(lookup, "outlay.request.limit")),
                DEFAULT_BODY_LIMIT,
                oidc);
    }

    /// Whether the server itself speaks TLS.
    public boolean tls() {
        return certificate != null;
    }

    /// Whether visitors must say who they are.
    public boolean asksWho() {
        return auth != Auth.NONE;
    }

    /// Whether a `Host` header names this server; `host` is without a port.
    public boolean isServed(String host) {
        return ServerSettings.isLoopback(host) || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /// Refuses to be reached from elsewhere by whoever likes, or in the clear. `host` is the address to listen on,
    /// `liveTokens` how many tokens open something. Throws [CallersMistake] with what is to be done.
    public void check(String host, long liveTokens) {
        if (ServerSettings.isLoopback(host)) {
            return;
        }
        String cannot = "cannot listen on " + host + ": ";
        if (auth == Auth.NONE) {
            throw new CallersMistake(cannot + "anybody who reaches it could read and write; make a token with"
                    + " 'outlay token create --name NAME --role admin' and set OUTLAY_AUTH=token, or"
                    + " leave OUTLAY_HOST out to serve this machine only");
        }
        if (liveTokens == 0 && oidc == null) {
            throw new CallersMistake(cannot + "there is no token that opens anything; make one with"
                    + " 'outlay token create --name NAME --role admin', in the same home, or set OUTLAY_OIDC_ISSUER");
        }
        if (!tls() && !behindProxy) {
            throw new CallersMistake(cannot + "tokens would go over the network in the clear; set OUTLAY_TLS_CERT and"
                    + " OUTLAY_TLS_KEY to PEM files, or OUTLAY_TLS=behind-proxy where a proxy in front speaks TLS");
        }
        if (hosts.isEmpty()) {
            throw new CallersMistake(cannot + "say by which names it is asked, so that no other name leads here: set"
                    + " OUTLAY_HOSTS, such as outlay.example.org");
        }
    }

    private static void readable(String name, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new CallersMistake(name + " names no file that can be read: " + file);
        }
    }

    /// Whoever sets a provider up means visitors to be asked.
    private static Auth auth(String text, @Nullable OidcSettings oidc) {
        if (text.isEmpty()) {
            return oidc == null ? Auth.NONE : Auth.TOKEN;
        }
        return Arrays.stream(Auth.values())
                .filter(auth -> auth.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new CallersMistake("OUTLAY_AUTH is none or token, not " + text));
    }

    private static boolean behindProxy(String text) {
        if (!text.isEmpty() && !text.equals("behind-proxy")) {
            throw new CallersMistake("OUTLAY_TLS is behind-proxy or nothing, not " + text
                    + "; for TLS of the server's own set OUTLAY_TLS_CERT and OUTLAY_TLS_KEY");
        }
        return !text.isEmpty();
    }

    private static Set<String> hosts(String text) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : text.split(",", -1)) {
            String name = host.strip().toLowerCase(Locale.ROOT);
            if (name.contains("/") || name.contains("*")) {
                throw new CallersMistake("OUTLAY_HOSTS holds names without scheme or path, such as outlay.example.org,"
                        + " not " + name);
            }
            if (!name.isEmpty()) {
                hosts.add(name);
            }
        }
        return hosts;
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? DEFAULT_RATE : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CallersMistake("OUTLAY_RATE is a whole number of requests a second, not " + text, e);
        }
    }

    private static Duration duration(String text) {
        try {
            return text.isEmpty() ? DEFAULT_REQUEST_LIMIT : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new CallersMistake("OUTLAY_REQUEST_LIMIT is no duration: " + text + "; write PT10M", e);
        }
    }

    private static @Nullable Path path(String text) {
        return text.isEmpty() ? null : Path.of(text).toAbsolutePath();
    }

    private static String said(Function<String, @Nullable String> lookup, String name) {
        String text = lookup.apply(name);
        return text == null ? "" : text.strip();
    }

    /// The names it answers to, for a person.
    public String hostsText() {
        return String.join(", ", new TreeSet<>(hosts));
    }
}
