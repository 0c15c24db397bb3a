package dev.outlay.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is to be said of an offer for a need, and why.
///
/// `saving` is how far it lies below the cheapest on-demand offer, in percent of that, negative where it is dearer;
/// null where there is no such offer in its currency. `highest` is the figure of its prices over the span looked
/// at; null where no history is known. `reasons` are clauses for a person, never empty. Immutable and thread-safe.
public record Judgement(
        Standing standing,
        Verdict verdict,
        @Nullable BigDecimal saving,
        @Nullable PriceStatistics history,
        List<String> reasons) {

    /// From the best to the worst.
    public enum Verdict {
        /// The one to take.
        TAKE,
        /// As good by its terms, and dearer.
        FINE,
        /// Something that would decide is not known.
        UNKNOWN,
        /// Against the terms.
        AVOID;

        /// How it is written in files and on screens, such as `take`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Judgement {
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(verdict, "verdict");
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a judgement says why: " + standing);
        }
    }

    Judgement taken() {
        return new Judgement(standing, Verdict.TAKE, saving, history, reasons);
    }
}
