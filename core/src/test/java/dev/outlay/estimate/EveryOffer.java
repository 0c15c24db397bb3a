package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.OfferScope;
import dev.outlay.catalog.Tier;
import dev.outlay.energy.EnergyModel;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plans as anyone would without an index: estimates every offer in every way on every size, then sorts. What the
/// planner answers must be this.
final class EveryOffer {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /// One way of doing the work, with what decides about it.
    record Way(
            Offer offer,
            int position,
            CapacityType type,
            int machines,
            BigDecimal hours,
            BigDecimal highHours,
            Money cost,
            Money highCost,
            @Nullable GramsCo2e emissions,
            @Nullable GramsCo2e highEmissions) {

        String text() {
            return position + " " + type + " x" + machines + " "
                    + hours.stripTrailingZeros().toPlainString() + "h "
                    + cost.amount().toPlainString() + " "
                    + (emissions == null ? "-" : emissions.value().toPlainString());
        }
    }

    private final Catalog catalog;
    private final Estimator estimator;
    private final PlanQuestion question;
    private final List<Way> all = new ArrayList<>();

    EveryOffer(Catalog catalog, Estimator estimator, PlanQuestion question) {
        this.catalog = catalog;
        this.estimator = estimator;
        this.question = question;
        OfferScope scope = catalog.scope(question.scope());
        int position = 0;
        for (Offer offer : catalog.offers()) {
            int at = position++;
            if (isMeant(offer, scope)) {
                question.capacities().forEach(type -> add(offer, at, type));
            }
        }
    }

    /// Those that keep all limits.
    List<Way> within(Limits limits) {
        return all.stream().filter(way -> keeps(way, limits)).toList();
    }

    /// The best size of each offer and way of buying, best first.
    static List<Way> best(List<Way> ways, Objective objective) {
        Map<String, Way> bestOfEach = new LinkedHashMap<>();
        for (Way way : ways) {
            bestOfEach.merge(
                    way.position() + " " + way.type(),
                    way,
                    (one, other) -> order(objective).compare(one, other) <= 0 ? one : other);
        }
        return bestOfEach.values().stream().sorted(order(objective)).toList();
    }

    /// Each that no other outdoes, by comparing all with all.
    static List<Way> frontier(List<Way> ways) {
        List<Way> sorted = ways.stream().sorted(order(Objective.TIME)).toList();
        List<Way> frontier = new ArrayList<>();
        for (Way way : sorted) {
            boolean outdone = sorted.stream().anyMatch(other -> isAsGood(other, way) && !isAsGood(way, other));
            boolean stoodFor = frontier.stream().anyMatch(other -> isAsGood(other, way) && isAsGood(way, other));
            if (!outdone && !stoodFor) {
                frontier.add(way);
            }
        }
        return frontier;
    }

    private static boolean isAsGood(Way one, Way other) {
        return one.hours().compareTo(other.hours()) <= 0
                && one.cost().compareTo(other.cost()) <= 0
                && Comparator.nullsLast(Comparator.<GramsCo2e>naturalOrder())
                                .compare(one.emissions(), other.emissions())
                        <= 0;
    }

    static Comparator<Way> order(Objective objective) {
        Comparator<Way> cost = Comparator.comparing(way -> way.cost().amount());
        Comparator<Way> time = Comparator.comparing(Way::hours);
        Comparator<Way> carbon = Comparator.comparing(Way::emissions, Comparator.nullsLast(Comparator.naturalOrder()));
        Comparator<Way> name = Comparator.comparing((Way way) -> way.offer().provider())
                .thenComparing(way -> way.offer().instanceType())
                .thenComparing(way -> way.offer().region())
                .thenComparing(way -> way.offer().tier())
                .thenComparing(Way::type)
                .thenComparingInt(Way::machines)
                .thenComparingInt(Way::position);
        return switch (objective) {
            case COST -> cost.thenComparing(time).thenComparing(carbon).thenComparing(name);
            case TIME -> time.thenComparing(cost).thenComparing(carbon).thenComparing(name);
            case CARBON -> carbon.thenComparing(cost).thenComparing(time).thenComparing(name);
        };
    }

