package dev.outlay.recommend;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Ledgers for tests of advice: facts that were taken in and rated as any others are.
final class AdviceFacts {

    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private AdviceFacts() {}

    /// A source of facts at hand.
    record Facts(List<Fact> facts) implements Source {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Reading read(Span span) {
            return Reading.of(facts);
        }
    }

    static Ledger ledger(List<Fact> facts) throws SourceException {
        var ledger = new MemoryLedger();
        take(ledger, facts);
        return ledger;
    }

    static void take(Ledger ledger, List<Fact> facts) throws SourceException {
        new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(START)).take(new Facts(facts));
    }

    static Inquiry inquiry(Ledger ledger, Span span, Instant now) {
        return new Inquiry(ledger, Catalog.builtin(), RateCards.NONE, span, now);
    }

    static Inquiry inquiry(Ledger ledger, Span span) {
        return inquiry(ledger, span, span.to());
    }
}
