package dev.outlay.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A line that was read and not understood, with the reason, so that nothing is dropped in silence.
///
/// `column` is the column at fault and `value` what stood there, cut to 200 characters; both null where the whole
/// line is at fault. `reason` is a sentence that says what is wrong and what would be right. Immutable and
/// thread-safe.
public record Refusal(
        Origin origin,
        Instant at,
        @Nullable String column,
        @Nullable String value,
        String reason) implements Fact {

    private static final int LONGEST_VALUE = 200;

    public Refusal {
        Objects.requireNonNull(origin, "origin");
        // kept to the microsecond, as databases do
        at = at.truncatedTo(ChronoUnit.MICROS);
        Objects.requireNonNull(reason, "reason");
        if (value != null && value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE);
        }
    }

    @Override
    public Refusal readAt(Origin elsewhere) {
        return new Refusal(elsewhere, at, column, value, reason);
    }
}
