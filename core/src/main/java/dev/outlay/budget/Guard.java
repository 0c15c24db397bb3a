package dev.outlay.budget;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a budget does at the door, where work asks to begin.
///
/// `grace` is for how long work may go on once the limit is reached; zero for none. `perRun` and `perPod` are the
/// most that one run and one pod may cost, in the unit of the limit; null where there is no such limit. Throws
/// [IllegalArgumentException] on a negative grace and on a limit that is not above zero. Immutable and thread-safe.
public record Guard(
        Mode mode,
        Duration grace,
        @Nullable BigDecimal perRun,
        @Nullable BigDecimal perPod) {

    /// Refuses what would exceed the budget, at once, whatever one run costs.
    public static final Guard USUAL = new Guard(Mode.ENFORCE, Duration.ZERO, null, null);

    /// What happens to work that would exceed the budget.
    public enum Mode {
        /// It is refused.
        ENFORCE("enforce"),
        /// It may begin, and that it would have been refused is recorded.
        DRY_RUN("dry-run"),
        /// It may begin; the budget only counts and tells.
        WATCH("watch");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /// How it is written in files and shown, such as `dry-run`.
        public String text() {
            return text;
        }

        /// The mode of a written name. Throws [IllegalArgumentException] on any other word.
        public static Mode of(String text) {
            for (Mode mode : values()) {
                if (mode.text.equals(text.strip())) {
                    return mode;
                }
            }
            throw new IllegalArgumentException("a guard is enforce, dry-run or watch, not " + text);
        }
    }

    public Guard {
        Objects.requireNonNull(mode, "mode");
        perRun = Decimals.roundedOrNull(perRun);
        perPod = Decimals.roundedOrNull(perPod);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace is not negative: " + grace);
        }
        if ((perRun != null && perRun.signum() <= 0) || (perPod != null && perPod.signum() <= 0)) {
            throw new IllegalArgumentException(
                    "what one run or pod may cost is above zero: per run " + perRun + ", per pod " + perPod);
        }
    }
}
