package dev.outlay.ledger;

import dev.outlay.units.Span;
import java.util.List;
import java.util.stream.Stream;

/// A ledger seen through owner rules: totals, filters and charges have the owners that the rules give. Thread-safe
/// where the ledger is; closing closes the ledger.
public final class RuledLedger implements LedgerReader {

    private final LedgerReader ledger;
    private final OwnerRules rules;

    private RuledLedger(LedgerReader ledger, OwnerRules rules) {
        this.ledger = ledger;
        this.rules = rules;
    }

    /// The ledger under rules; the ledger itself where there are none.
    public static LedgerReader of(LedgerReader ledger, OwnerRules rules) {
        return rules.isEmpty() ? ledger : new RuledLedger(ledger, rules);
    }

    @Override
    public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
        // what no rule can change is left to the ledger
        List<Filter> before = filters.stream()
                .filter(filter -> rules.of(filter.dimension()).isEmpty())
                .toList();
        List<Filter> after =
                filters.stream().filter(filter -> !before.contains(filter)).toList();
        return ledger.facts(kind, span, before)
                .map(fact -> fact instanceof Charge charge ? kind.cast(rules.apply(charge)) : fact)
                .filter(fact ->
                        !(fact instanceof Charge charge) || after.stream().allMatch(filter -> filter.keeps(charge)));
    }

    @Override
    public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
        return ledger.arrived(kind, arrivals)
                .map(fact -> fact instanceof Charge charge ? kind.cast(rules.apply(charge)) : fact);
    }

    @Override
    public long count(Class<? extends Fact> kind) {
        return ledger.count(kind);
    }

    @Override
    public Totals totals(TotalsQuery query) {
        return ledger.totals(query.under(rules));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
