package dev.outlay.server.settings;

import dev.outlay.connect.Home;
import dev.outlay.units.CallersMistake;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Everything the server is told from outside.
///
/// Each setting is a system property (`outlay.upload.limit`) or a variable of the environment
/// (`OUTLAY_UPLOAD_LIMIT`); the property wins. `store` is a ledger's URL; `port` 0 takes any free one;
/// `uploadLimit` is in bytes; `now` stops the clock for a reproducible demonstration and is null where time goes
/// by; `allocation` is the file that says who pays, null for that of the home; `pricesEvery` is how often prices
/// are fetched, null for never, and `pricesFrom` from which providers or feeds, none for all. Throws
/// [CallersMistake] on a value that cannot be. Immutable and thread-safe.
public record ServerSettings(
        Home home,
        String store,
        String host,
        int port,
        long uploadLimit,
        @Nullable Instant now,
        @Nullable Path allocation,
        @Nullable Duration pricesEvery,
        List<String> pricesFrom) {

    public static final int DEFAULT_PORT = 8052;
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final long DEFAULT_UPLOAD_LIMIT = 10L << 30;

    private static final Duration LEAST_BETWEEN_FETCHES = Duration.ofMinutes(15);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,18})\\s*(|B|KiB|MiB|GiB|TiB)");

    public ServerSettings {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(store, "store");
        pricesFrom = List.copyOf(pricesFrom);
        if (port < 0 || port > 65535) {
            throw new CallersMistake("cannot listen on port " + port + ": a port is a number from 0 to 65535");
        }
        if (uploadLimit <= 0) {
            throw new CallersMistake("OUTLAY_UPLOAD_LIMIT must be above zero: " + uploadLimit);
        }
        if (pricesEvery != null && pricesEvery.compareTo(LEAST_BETWEEN_FETCHES) < 0) {
            throw new CallersMistake("OUTLAY_PRICES_EVERY is too often: " + pricesEvery
                    + "; prices are fetched every PT15M at most, and providers change them less often than PT1H");
        }
    }

    /// The settings that a look-up by property name (`outlay.port`) answers; null from it is a setting not given.
    public static ServerSettings of(Function<String, @Nullable String> lookup) {
        Home home = Home.resolve(
                lookup.apply("outlay.home"),
                name -> name.equals("OUTLAY_HOME") ? null : System.getenv(name),
                Path.of(System.getProperty("user.home")));
        return new ServerSettings(
                home,
                orDefault(lookup.apply("outlay.store"), home.ledgerUrl()),
                orDefault(lookup.apply("outlay.host"), DEFAULT_HOST),
                port(orDefault(lookup.apply("outlay.port"), String.valueOf(DEFAULT_PORT))),
                bytes(orDefault(lookup.apply("outlay.upload.limit"), String.valueOf(DEFAULT_UPLOAD_LIMIT))),
                instantOrNull(lookup.apply("outlay.now")),
                pathOrNull(lookup.apply("outlay.allocation")),
                durationOrNull(lookup.apply("outlay.prices.every")),
                words(orDefault(lookup.apply("outlay.prices.from"), "")));
    }

    /// The settings of this process: its system properties, then its environment.
    public static ServerSettings ofProcess() {
        return of(name -> System.getProperty(
                name, System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'))));
    }

    public InstantSource clock() {
        return now == null ? InstantSource.system() : InstantSource.fixed(now);
    }

    /// Whether a host, as an address or a `Host` header names it, is this machine and no other.
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CallersMistake(
                    "OUTLAY_PORT is no number: " + text + "; give one from 0 to 65535, such as " + DEFAULT_PORT, e);
        }
    }

    private static long bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw new CallersMistake("OUTLAY_UPLOAD_LIMIT is no size: " + text + "; write 500 MiB or 10 GiB");
        }
        int shift = 10
                * " KMGT"
                        .indexOf(
                                matcher.group(2).isEmpty()
                                        ? ' '
                                        : matcher.group(2).charAt(0));
        BigInteger bytes = new BigInteger(matcher.group(1)).shiftLeft(Math.max(shift, 0));
        return bytes.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    private static @Nullable Instant instantOrNull(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            throw new CallersMistake("OUTLAY_NOW is no instant: " + text + "; write 2026-10-01T00:00:00Z", e);
        }
    }

    private static @Nullable Duration durationOrNull(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeException e) {
            throw new CallersMistake("OUTLAY_PRICES_EVERY is no duration: " + text + "; write PT6H for six hours", e);
        }
    }

    private static @Nullable Path pathOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : Path.of(text.strip()).toAbsolutePath();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String orDefault(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }
}
