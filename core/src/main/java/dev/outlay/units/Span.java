package dev.outlay.units;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stretch of time on the UTC time line; `from` is included, `to` is not. Kept to the microsecond, as databases
/// do.
///
/// Never empty: throws [IllegalArgumentException] unless it ends after it starts. Immutable and thread-safe.
///
/// Example: `new Span(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"))` is October
/// 2026.
public record Span(Instant from, Instant to) {

    /// All of time that facts can lie in, from the year 1 to the end of the year 9999.
    public static final Span EVER =
            new Span(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("+10000-01-01T00:00:00Z"));

    public Span {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span must end after it starts: " + from + " to " + to);
        }
    }

    /// The span of a length that starts at an instant.
    public static Span of(Instant from, Duration length) {
        return new Span(from, from.plus(length));
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /// The UTC day that an instant lies in.
    public static Span dayOf(Instant instant) {
        Instant midnight = instant.truncatedTo(ChronoUnit.DAYS);
        return new Span(midnight, midnight.plus(1, ChronoUnit.DAYS));
    }

    /// The length in seconds, exact to the microsecond.
    public BigDecimal seconds() {
        return seconds(to).subtract(seconds(from));
    }

    /// The length in hours, rounded half-even to 18 fractional digits: seconds do not divide into hours evenly.
    public BigDecimal hours() {
        return Decimals.hours(seconds());
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /// What both spans cover, or empty where they only touch or lie apart.
    public Optional<Span> intersection(Span other) {
        Instant start = from.isAfter(other.from) ? from : other.from;
        Instant end = to.isBefore(other.to) ? to : other.to;
        return start.isBefore(end) ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    /// What is left of this span outside of another: nothing, one part or two, in order.
    public List<Span> without(Span other) {
        if (intersection(other).isEmpty()) {
            return List.of(this);
        }
        List<Span> left = new ArrayList<>();
        if (from.isBefore(other.from)) {
            left.add(new Span(from, other.from));
        }
        if (other.to.isBefore(to)) {
            left.add(new Span(other.to, to));
        }
        return left;
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }

    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }
}
