package dev.outlay.outlook;

import dev.outlay.ledger.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A stretch of time in which something was charged that was unlike before, and what it was.
///
/// `id` stays the same while it goes on and when it is found again. `cause` are the fewest dimension values whose
/// charges make up the excess; empty where no value stands out. `from` is the hour it began in where charges tell
/// it, else the day; `to` is where it ended, or up to where charges are complete while it is `ongoing`. `actual` is
/// exact, `usual` an estimate from the weeks before, `excess` their difference, `perDay` that over the days.
/// `byPrice` and `byQuantity` part the excess: what the same GPU time cost more, and what more of it cost; null
/// where the charges hold no GPU time. `newRuns` are runs that were not charged before. `sentence` says all of it.
/// Immutable and thread-safe.
public record Anomaly(
        String id,
        Kind kind,
        List<Filter> cause,
        @Nullable String currency,
        Instant from,
        Instant to,
        boolean ongoing,
        BigDecimal actual,
        BigDecimal usual,
        BigDecimal excess,
        BigDecimal perDay,
        @Nullable BigDecimal byPrice,
        @Nullable BigDecimal byQuantity,
        List<String> newRuns,
        String sentence) {

    /// How it looks over time.
    public enum Kind {
        /// One or two days of more.
        SPIKE,
        /// More from one day to the next, which stays or stayed for a while.
        STEP,
        /// More each day.
        RAMP,
        /// More that is charged to something never charged before.
        NEW,
        /// The same GPU time at another price.
        PRICE,
        /// A fee of the month, or a single charge, of another amount than before.
        FEE,
        /// Less than usual.
        DROP,
        /// Nothing where there was something.
        VANISHED;

        /// How it is written, such as `spike`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Anomaly {
        cause = List.copyOf(cause);
        newRuns = List.copyOf(newRuns);
    }
}
