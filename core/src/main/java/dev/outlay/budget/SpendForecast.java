package dev.outlay.budget;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/// Tells what will be spent from what was.
@FunctionalInterface
public interface SpendForecast {

    /// What is expected in a span that begins now. `days` are the amounts of UTC days, oldest first, of which the
    /// day of now is not over; a day between the first and the last that is not there had nothing. Empty where the
    /// days are too few to tell.
    Optional<Expectation> in(Span rest, SortedMap<Instant, BigDecimal> days);

    /// What is expected, and the span in which it lies with a probability of 90 %. `perDay` is the mean of a day;
    /// `basis` says what it rests on. Immutable and thread-safe.
    record Expectation(BigDecimal perDay, BigDecimal low, BigDecimal value, BigDecimal high, String basis) {

        public Expectation {
            Objects.requireNonNull(perDay, "perDay");
            Objects.requireNonNull(basis, "basis");
            if (low.compareTo(value) > 0 || value.compareTo(high) > 0) {
                throw new IllegalArgumentException(
                        "what is expected lies within its span: " + value + ", " + low + " to " + high);
            }
        }
    }
}
