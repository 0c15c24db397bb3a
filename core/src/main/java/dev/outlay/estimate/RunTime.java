package dev.outlay.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/// How long work runs on a cluster, or why it does not. Immutable and thread-safe.
public sealed interface RunTime {

    /// It takes so many hours, in which no machine is lost; `low` and `high` are the ends of the interval that
    /// `basis` describes. Kept to a ten-thousandth of an hour. Throws [IllegalArgumentException] on hours that are
    /// not above zero or lie outside of the interval.
    record Takes(BigDecimal hours, BigDecimal low, BigDecimal high, String basis) implements RunTime {

        /// The fractional digits of hours: 0.36 seconds.
        public static final int SCALE = 4;

        private static final BigDecimal SHORTEST = BigDecimal.ONE.movePointLeft(SCALE);

        public Takes {
            Objects.requireNonNull(basis, "basis");
            if (hours.signum() <= 0 || low.signum() <= 0 || low.compareTo(hours) > 0 || high.compareTo(hours) < 0) {
                throw new IllegalArgumentException(
                        "hours are above zero and within their interval: " + low + " " + hours + " " + high);
            }
            hours = rounded(hours);
            low = rounded(low);
            high = rounded(high);
        }

        private static BigDecimal rounded(BigDecimal hours) {
            return hours.setScale(SCALE, RoundingMode.HALF_EVEN).max(SHORTEST);
        }
    }

    /// It cannot run there, in a sentence: it does not fit in memory, or nothing is known of the chip.
    record CannotRun(String why) implements RunTime {

        public CannotRun {
            Objects.requireNonNull(why, "why");
        }
    }
}
