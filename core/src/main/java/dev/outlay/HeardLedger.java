package dev.outlay;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A ledger that tells what was appended, so that what is kept in memory of it need not be read anew. Thread-safe
/// where the ledger and the listener are.
final class HeardLedger implements Ledger {

    /// Heard in place of a topic where runs were handed over.
    static final String RUNS = "run";

    private final Ledger ledger;
    private final Listener listener;

    /// Hears of every append after it has ended, well or badly.
    interface Listener {

        /// `charges` is the span in which the charges that were handed over begin, null where there were none;
        /// known ones and refused ones among them. `topics` are those of the events, and [#RUNS].
        void heard(@Nullable Span charges, Set<String> topics);

        /// Hears that an append ended, whatever was handed over.
        default void appended() {}
    }

    HeardLedger(Ledger ledger, Listener listener) {
        this.ledger = ledger;
        this.listener = listener;
    }

    @Override
    public Appended append(Reading reading) throws SourceException {
        if (reading.isLoadedWhole()) {
            // listening would make the ledger take it fact by fact: whatever it held may have been anything
            try {
                return ledger.append(reading);
            } finally {
                listener.appended();
                listener.heard(Span.EVER, Set.of(RUNS));
            }
        }
        var ear = new Ear();
        try {
            return ledger.append(consumer -> reading.forEach(fact -> {
                ear.hear(fact);
                consumer.accept(fact);
            }));
        } finally {
            listener.appended();
            if (ear.charges != null || !ear.topics.isEmpty()) {
                listener.heard(ear.charges, ear.topics);
            }
        }
    }

    private static final class Ear {

        private final Set<String> topics = new TreeSet<>();
        private @Nullable Span charges;

        void hear(Fact fact) {
            if (fact instanceof Charge charge) {
                // most of them lie within what was heard before
                if (charges == null || !charges.contains(charge.at())) {
                    charges = Appended.cover(
                            charges, new Span(charge.at(), charge.at().plusNanos(1000)));
                }
            } else if (fact instanceof Event event) {
                topics.add(event.topic());
            } else if (fact instanceof Run) {
                topics.add(RUNS);
            }
        }
    }

    @Override
    public long count(Class<? extends Fact> kind) {
        return ledger.count(kind);
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
    public Totals totals(TotalsQuery query) {
        return ledger.totals(query);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
