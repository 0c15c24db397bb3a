package dev.outlay.pricing;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rates a node and all that is on it, so that the charges of the uses and of what is idle sum to the node's price.
/// Not thread-safe.
final class NodeRating {

    private final Meter meter;
    private final NodePools nodePools;
    private final Charging charging;
    private final Machines machines;
    private final LooseRating loose;

    NodeRating(Meter meter, NodePools nodePools, Charging charging, Machines machines, LooseRating loose) {
        this.meter = meter;
        this.nodePools = nodePools;
        this.charging = charging;
        this.machines = machines;
        this.loose = loose;
    }

    /// Adds the charges of a node's row and of the uses on it, within the row and the span.
    void rate(Usage row, List<Usage> uses, Span span, List<Charge> charges) {
        Span held = row.span().intersection(span).orElse(null);
        if (held == null) {
            return;
        }
        for (Meter.Hourly hourly : meter.hourly(row, held)) {
            rate(row, uses, hourly, charges);
        }
    }

    private void rate(Usage row, List<Usage> uses, Meter.Hourly hourly, List<Charge> charges) {
        UnitPrice price = hourly.price();
        List<Pool> pools = price == null ? List.of() : nodePools.of(row, uses, hourly.span());
        var sharers = new Sharers(charging, hourly, row.origin().id(), row);
        Set<Usage> pooled = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Pool pool : pools) {
            pool.divide(price, hourly.count());
            pool.claims().forEach(claim -> pooled.add(claim.usage()));
            sharers.used(pool);
        }
        for (Pool pool : pools) {
            if (pool.device != null) {
                sharers.idle(pool, row.origin().id() + "/" + pool.device);
            }
        }
        BigDecimal left = price == null
                ? BigDecimal.ZERO
                : price.over(hourly.span(), hourly.count()).amount();
        left = left.subtract(sharers.cost());
        BigDecimal capacity = machines.gpusPerNode(row)
                .map(gpus -> gpus.multiply(hourly.span().seconds()))
                .orElse(null);
        BigDecimal gpuSeconds = capacity == null ? null : capacity.subtract(sharers.gpuSeconds());
        BigDecimal energy = Charging.measured(row, hourly.span());
        for (Usage use : uses) {
            Span part = use.span().intersection(hourly.span()).orElse(null);
            if (part == null) {
                continue;
            }
            if (!pooled.contains(use)) {
                List<Charge> own = new ArrayList<>();
                Money paid = loose.rate(use, row, part, own);
                left = paid == null
                                || price == null
                                || !paid.currency().equals(price.price().currency())
                        ? left
                        : left.subtract(paid.amount());
                gpuSeconds = less(gpuSeconds, own);
                charges.addAll(own);
            }
            BigDecimal measured = use.resource() == Resource.GPU ? Charging.measured(use, part) : null;
            energy = energy == null || measured == null ? energy : energy.subtract(measured);
        }
        if (left.signum() != 0 || gpuSeconds == null || gpuSeconds.signum() != 0 || energy != null) {
            sharers.idle(row.origin().id(), row, left, gpuSeconds, new Charging.Energy(energy, energy != null));
        }
        charges.addAll(sharers.charges());
    }

    private static @Nullable BigDecimal less(@Nullable BigDecimal gpuSeconds, List<Charge> charges) {
        BigDecimal left = gpuSeconds;
        for (Charge charge : charges) {
            BigDecimal held = charge.use().gpuSeconds();
            left = left == null || held == null ? left : left.subtract(held);
        }
        return left;
    }
}
