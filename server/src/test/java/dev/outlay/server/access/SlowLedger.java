package dev.outlay.server.access;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A ledger that takes its time over totals which are filtered, and over no others.
record SlowLedger(Ledger ledger, Duration pause) implements Ledger {

    @Override
    public Totals totals(TotalsQuery query) {
        if (!query.filters().isEmpty()) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ledger.totals(query);
    }

    @Override
    public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
        return ledger.facts(kind, span, filters);
    }

    @Override
    public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
        return ledger.arrived(kind, arrivals);
    }

    @Override
    public Appended append(Reading reading) throws SourceException {
        return ledger.append(reading);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
