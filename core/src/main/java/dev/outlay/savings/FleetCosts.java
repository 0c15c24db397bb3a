package dev.outlay.savings;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Fleet;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each fleet cost at on-demand prices, day by day, and then what a fixed one would have. Not thread-safe.
final class FleetCosts {

    /// The cost and the GPU time of a fleet in one currency.
    private static final class Paid {
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal gpuSeconds = BigDecimal.ZERO;
        private long uses;
    }

    private final Fleet fleet;
    private final Fleets fleets = new Fleets();
    private final Map<Fleets.Group, Map<String, Paid>> paid = new TreeMap<>(Comparator.comparing(Fleets::name));
    private final Map<String, Long> missed = new TreeMap<>();

    FleetCosts(Catalog catalog) {
        this.fleet = new Fleet(catalog);
    }

    void paid(Usage usage, UseOfDay use, Money cost) {
        if (!isOnGpus(usage)) {
            return;
        }
        if (!Fleets.scales(use.capacityType())) {
            missed.merge(
                    use.capacityType() == CapacityType.OWNED
                            ? "an owned machine is not given back"
                            : "reserved capacity is paid whether it is held or not",
                    1L,
                    Long::sum);
            return;
        }
        Place place = use.stated().place();
        Paid sum = paid.computeIfAbsent(
                        new Fleets.Group(place.cluster(), use.stated().use().gpuModel()), _ -> new TreeMap<>())
                .computeIfAbsent(cost.currency(), _ -> new Paid());
        sum.cost = sum.cost.add(cost.amount());
        sum.gpuSeconds = sum.gpuSeconds.add(use.gpuSeconds());
        sum.uses++;
    }

    void missed(Usage usage, UseOfDay use, String reason) {
        if (isOnGpus(usage) && Fleets.scales(use.capacityType())) {
            missed.merge(reason, 1L, Long::sum);
        }
    }

    /// Counts the GPUs of a machine's row for the part of a window that it was held, and those of a use that is on
    /// no such machine, by what it was charged for.
    void hold(Usage usage, @Nullable UseOfDay use, boolean onRow, Span window) {
        Span span = usage.span().intersection(window).orElse(null);
        if (span == null || !isOnGpus(usage) || !Fleets.scales(usage.capacityType())) {
            return;
        }
        // a machine that was held to the full has no idle charge of its own, and was held all the same
        BigDecimal gpus = usage.resource() == Resource.NODE
                ? fleet.gpus(usage).orElse(null)
                : onRow || use == null ? null : use.gpuSeconds().divide(span.seconds(), 18, RoundingMode.HALF_EVEN);
        if (gpus != null && gpus.signum() > 0) {
            fleets.hold(new Fleets.Group(usage.place().cluster(), fleet.gpuModel(usage)), new Fleets.Held(span, gpus));
        }
    }

    void compare(Sums sums) {
        paid.forEach((group, currencies) -> {
            if (currencies.size() > 1) {
                missed.merge("a fleet paid in two currencies", 1L, Long::sum);
                return;
            }
            currencies.forEach((currency, sum) -> {
                Fleets.Extra extra = fleets.extra(group, sum.cost, sum.gpuSeconds);
                if (extra == null) {
                    missed.merge("how many GPUs were held is not known", sum.uses, Long::sum);
                    return;
                }
                Tally tally = sums.tally(Step.AUTOSCALING, currency);
                BigDecimal saved = extra.byDay().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                tally.addWhole(sum.cost, extra.low().min(saved), saved, extra.byDay());
                tally.count(sum.uses, extra.basis());
            });
        });
        missed.forEach((reason, count) -> sums.missed(Step.AUTOSCALING, reason, count));
    }

    private static boolean isOnGpus(Usage usage) {
        return usage.resource() == Resource.GPU || usage.resource() == Resource.NODE;
    }
}
