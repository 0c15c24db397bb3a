package dev.outlay.estimate;

import dev.outlay.catalog.Offer;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One entry on one size of cluster, with its exact cost and emissions, by which it is ordered; null emissions are
/// not known and stand behind all others.
record Candidate(
        PlanIndex.Cell cell,
        PlanIndex.Entry entry,
        Rung rung,
        Money cost,
        @Nullable GramsCo2e emissions) {

    private static final Comparator<Candidate> BY_COST =
            Comparator.comparing(each -> each.cost().amount());
    private static final Comparator<Candidate> BY_TIME =
            Comparator.comparingLong(each -> each.rung().hours());
    private static final Comparator<Candidate> BY_CARBON =
            Comparator.comparing(Candidate::emissions, Comparator.nullsLast(Comparator.naturalOrder()));

    // of what is equal in all figures, the first by name
    private static final Comparator<Candidate> BY_NAME = Comparator.comparing(
                    (Candidate each) -> each.offer().provider())
            .thenComparing(each -> each.offer().instanceType())
            .thenComparing(each -> each.offer().region())
            .thenComparing(each -> each.offer().tier())
            .thenComparing(each -> each.cell().type())
            .thenComparingInt(each -> each.rung().machines())
            .thenComparingInt(each -> each.entry().position());

    /// By hours, cost, emissions and name: the order in which a frontier is swept.
    static final Comparator<Candidate> SWEPT =
            BY_TIME.thenComparing(BY_COST).thenComparing(BY_CARBON).thenComparing(BY_NAME);

    static Comparator<Candidate> order(Objective objective) {
        return switch (objective) {
            case COST -> BY_COST.thenComparing(BY_TIME).thenComparing(BY_CARBON).thenComparing(BY_NAME);
            case TIME -> SWEPT;
            case CARBON ->
                BY_CARBON.thenComparing(BY_COST).thenComparing(BY_TIME).thenComparing(BY_NAME);
        };
    }

    Offer offer() {
        return entry.offer();
    }

    BigDecimal amount() {
        return cost.amount();
    }
}
