package dev.outlay.report;

import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.estimate.Estimator;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.RuledLedger;
import dev.outlay.pricing.CardTariff;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a report works with: a ledger, opened only when it is first asked for, the catalog, prices the caller
/// brought along, who pays for what and the rate cards, each read only when first asked for, and the instant that
/// is now. Thread-safe where the ledger is.
public record Desk(
        Supplier<LedgerReader> ledgers,
        Catalog catalog,
        List<Price> ownPrices,
        Supplier<Allocation> allocations,
        Instant now,
        Supplier<RateCards> cards) {

    public Desk {
        Objects.requireNonNull(ledgers, "ledgers");
        Objects.requireNonNull(allocations, "allocations");
        Objects.requireNonNull(catalog, "catalog");
        ownPrices = List.copyOf(ownPrices);
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(cards, "cards");
    }

    /// The ledger, seen through the owner rules that somebody stated.
    public LedgerReader ledger() {
        return RuledLedger.of(ledgers.get(), allocation().owners());
    }

    /// What somebody stated about who pays for what.
    public Allocation allocation() {
        return allocations.get();
    }

    /// An estimator at the prices the caller brought along and, where the parameters ask for them, those of the
    /// ledger.
    Estimator estimator(Parameters parameters) {
        List<Price> stated = new ArrayList<>(ownPrices);
        if (parameters.flag("ledger-prices")) {
            try (Stream<Price> prices = ledger().facts(Price.class, Span.EVER)) {
                prices.forEach(stated::add);
            }
        }
        var book = new PriceBook(catalog, stated);
        RateCards holding = cards.get();
        CardParameters.check(parameters, holding);
        return holding.isEmpty()
                ? new Estimator(catalog, book, now)
                : new Estimator(
                        catalog, book, now, CardParameters.of(parameters, new CardTariff(catalog, book, holding), now));
    }
}
