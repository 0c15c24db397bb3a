package dev.outlay.connect.http;

import java.time.Duration;

/// How many requests a system takes in a span of time, such as 10 in a minute; a client keeps to it by waiting.
/// Throws [IllegalArgumentException] on fewer than one request and on a duration that is not above zero. Immutable.
public record RateLimit(int requests, Duration per) {

    /// No limit that anybody stated; what a system asks for by Retry-After is obeyed all the same.
    public static final RateLimit NONE = new RateLimit(Integer.MAX_VALUE, Duration.ofSeconds(1));

    public RateLimit {
        if (requests < 1 || !per.isPositive()) {
            throw new IllegalArgumentException(
                    "a rate limit is a number of requests above zero in a time above zero: " + requests + " in " + per);
        }
    }

    public static RateLimit of(int requests, Duration per) {
        return new RateLimit(requests, per);
    }
}
