package dev.outlay.pricing;

import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The prices of one thing in order of time, without gaps, from the first that is known on.
///
/// Two neighbours have different amounts: a stretch is a change. Before the first, nothing is known and nothing is
/// guessed. Throws [IllegalArgumentException] without stretches or where they leave a gap. Immutable and
/// thread-safe.
public record PriceSeries(PricedThing thing, List<PriceStretch> stretches) {

    private static final Comparator<PriceStretch> BY_AMOUNT = Comparator.comparing(PriceStretch::amount);

    public PriceSeries {
        Objects.requireNonNull(thing, "thing");
        stretches = List.copyOf(stretches);
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException("a series of prices has one at least: " + thing);
        }
        for (int i = 1; i < stretches.size(); i++) {
            if (!stretches.get(i).from().equals(stretches.get(i - 1).until())) {
                throw new IllegalArgumentException("prices follow each other without a gap: " + thing + " at "
                        + stretches.get(i).from());
            }
        }
    }

    /// The price that holds at an instant; empty before the first.
    public Optional<PriceStretch> at(Instant instant) {
        return stretches.reversed().stream()
                .filter(stretch -> !stretch.from().isAfter(instant))
                .findFirst();
    }

    /// The prices that held in any part of a span, in order.
    public List<PriceStretch> within(Span span) {
        return stretches.stream()
                .filter(stretch -> stretch.within(span).isPresent())
                .toList();
    }

    /// What held in a span, times how long. Adds up over spans that lie side by side.
    public TimeWeighted over(Span span) {
        TimeWeighted sum = TimeWeighted.NOTHING;
        for (PriceStretch stretch : stretches) {
            Optional<Span> held = stretch.within(span);
            if (held.isPresent()) {
                sum = sum.plus(TimeWeighted.of(stretch.amount().amount(), held.get()));
            }
        }
        return sum;
    }

    /// The time-weighted mean of a span over the part of it in which a price is known, exact to 18 fractional
    /// digits; empty where none is.
    public Optional<Money> mean(Span span) {
        return over(span).mean().map(amount -> new Money(thing.currency(), amount));
    }

    /// The lowest price of a span, the latest of those that are as low.
    public Optional<PriceStretch> lowest(Span span) {
        return within(span).reversed().stream().min(BY_AMOUNT);
    }

    /// The highest price of a span, the latest of those that are as high.
    public Optional<PriceStretch> highest(Span span) {
        return within(span).reversed().stream().min(BY_AMOUNT.reversed());
    }
}
