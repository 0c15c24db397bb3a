package dev.outlay.estimate;

import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.OfferScope;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a question makes of the index: which cells it means, which sizes of them end in time, what those cost, and
/// whether they keep the limits.
///
/// Figures in doubles are for leaving out what is certainly not wanted; whatever they cannot tell apart within
/// [#MARGIN] is decided by exact money. For one question and one thread.
final class Screen {

    /// Far more than the error of some multiplications of doubles, far less than prices differ by.
    static final double MARGIN = 1e-9;

    // what stands where it is known that no size ends in time
    private static final Reach NONE = new Reach(new Rung[0], new double[0], new double[0], 0, 0, 0, 0, 0, 0);
    private static final double UNIT = Math.pow(10, -RunTime.Takes.SCALE);

    private final PlanIndex index;
    private final Ladders ladders;
    private final Limits limits;
    private final DataCosts costs;
    private final boolean[] namedPlaces;
    private final boolean[] meantPlaces;
    private final boolean[] meantTypes = new boolean[PlanIndex.TYPES.size()];
    private final int currency;
    private final List<PlanIndex.Group> groups = new ArrayList<>();
    private final @Nullable Reach[][] reaches;
    private final long deadline;
    private final double budget;
    private final double carbon;

    Screen(PlanIndex index, PlanQuestion question, OfferScope scope, PlaceCosts places, Ladders ladders) {
        this.index = index;
        this.ladders = ladders;
        limits = question.limits();
        currency = index.currencies().indexOf(question.currency());
        question.capacities().forEach(type -> meantTypes[PlanIndex.TYPES.indexOf(type)] = true);
        namedPlaces = new boolean[index.places().size()];
        for (int i = 0; i < namedPlaces.length; i++) {
            PlanIndex.Place place = index.places().get(i);
            namedPlaces[i] = scope.includesPlace(place.provider(), place.region());
        }
        costs = places.of(question.data(), question.currency(), namedPlaces);
        meantPlaces = new boolean[namedPlaces.length];
        for (int i = 0; i < meantPlaces.length; i++) {
            meantPlaces[i] = costs.at(i) != null;
        }
        for (PlanIndex.Group group : index.groups()) {
            if (scope.includesGpu(group.gpu().model()) && isMeant(group.kind(), question.scope())) {
                groups.add(group);
            }
        }
        reaches = new Reach[index.groups().size()][];
        deadline = limits.deadlineHours() == null
                ? Long.MAX_VALUE
                : limits.deadlineHours()
                        .movePointRight(RunTime.Takes.SCALE)
                        .setScale(0, RoundingMode.FLOOR)
                        .min(BigDecimal.valueOf(Long.MAX_VALUE))
                        .longValueExact();
        budget = limits.budget() == null
                ? Double.POSITIVE_INFINITY
                : limits.budget().amount().doubleValue();
        carbon = limits.carbon() == null
                ? Double.POSITIVE_INFINITY
                : limits.carbon().value().doubleValue();
    }

    private static boolean isMeant(PlanIndex.Kind kind, OfferQuery query) {
        BigDecimal count = BigDecimal.valueOf(kind.gpusPerMachine());
        BigDecimal memory = query.minimumGpuMemoryGib();
        return (query.exactGpus() == null || query.exactGpus().compareTo(count) == 0)
                && (query.minimumGpus() == null || query.minimumGpus().compareTo(count) <= 0)
                && (memory == null
                        || (kind.memoryGibEach() != null && kind.memoryGibEach().compareTo(memory) >= 0));
    }

    /// The groups whose GPU is meant.
    List<PlanIndex.Group> groups() {
        return groups;
    }

    /// Whether every cell that is meant and ends in time keeps all limits.
    boolean isUnlimited() {
        return budget == Double.POSITIVE_INFINITY && carbon == Double.POSITIVE_INFINITY;
    }

    DataCosts costs() {
        return costs;
    }

    /// Whether the cell at a place in its group is meant.
    boolean means(PlanIndex.Group group, int cell) {
        return meantPlaces[group.places()[cell]]
                && meantTypes[group.types()[cell]]
                && group.currencies()[cell] == currency;
    }

    /// The sizes that end in time at a rate of interruption; null where none does.
    @Nullable
    Reach reach(PlanIndex.Group group, int rate) {
        @Nullable Reach[] ofGroup = reaches[group.number()];
        if (ofGroup == null) {
            ofGroup = new Reach[index.rates().size()];
            reaches[group.number()] = ofGroup;
        }
        Reach reach = ofGroup[rate];
        if (reach == null) {
            Reach fresh = Reach.of(ladders.of(group, rate), deadline, limits.cautious());
            reach = fresh == null ? NONE : fresh;
            ofGroup[rate] = reach;
        }
        return reach.rungs().length == 0 ? null : reach;
    }

    /// About what the i-th entry of a cell costs on a size.
    double cost(PlanIndex.Cell cell, int i, Reach reach, int size) {
        DataCosts.Cost data = data(cell);
        return cell.prices()[i] * reach.machineHours()[size] + data.perHour() * reach.hours()[size] + data.fixed();
    }

