package dev.outlay.report;

import dev.outlay.ledger.Charge;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The cost and the quantity of compute, storage and traffic, as far as charges state both. Not thread-safe.
final class UnitSums {

    /// A cost and the quantity it bought.
    record Part(BigDecimal cost, BigDecimal quantity) {

        static final Part NOTHING = new Part(BigDecimal.ZERO, BigDecimal.ZERO);

        Part plus(BigDecimal otherCost, BigDecimal otherQuantity) {
            return new Part(cost.add(otherCost), quantity.add(otherQuantity));
        }
    }

    private Part compute = Part.NOTHING;
    private Part storage = Part.NOTHING;
    private Part network = Part.NOTHING;
    private BigDecimal total = BigDecimal.ZERO;
    private final Set<String> hoursOf = new TreeSet<>();
    private long withoutQuantity;

    void add(Charge charge, BigDecimal cost, Quantities quantities) {
        total = total.add(cost);
        Quantities.Kind kind = Quantities.kind(charge);
        if (kind == null) {
            return;
        }
        Quantities.@Nullable Quantity quantity = quantities.of(charge, kind);
        if (quantity == null) {
            withoutQuantity++;
            return;
        }
        switch (kind) {
            case COMPUTE -> {
                compute = compute.plus(cost, quantity.amount());
                hoursOf.add(quantity.of());
            }
            case STORAGE -> storage = storage.plus(cost, quantity.amount());
            case NETWORK -> network = network.plus(cost, quantity.amount());
        }
    }

    /// In seconds, which are summed exactly where hours could not be.
    Part compute() {
        return compute;
    }

    /// In GB-seconds; a month's length makes GB-months of them.
    Part storage() {
        return storage;
    }

    Part network() {
        return network;
    }

    BigDecimal total() {
        return total;
    }

    /// What the hours are hours of: GPUs, or what a bill counts.
    Set<String> hoursOf() {
        return hoursOf;
    }

    long withoutQuantity() {
        return withoutQuantity;
    }
}
