package dev.outlay.budget;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.util.List;
import java.util.stream.Stream;

/// A ledger that is only asked. Thread-safe where the reader is.
record ReadLedger(LedgerReader reader) implements Ledger {

    @Override
    public Appended append(Reading reading) {
        throw new IllegalStateException("this ledger is only asked");
    }

    @Override
    public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
        return reader.facts(kind, span, filters);
    }

    @Override
    public Totals totals(TotalsQuery query) {
        return reader.totals(query);
    }

    @Override
    public void close() {
        reader.close();
    }
}
