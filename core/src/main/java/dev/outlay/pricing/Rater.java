package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.util.List;

/// Turns usage into charges, by a price book or with rate cards before it. Not thread-safe.
public interface Rater {

    /// What rates usage by a book, with rate cards before it where there are any. Days are given in order.
    static Rater of(Catalog catalog, PriceBook book, RateCards cards) {
        return cards.isEmpty() ? new Rating(catalog, book) : new CardRating(catalog, book, cards);
    }

    /// The charges of all usage that overlaps a span, cut to the span. The span is a UTC day or a part of one.
    Rated rate(List<Usage> usages, Span span);

    /// What has to be rated for a span to be right: the span, or more where prices depend on what was used before.
    default Span reach(Span span) {
        return span;
    }
}
