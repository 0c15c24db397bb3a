package dev.outlay.pricing;

import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What rating asks of prices: a price book as it is, or one with a rate card before it.
interface Prices {

    /// See [PriceBook#at].
    Optional<Rate> at(Instant instant, Wanted wanted);

    /// See [PriceBook#stated].
    Optional<Rate> stated(Instant instant, Wanted wanted);

    /// The prices that hold for a use over a span, in order and without gaps; see [PriceBook#over].
    List<PriceBook.Segment> over(Span span, Wanted wanted, Usage usage);

    /// The urgency that prices a use, where its price depends on one; null where it does not.
    default @Nullable String priority(Usage usage) {
        return null;
    }

    /// Whether prices of several currencies may meet.
    default boolean mixCurrencies() {
        return true;
    }
}
