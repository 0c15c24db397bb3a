package dev.outlay.outlook;

import dev.outlay.units.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Spend that is known before it is charged: a reservation, a queued job, a commitment.
///
/// `amount` is what it will cost over its whole span, evenly; `currency` is null where it is no money but what the
/// question measures. `inTrend` says that the trend of past days holds it already, so that it is the least that is
/// to come instead of coming on top. Immutable and thread-safe.
public record Planned(String name, @Nullable String currency, Range amount, Span span, boolean inTrend) {

    public Planned {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(span, "span");
        if (amount.low().signum() < 0) {
            throw new IllegalArgumentException("planned spend is not negative: " + name + " " + amount.low());
        }
    }

    /// The part that falls into a span, or null where none does.
    @Nullable
    Range within(Span wanted) {
        return span.intersection(wanted)
                .map(part -> amount.times((double) part.length().toMillis()
                        / Math.max(1, span.length().toMillis())))
                .orElse(null);
    }
}
