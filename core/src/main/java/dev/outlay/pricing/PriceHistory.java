package dev.outlay.pricing;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Price;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the ledger knows of prices over a span, thing by thing. Stateless and thread-safe.
public final class PriceHistory {

    private PriceHistory() {}

    /// The series of everything that a price fact is kept for, ordered by thing: the price that held when the span
    /// began, and every change within it.
    ///
    /// Facts of one thing follow each other as they do in rating: the later takes over, and of two of one instant
    /// the one with the greater origin id. Parts of rate cards price nothing by themselves and are left out. Memory
    /// holds what is asked for and no more.
    public static List<PriceSeries> of(LedgerReader ledger, Span span, Predicate<Price> wanted) {
        Map<PricedThing, Building> things = new HashMap<>();
        // what held when the span began was said before it
        Span read = new Span(Span.EVER.from(), span.to());
        try (Stream<Price> prices = ledger.facts(Price.class, read)) {
            prices.filter(price -> !price.kind().equals(OwnedHardware.PART))
                    .filter(wanted)
                    .forEach(price -> things.computeIfAbsent(
                                    PricedThing.of(price).key(), _ -> new Building(PricedThing.of(price), span.from()))
                            .add(price));
        }
        return things.values().stream()
                .map(Building::series)
                .sorted((left, right) -> left.thing().compareTo(right.thing()))
                .toList();
    }

    private static final class Building {

        private final PricedThing thing;
        private final Instant from;
        private final List<PriceStretch> stretches = new ArrayList<>();

        Building(PricedThing thing, Instant from) {
            this.thing = thing;
            this.from = from;
        }

        void add(Price price) {
            PriceStretch last = stretches.isEmpty() ? null : stretches.getLast();
            if (last != null && !last.isOf(price) && last.from().equals(price.at())) {
                // of two prices of one instant the later fact counts, and what it replaces never held
                stretches.removeLast();
                last = stretches.isEmpty() ? null : stretches.getLast();
            }
            if (last != null) {
                stretches.removeLast();
                stretches.add(last.isOf(price) ? last.statedAgain(price.at()) : last.endedAt(price.at()));
            }
            if (last == null || !last.isOf(price)) {
                stretches.add(PriceStretch.begun(price));
            }
            // the last two stay, because the latest may yet be replaced
            while (stretches.size() > 2 && endedBefore(stretches.getFirst())) {
                stretches.removeFirst();
            }
        }

        private boolean endedBefore(PriceStretch stretch) {
            return stretch.until() != null && !stretch.until().isAfter(from);
        }

        PriceSeries series() {
            return new PriceSeries(
                    thing,
                    stretches.stream().filter(stretch -> !endedBefore(stretch)).toList());
        }
    }
}
