package dev.outlay.pricing;

import dev.outlay.ledger.Price;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One price of a thing, from the instant it began to hold until another took its place.
///
/// `price` is the fact that brought it. Facts that state the same amount again only move `lastStated`, and
/// `statements` counts them all. A null `until` means that it still holds. Immutable and thread-safe.
public record PriceStretch(
        Price price,
        Instant lastStated,
        int statements,
        @Nullable Instant until) {

    public PriceStretch {
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(lastStated, "lastStated");
        if (statements < 1 || (until != null && !price.at().isBefore(until))) {
            throw new IllegalArgumentException("a price is stated and holds for a while: " + price.at() + " to " + until
                    + ", stated " + statements + " times");
        }
    }

    static PriceStretch begun(Price price) {
        return new PriceStretch(price, price.at(), 1, null);
    }

    /// The same price said again, which holds on.
    PriceStretch statedAgain(Instant at) {
        return new PriceStretch(price, at, statements + 1, null);
    }

    /// Whether a fact states the price that this is.
    boolean isOf(Price other) {
        return amount().equals(other.unitPrice().price());
    }

    PriceStretch endedAt(Instant at) {
        return new PriceStretch(price, lastStated, statements, at);
    }

    public Instant from() {
        return price.at();
    }

    public Money amount() {
        return price.unitPrice().price();
    }

    /// The part of a span in which it held; empty where it did not.
    public Optional<Span> within(Span span) {
        Instant start = from().isAfter(span.from()) ? from() : span.from();
        Instant end = until == null || until.isAfter(span.to()) ? span.to() : until;
        return start.isBefore(end) ? Optional.of(new Span(start, end)) : Optional.empty();
    }
}
