package dev.outlay.monitor;

import dev.outlay.budget.BudgetBook;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;

/// What a watch looks at: the ledger as its owners are told apart, the catalog, the rate cards and the book of
/// budgets, each read only when first asked for, and the instant that is now. Thread-safe where the ledger is.
public record Sight(
        LedgerReader ledger, Catalog catalog, Supplier<RateCards> cards, Supplier<BudgetBook> budgets, Instant now) {

    public Sight {
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(cards, "cards");
        Objects.requireNonNull(budgets, "budgets");
        Objects.requireNonNull(now, "now");
    }

    /// The time of a length that ends now.
    Span last(Duration length) {
        return new Span(now.minus(length), now);
    }

    /// The UTC month that now lies in.
    Span month() {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return new Span(
                month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