    private boolean isMeant(Offer offer, OfferScope scope) {
        Machine machine = offer.machine();
        BigDecimal count = machine.gpuCount();
        OfferQuery query = question.scope();
        return machine.gpuModel() != null
                && count != null
                && count.remainder(BigDecimal.ONE).signum() == 0
                && scope.includesGpu(machine.gpuModel())
                && scope.includesPlace(offer.provider(), offer.region())
                && (query.exactGpus() == null || query.exactGpus().compareTo(count) == 0)
                && (query.minimumGpuMemoryGib() == null
                        || (machine.gpuMemoryGibEach() != null
                                && machine.gpuMemoryGibEach().compareTo(query.minimumGpuMemoryGib()) >= 0));
    }

    private void add(Offer offer, int position, CapacityType type) {
        Machine machine = offer.machine();
        int gpus = Objects.requireNonNull(machine.gpuCount()).intValueExact();
        boolean together = !offer.isAnywhere() && offer.tier() != Tier.COMMUNITY && offer.tier() != Tier.MARKETPLACE;
        for (int machines : question.sizes().machines(gpus, together)) {
            RunTime time = question.timing()
                    .on(new Cluster(
                            catalog.gpu(Objects.requireNonNull(machine.gpuModel()))
                                    .orElseThrow(),
                            machine.gpuMemoryGibEach(),
                            gpus,
                            machines));
            if (time instanceof RunTime.Takes takes) {
                Interruptions rate = type == CapacityType.SPOT ? Interruptions.of(offer) : null;
                Rung rung = Rung.of(machines, takes, rate, question.checkpoints());
                if (rung != null) {
                    addPriced(offer, position, type, rung);
                }
            }
        }
    }

    private void addPriced(Offer offer, int position, CapacityType type, Rung rung) {
        BigDecimal hours = Rung.hours(rung.hours());
        BigDecimal high = Rung.hours(rung.high());
        Money cost = cost(offer, work(rung, hours, type));
        Money highCost = cost(offer, work(rung, high, type));
        if (cost != null && highCost != null && cost.currency().equals(question.currency())) {
            all.add(new Way(
                    offer,
                    position,
                    type,
                    rung.machines(),
                    hours,
                    high,
                    cost,
                    highCost,
                    emissions(offer, hours, rung.machines()),
                    emissions(offer, high, rung.machines())));
        }
    }

    private Work work(Rung rung, BigDecimal hours, CapacityType type) {
        PlanData data = question.data();
        return new Work(
                hours,
                BigDecimal.valueOf(rung.machines()),
                type,
                Share.WHOLE,
                data.storageGib(),
                data.storageClass(),
                data.egressGib());
    }

    private @Nullable Money cost(Offer offer, Work work) {
        Estimate estimate = estimator.estimate(offer, work);
        Money total = estimate.total().orElse(null);
        PlanData.Location from = question.data().location();
        if (total == null || from == null) {
            return total;
        }
        Money moving = new DataLines(catalog)
                .moving(from, offer.provider(), offer.region())
                .cost();
        return moving == null || !moving.currency().equals(total.currency()) ? null : total.plus(moving);
    }

    private @Nullable GramsCo2e emissions(Offer offer, BigDecimal hours, int machines) {
        GramsCo2e million = new EnergyModel(catalog)
                .estimate(offer.machine(), offer.region(), BigDecimal.ONE, MILLION, Share.WHOLE)
                .emissions();
        return million == null
                ? null
                : new GramsCo2e(million.value()
                        .divide(MILLION, 9, RoundingMode.HALF_EVEN)
                        .multiply(hours)
                        .multiply(BigDecimal.valueOf(machines)));
    }

    private static boolean keeps(Way way, Limits limits) {
        BigDecimal hours = limits.cautious() ? way.highHours() : way.hours();
        Money cost = limits.cautious() ? way.highCost() : way.cost();
        GramsCo2e grams = limits.cautious() ? way.highEmissions() : way.emissions();
        return (limits.deadlineHours() == null || hours.compareTo(limits.deadlineHours()) <= 0)
                && (limits.budget() == null || cost.compareTo(limits.budget()) <= 0)
                && (limits.carbon() == null || (grams != null && grams.compareTo(limits.carbon()) <= 0));
    }
}