    /// No more than the cheapest entry of a cell costs on any size.
    double leastCost(PlanIndex.Group group, int cell, Reach reach) {
        DataCosts.Cost data = costs.at(group.places()[cell]);
        return group.prices()[cell] * reach.leastMachineHours()
                + (data == null ? 0 : data.perHour() * reach.leastHours() + data.fixed());
    }

    /// Whether it can be told, without a look at each size, that the cheapest entry of a cell breaks a limit on
    /// all.
    boolean breaksLimits(PlanIndex.Group group, int cell, Reach reach) {
        if (budget != Double.POSITIVE_INFINITY) {
            DataCosts.Cost data = costs.at(group.places()[cell]);
            double least = group.prices()[cell] * reach.leastLimitMachineHours()
                    + (data == null ? 0 : data.perHour() * reach.leastLimitHours() + data.fixed());
            if (least > budget * (1 + MARGIN)) {
                return true;
            }
        }
        return carbon != Double.POSITIVE_INFINITY
                && group.emissions()[cell] * reach.leastLimitMachineHours() > carbon * (1 + MARGIN);
    }

    /// Whether the i-th entry of a cell keeps all limits on a size; exact.
    boolean keepsLimits(PlanIndex.Cell cell, int i, Rung rung) {
        long hours = Reach.limit(rung, limits.cautious());
        if (budget != Double.POSITIVE_INFINITY) {
            DataCosts.Cost data = data(cell);
            double cost = hours * UNIT * (rung.machines() * cell.prices()[i] + data.perHour()) + data.fixed();
            if (cost > budget * (1 + MARGIN) || (cost >= budget * (1 - MARGIN) && exceeds(cell, i, rung, hours))) {
                return false;
            }
        }
        if (carbon != Double.POSITIVE_INFINITY) {
            double grams = cell.emissions() * rung.machines() * (hours * UNIT);
            return grams < carbon * (1 - MARGIN) || (grams <= carbon * (1 + MARGIN) && emits(cell, rung, hours));
        }
        return true;
    }

    /// Whether it keeps them on any size.
    boolean keepsLimits(PlanIndex.Cell cell, int i, Reach reach) {
        if (keepsLimits(cell, i, reach.rungs()[reach.frugal()])) {
            return true;
        }
        if (data(cell).monthly() != null) {
            for (Rung rung : reach.rungs()) {
                if (keepsLimits(cell, i, rung)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean exceeds(PlanIndex.Cell cell, int i, Rung rung, long hours) {
        Money limit = limits.budget();
        return limit != null
                && exactCost(cell, cell.entries()[i], rung.machines(), hours).compareTo(limit) > 0;
    }

    private boolean emits(PlanIndex.Cell cell, Rung rung, long hours) {
        GramsCo2e limit = limits.carbon();
        GramsCo2e grams = cell.footprint()
                .times(Rung.hours(hours).multiply(BigDecimal.valueOf(rung.machines())))
                .emissions();
        return limit != null && grams != null && grams.compareTo(limit) <= 0;
    }

    /// To the last digit what an estimate of the same machines and hours says, and what moving the data costs.
    Money exactCost(PlanIndex.Cell cell, PlanIndex.Entry entry, int machines, long units) {
        BigDecimal hours = Rung.hours(units);
        return entry.perHour()
                .times(hours.multiply(BigDecimal.valueOf(machines)))
                .plus(data(cell).of(hours));
    }

    DataCosts.Cost data(PlanIndex.Cell cell) {
        DataCosts.Cost data = costs.at(cell.place());
        if (data == null) {
            throw new IllegalStateException("the cost of data is not known at place " + cell.place());
        }
        return data;
    }

    Candidate candidate(PlanIndex.Cell cell, PlanIndex.Entry entry, Rung rung) {
        return new Candidate(
                cell,
                entry,
                rung,
                exactCost(cell, entry, rung.machines(), rung.hours()),
                cell.footprint().emissions(rung.machineHours()));
    }

    Coverage coverage() {
        int priced = 0;
        int withoutEmissions = 0;
        int withoutDataCost = 0;
        int inOtherCurrency = 0;
        for (PlanIndex.Group group : groups) {
            for (PlanIndex.Cell cell : group.cells()) {
                if (namedPlaces[cell.place()] && meantTypes[PlanIndex.TYPES.indexOf(cell.type())]) {
                    int entries = cell.entries().length;
                    boolean other = cell.currency() != currency;
                    boolean noData = !other && !meantPlaces[cell.place()];
                    boolean kept = !other && !noData;
                    inOtherCurrency += other ? entries : 0;
                    withoutDataCost += noData ? entries : 0;
                    priced += kept ? entries : 0;
                    withoutEmissions += kept && cell.footprint().emissions() == null ? entries : 0;
                }
            }
        }
        return new Coverage(priced, withoutEmissions, withoutDataCost, inOtherCurrency);
    }
}
