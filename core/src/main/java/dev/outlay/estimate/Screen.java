package dev.outlay.estimate;

import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.OfferScope;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a question makes of the index: which cells it means, how long each size of cluster takes, what that costs.
///
/// Figures in doubles are for leaving out what is certainly not wanted; whatever they cannot tell apart within
/// [#MARGIN] is decided by exact money. For one question and one thread.
final class Screen {

    /// Far more than the error of some multiplications of doubles, far less than prices differ by.
    static final double MARGIN = 1e-9;

    private static final double UNIT = Math.pow(10, -RunTime.Takes.SCALE);

    private final PlanIndex index;
    private final PlanQuestion question;
    private final PlaceCosts.@Nullable Cost[] costs;
    private final boolean[] namedPlaces;
    private final boolean[] meantPlaces;
    private final boolean[] meantTypes = new boolean[CapacityType.values().length];
    private final List<PlanIndex.Group> groups = new ArrayList<>();
    private final Rung[][][] ladders;
    private final RunTime.@Nullable CannotRun[] refusals;
    private final long deadline;
    private final double budget;
    private final double carbon;

    Screen(PlanIndex index, PlanQuestion question, OfferScope scope, PlaceCosts.@Nullable Cost[] costs) {
        this.index = index;
        this.question = question;
        this.costs = costs;
        question.capacities().forEach(type -> meantTypes[type.ordinal()] = true);
        namedPlaces = new boolean[index.places().size()];
        meantPlaces = new boolean[namedPlaces.length];
        for (int i = 0; i < meantPlaces.length; i++) {
            PlanIndex.Place place = index.places().get(i);
            namedPlaces[i] = scope.includesPlace(place.provider(), place.region());
            meantPlaces[i] = namedPlaces[i] && costs[i] != null;
        }
        for (PlanIndex.Group group : index.groups()) {
            if (scope.includesGpu(group.gpu().model()) && isMeant(group.kind(), question.scope())) {
                groups.add(group);
            }
        }
        ladders = new Rung[index.groups().size()][][];
        refusals = new RunTime.CannotRun[index.groups().size()];
        Limits limits = question.limits();
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

    boolean means(PlanIndex.Cell cell) {
        return meantPlaces[cell.place()]
                && meantTypes[cell.type().ordinal()]
                && cell.currency().equals(question.currency());
    }

    Coverage coverage() {
        int priced = 0;
        int withoutEmissions = 0;
        int withoutDataCost = 0;
        int inOtherCurrency = 0;
        for (PlanIndex.Group group : groups) {
            for (PlanIndex.Cell cell : group.cells()) {
                if (namedPlaces[cell.place()] && meantTypes[cell.type().ordinal()]) {
                    int entries = cell.entries().length;
                    boolean other = !cell.currency().equals(question.currency());
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

    /// The sizes on which the work runs, from the smallest, at a rate of interruption.
    Rung[] ladder(PlanIndex.Group group, int rate) {
        Rung[][] ofGroup = ladders[group.number()];
        if (ofGroup == null) {
            ofGroup = new Rung[index.rates().size()][];
            ofGroup[0] = undisturbed(group);
            ladders[group.number()] = ofGroup;
        }
        if (ofGroup[rate] == null) {
            List<Rung> disturbed = new ArrayList<>();
            for (Rung rung : ofGroup[0]) {
                Rung spot = Rung.of(
                        rung.machines(), rung.undisturbed(), index.rates().get(rate), question.checkpoints());
                if (spot != null) {
                    disturbed.add(spot);
                }
            }
            ofGroup[rate] = disturbed.toArray(new Rung[0]);
        }
        return ofGroup[rate];
    }

    /// Why the work runs on no size of a group's machines; null where it runs on some, or none is allowed.
    RunTime.@Nullable CannotRun refusal(PlanIndex.Group group) {
        return ladder(group, 0).length == 0 ? refusals[group.number()] : null;
    }

    private Rung[] undisturbed(PlanIndex.Group group) {
        List<Rung> rungs = new ArrayList<>();
        PlanIndex.Kind kind = group.kind();
        for (int machines : question.sizes().machines(kind.gpusPerMachine(), kind.together())) {
            switch (question.timing()
                    .on(new Cluster(group.gpu(), kind.memoryGibEach(), kind.gpusPerMachine(), machines))) {
                case RunTime.Takes takes -> {
                    Rung rung = Rung.of(machines, takes, null, question.checkpoints());
                    if (rung != null) {
                        rungs.add(rung);
                    }
                }
                case RunTime.CannotRun refusal -> refusals[group.number()] = refusal;
            }
        }
        return rungs.toArray(new Rung[0]);
    }

    /// About what the i-th entry of a cell costs.
    double cost(PlanIndex.Cell cell, int i, Rung rung) {
        return cost(cell, i, rung.machines(), rung.hours());
    }

    private double cost(PlanIndex.Cell cell, int i, int machines, long units) {
        PlaceCosts.Cost data = data(cell);
        double hours = units * UNIT;
        return hours * (machines * cell.prices()[i] + data.perHour()) + data.fixed();
    }

    /// About how much is emitted, in grams.
    static double emissions(PlanIndex.Cell cell, Rung rung) {
        return cell.emissions() * rung.machines() * (rung.hours() * UNIT);
    }

    /// Whether the i-th entry of a cell keeps all limits on a size; exact.
    boolean keepsLimits(PlanIndex.Cell cell, int i, Rung rung) {
        long hours = question.limits().cautious() ? rung.high() : rung.hours();
        if (hours > deadline) {
            return false;
        }
        if (budget != Double.POSITIVE_INFINITY) {
            double cost = cost(cell, i, rung.machines(), hours);
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

    private boolean exceeds(PlanIndex.Cell cell, int i, Rung rung, long hours) {
        Money limit = question.limits().budget();
        return limit != null && exactCost(cell, cell.entries()[i], rung.machines(), hours).compareTo(limit) > 0;
    }

    private boolean emits(PlanIndex.Cell cell, Rung rung, long hours) {
        GramsCo2e limit = question.limits().carbon();
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

    PlaceCosts.Cost data(PlanIndex.Cell cell) {
        PlaceCosts.Cost data = costs[cell.place()];
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
                cell.footprint().times(rung.machineHours()).emissions());
    }
}
