package dev.outlay.recommend;

import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of an advice that was done, by the charges of the same scope before and after.
///
/// `realised` is per the period of the promise, null where it cannot be told yet or at all; `says` then says why,
/// else how it was come by. `before` and `after` are the spans that were compared, null where nothing was.
/// Immutable and thread-safe.
public record Outcome(
        String advisor,
        @Nullable Money promised,
        @Nullable Money realised,
        @Nullable Span before,
        @Nullable Span after,
        String says) {

    private static final int RATIO_DIGITS = 18;

    public Outcome {
        Objects.requireNonNull(advisor, "advisor");
        Objects.requireNonNull(says, "says");
    }

    static Outcome unknown(Remembered said, String why) {
        return new Outcome(
                said.advisor(), said.promise() == null ? null : said.promise().saving(), null, null, null, why);
    }

    /// Realised over promised; empty where the one is not known or the other not above zero.
    public Optional<BigDecimal> ratio() {
        return promised == null || realised == null || promised.amount().signum() <= 0
                ? Optional.empty()
                : Optional.of(realised.amount().divide(promised.amount(), RATIO_DIGITS, RoundingMode.HALF_EVEN));
    }
}
