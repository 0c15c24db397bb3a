package dev.outlay.pricing;

import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The prices of a book as it is, without a rate card.
record BookPrices(PriceBook book) implements Prices {

    @Override
    public Optional<Rate> at(Instant instant, Wanted wanted) {
        return book.at(instant, wanted);
    }

    @Override
    public Optional<Rate> stated(Instant instant, Wanted wanted) {
        return book.stated(instant, wanted);
    }

    @Override
    public List<PriceBook.Segment> over(Span span, Wanted wanted, Usage usage) {
        return book.over(span, wanted);
    }

    @Override
    public boolean mixCurrencies() {
        return book.mixesCurrencies();
    }
}
