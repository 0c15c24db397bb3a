package dev.outlay.recommend;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Price;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Span;
import dev.outlay.utilization.LoadSettings;
import dev.outlay.utilization.Loads;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What advisors are asked: a ledger seen through its owner rules, the catalog, the rate cards, the span to look at
/// and the instant that is now. What several advisors need is read once.
///
/// Thread-safe where the ledger is.
public final class Inquiry {

    private final LedgerReader ledger;
    private final Catalog catalog;
    private final RateCards cards;
    private final Span span;
    private final Instant now;
    private @Nullable PriceBook prices;
    private @Nullable List<RunFile> runs;
    private @Nullable HeldMachines machines;
    private @Nullable Loads loads;
    private @Nullable Spending spending;

    public Inquiry(LedgerReader ledger, Catalog catalog, RateCards cards, Span span, Instant now) {
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.cards = Objects.requireNonNull(cards, "cards");
        this.span = Objects.requireNonNull(span, "span");
        this.now = Objects.requireNonNull(now, "now");
    }

    public LedgerReader ledger() {
        return ledger;
    }

    public Catalog catalog() {
        return catalog;
    }

    public RateCards cards() {
        return cards;
    }

    /// The span whose usage, charges and runs are looked at.
    public Span span() {
        return span;
    }

    public Instant now() {
        return now;
    }

    /// The machines that were held in the span, and who was on them.
    synchronized HeldMachines machines() {
        if (machines == null) {
            machines = HeldMachines.of(ledger, span);
        }
        return machines;
    }

    /// The runs that were charged in the span, with all that was heard of them.
    public synchronized List<RunFile> runs() {
        if (runs == null) {
            runs = RunFiles.of(ledger, span, now);
        }
        return runs;
    }

    /// How busy everything was in the span.
    public synchronized Loads loads() {
        if (loads == null) {
            loads = Loads.read(ledger, span, LoadSettings.DEFAULT);
        }
        return loads;
    }

    /// What everything cost in the span.
    synchronized Spending spending() {
        if (spending == null) {
            spending = Spending.of(ledger, span);
        }
        return spending;
    }

    /// The prices that the ledger states up to now, on top of the catalog.
    public synchronized PriceBook prices() {
        if (prices == null) {
            List<Price> stated;
            try (Stream<Price> facts = ledger.facts(Price.class, Span.EVER)) {
                stated = facts.filter(price -> !price.at().isAfter(now)).toList();
            }
            prices = new PriceBook(catalog, stated);
        }
        return prices;
    }
}
