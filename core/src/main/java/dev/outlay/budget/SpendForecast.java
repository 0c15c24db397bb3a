package dev.outlay.budget;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/// Tells what will be spent against a budget from what was.
@FunctionalInterface
public interface SpendForecast {

    /// What is expected in a span that begins now and ends with the budget's period. `days` are the amounts of UTC
    /// days in the unit of its limit, oldest first, of which the day of now is not over; a day between the first
    /// and the last that is not there had nothing. Empty where too little is known to tell.
    Optional<Expectation> in(Budget budget, Span rest, SortedMap<Instant, BigDecimal> days);

    /// The forecast by the mean of the last four weeks, which asks nothing more of the ledger: see [MeanPace].
    static SpendForecast ofPace() {
        return new MeanPace();
    }

    /// The calibrated forecast of the outlook for money and GPU-hours, which asks the ledger for each budget, and
    /// where it cannot tell that of the pace. `ledger` is seen through the owner rules that hold.
    static SpendForecast ofOutlook(LedgerReader ledger, Tree tree, Instant now) {
        return either(new OutlookForecast(ledger, tree, now), new MeanPace());
    }

    /// The forecast of `first` and, where it cannot tell, of `second`.
    static SpendForecast either(SpendForecast first, SpendForecast second) {
        return (budget, rest, days) -> first.in(budget, rest, days).or(() -> second.in(budget, rest, days));
    }

    /// What is expected, and the span in which it lies with a probability of 90 %; `basis` says what it rests on.
    /// Immutable and thread-safe.
    record Expectation(BigDecimal low, BigDecimal value, BigDecimal high, String basis) {

        public Expectation {
            Objects.requireNonNull(basis, "basis");
            if (low.compareTo(value) > 0 || value.compareTo(high) > 0) {
                throw new IllegalArgumentException(
                        "what is expected lies within its span: " + value + ", " + low + " to " + high);
            }
        }
    }
}
