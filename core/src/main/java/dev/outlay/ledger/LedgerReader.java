package dev.outlay.ledger;

import dev.outlay.units.Span;
import java.util.List;
import java.util.stream.Stream;

/// A ledger that can be asked. Thread-safe.
public interface LedgerReader extends AutoCloseable {

    /// The facts of one kind that concern a span, ordered by [Fact#at] and then by origin id: a use or a charge
    /// where its span overlaps, anything else where its instant lies in the span. Filters apply to charges only.
    /// The stream holds resources: close it. Throws [LedgerException] where the storage fails.
    <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters);

    /// See [#facts(Class, Span, List)].
    default <F extends Fact> Stream<F> facts(Class<F> kind, Span span) {
        return facts(kind, span, List.of());
    }

    /// The facts of one kind in the order in which they came into the ledger, as far as their places lie among
    /// some; those of one append stand in any order among each other, but always in the same. A place is the same
    /// after any end of the process. The kind is not [Fact] itself, of which there is no one order. The stream
    /// holds resources: close it. Throws [LedgerException] where the storage fails.
    <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals);

    /// How many facts of a kind there are.
    default long count(Class<? extends Fact> kind) {
        try (Stream<? extends Fact> all = facts(kind, Span.EVER)) {
            return all.count();
        }
    }

    /// Sums of charges: measures by dimensions and grain, filtered. Rows are ordered by time, then by dimension
    /// values (absent ones last). Never null; no charge gives no row.
    Totals totals(TotalsQuery query);

    /// Frees what the ledger holds. Does nothing the second time.
    @Override
    void close();
}
