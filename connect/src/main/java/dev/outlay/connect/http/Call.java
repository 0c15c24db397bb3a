package dev.outlay.connect.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request to a system: what to ask, and how careful to be about it.
///
/// `system` names it in messages and is what its `limit` counts by. `secrets` are headers that go to the host of
/// `uri` only and appear nowhere else. `repeatable` says that sending it twice does no harm, which retrying needs.
/// With `freshFor`, an accepted answer is kept on disk, is given again for that long without asking, and is asked
/// for conditionally afterwards; null keeps nothing. `lastGood` gives the kept answer, however old, where asking
/// fails. A body of more than `largestBody` bytes, unpacked, is refused. Immutable and thread-safe.
///
/// Example: `Call.get("Azure Retail Prices", uri).freshFor(Duration.ofHours(1))`.
public record Call(
        String system,
        String method,
        URI uri,
        Map<String, String> headers,
        Map<String, String> secrets,
        @Nullable String body,
        boolean repeatable,
        RateLimit limit,
        @Nullable Duration freshFor,
        boolean lastGood,
        long largestBody) {

    private static final long LARGEST_BODY = 64L << 20;

    public Call {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(limit, "limit");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("the address of " + system + " starts with https:// and names a host");
        }
        if (freshFor != null && freshFor.isNegative()) {
            throw new IllegalArgumentException("an answer is fresh for zero or longer: " + freshFor);
        }
        if (largestBody <= 0) {
            throw new IllegalArgumentException("the largest body is above zero bytes: " + largestBody);
        }
    }

    /// A GET without limit and cache, of at most 64 MiB.
    public static Call get(String system, URI uri) {
        return new Call(
                system,
                "GET",
                uri,
                Map.of("Accept", "application/json"),
                Map.of(),
                null,
                true,
                RateLimit.NONE,
                null,
                false,
                LARGEST_BODY);
    }

    /// A POST of JSON, sent once only unless [#repeatably] says otherwise.
    public static Call post(String system, URI uri, String json) {
        return new Call(
                system,
                "POST",
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                Map.of(),
                json,
                false,
                RateLimit.NONE,
                null,
                false,
                LARGEST_BODY);
    }

    /// The same with a header, in place of one of the same name.
    public Call header(String name, String value) {
        return new Call(
                system,
                method,
                uri,
                with(headers, name, value),
                secrets,
                body,
                repeatable,
                limit,
                freshFor,
                lastGood,
                largestBody);
    }

    /// The same with a header that nobody but the host of the address is to see.
    public Call secret(String name, String value) {
        return new Call(
                system,
                method,
                uri,
                headers,
                with(secrets, name, value),
                body,
                repeatable,
                limit,
                freshFor,
                lastGood,
                largestBody);
    }

    /// The same, which may be sent several times.
    public Call repeatably() {
        return new Call(system, method, uri, headers, secrets, body, true, limit, freshFor, lastGood, largestBody);
    }

    /// The same, sent no faster than a limit, which counts all calls to this system.
    public Call limitedTo(RateLimit most) {
        return new Call(system, method, uri, headers, secrets, body, repeatable, most, freshFor, lastGood, largestBody);
    }

    /// The same, whose accepted answer is kept and good for this long; zero asks conditionally each time.
    public Call freshFor(Duration duration) {
        return new Call(
                system, method, uri, headers, secrets, body, repeatable, limit, duration, lastGood, largestBody);
    }

    /// The same, answered with the last good answer where asking fails.
    public Call orLastGood() {
        return new Call(system, method, uri, headers, secrets, body, repeatable, limit, freshFor, true, largestBody);
    }

    /// The same with a body of at most this many bytes, unpacked.
    public Call atMost(long bytes) {
        return new Call(system, method, uri, headers, secrets, body, repeatable, limit, freshFor, lastGood, bytes);
    }

    /// The address without its query, which may hold secrets: `https://host/path`.
    public String address() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath();
    }

    /// The system and the address without its query: `Lambda at https://host/path`.
    @Override
    public String toString() {
        return system + " at " + address();
    }

    private static Map<String, String> with(Map<String, String> before, String name, String value) {
        Map<String, String> after = new LinkedHashMap<>(before);
        after.keySet().removeIf(name::equalsIgnoreCase);
        after.put(name, value);
        return after;
    }
}
