package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was metered and not billed, and machines that were billed and not metered. Immutable and thread-safe.
public record Unmatched(Map<Item, Money> metered, Map<Item, Money> billed) {

    /// A machine with its provider; each null where it was not said.
    public record Item(@Nullable String resource, @Nullable String provider, String currency) {}

    public Unmatched {
        metered = Map.copyOf(metered);
        billed = Map.copyOf(billed);
    }

    /// What is left unmatched of the charges that start in a span, by the billed or the effective cost.
    public static Unmatched in(LedgerReader ledger, Span span, Measure measure) {
        Map<Item, Money> metered = new LinkedHashMap<>();
        Map<Item, Money> billed = new LinkedHashMap<>();
        Filter compute = new Filter(Dimension.Named.SERVICE_CATEGORY, Set.of("Compute"));
        Filter status = new Filter(
                Dimension.Named.STATUS,
                Set.of(ChargeStatus.METERED.text(), ChargeStatus.BILLED.text(), ChargeStatus.CORRECTED.text()));
        try (Stream<Charge> charges = ledger.facts(Charge.class, span, List.of(compute, status))) {
            charges.filter(charge -> span.contains(charge.at())).forEach(charge -> {
                String id = charge.origin().id();
                if (id.startsWith(BillLines.RATED) || id.startsWith(BillSplit.METER)) {
                    String name = charge.place().node() == null
                            ? charge.use().device()
                            : charge.place().node();
                    add(name, charge, measure, metered);
                } else if (isBilled(charge)) {
                    add(charge.product().resourceId(), charge, measure, billed);
                }
            });
        }
        metered.values().removeIf(Money::isZero);
        billed.values().removeIf(Money::isZero);
        return new Unmatched(metered, billed);
    }

    /// Lines for machines, and what took them off nobody when they were given to owners.
    private static boolean isBilled(Charge charge) {
        return charge.allocatedFrom() == null
                && "Usage".equals(charge.terms().chargeCategory())
                && (BillLines.isLine(charge) || charge.origin().id().startsWith(BillSplit.BILL));
    }

    private static void add(@Nullable String resource, Charge charge, Measure measure, Map<Item, Money> sums) {
        Money cost = measure == Measure.BILLED || charge.costs().effective() == null
                ? charge.costs().billed()
                : charge.costs().effective();
        if (cost != null) {
            sums.merge(new Item(resource, charge.place().provider(), cost.currency()), cost, Money::plus);
        }
    }
}
