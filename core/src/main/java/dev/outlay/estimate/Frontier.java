package dev.outlay.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The plans for which no other is as good in cost, time and emissions and better in one of them.
///
/// Emissions that are not known count as worse than any. Of plans that are equal in all three, the first by name
/// stands for them. For one question and one thread.
final class Frontier {

    /// A size of cluster at a rate of interruption, whose hours all its cells share.
    private record Step(Reach reach, int size, List<PlanIndex.Cell> cells) {

        long hours() {
            return reach.rungs()[size].hours();
        }
    }

    private final Screen screen;

    Frontier(Screen screen) {
        this.screen = screen;
    }

    /// From the fastest.
    List<Candidate> find() {
        List<Step> steps = new ArrayList<>();
        for (PlanIndex.Group group : screen.groups()) {
            best(group).forEach((rate, cleanest) -> {
                Reach reach = screen.reach(group, rate);
                for (int size = 0; reach != null && size < reach.rungs().length; size++) {
                    steps.add(new Step(reach, size, cleanest.kept));
                }
            });
        }
        steps.sort(Comparator.comparingLong(Step::hours));
        var stairs = new Stairs();
        List<Candidate> near = new ArrayList<>();
        for (Step step : steps) {
            for (PlanIndex.Cell cell : step.cells()) {
                double cost = screen.cost(cell, 0, step.reach(), step.size());
                double grams = cell.emissions() * step.reach().machineHours()[step.size()];
                Rung rung = step.reach().rungs()[step.size()];
                if (!stairs.outdo(cost, grams) && screen.keepsLimits(cell, 0, rung)) {
                    stairs.add(cost, grams);
                    near.add(screen.candidate(cell, cell.entries()[0], rung));
                }
            }
        }
        return undominated(near);
    }

    /// The cells of a group by rate of interruption, without those that others of the same hours outdo on every
    /// size.
    private Map<Integer, Cleanest> best(PlanIndex.Group group) {
        Map<Integer, Cleanest> best = new TreeMap<>();
        int rate = -1;
        Cleanest cleanest = null;
        for (int i = 0; i < group.cells().length; i++) {
            if (screen.means(group, i)) {
                Reach reach = screen.reach(group, group.rates()[i]);
                if (reach != null && !screen.breaksLimits(group, i, reach)) {
                    if (cleanest == null || rate != group.rates()[i]) {
                        rate = group.rates()[i];
                        cleanest = best.computeIfAbsent(rate, _ -> new Cleanest(screen.costs()));
                    }
                    cleanest.add(group, i);
                }
            }
        }
        return best;
    }

    /// Of the cells so far, from the cheapest, the cleanest for each cost of data.
    private static final class Cleanest {

        private static final int NONE = Integer.MAX_VALUE;

        private final List<PlanIndex.Cell> kept = new ArrayList<>();
        private final DataCosts costs;
        private final int[] ranks;
        private final double[] prices;

        Cleanest(DataCosts costs) {
            this.costs = costs;
            ranks = new int[costs.size()];
            prices = new double[costs.size()];
            Arrays.fill(ranks, NONE);
        }

        /// Keeps a cell unless one of them is certainly cheaper and as clean, at a place where data costs no more.
        void add(PlanIndex.Group group, int cell) {
            int own = costs.number(group.places()[cell]);
            int rank = group.emissionsRanks()[cell];
            double price = group.prices()[cell];
            for (int i = 0; i < ranks.length; i++) {
                if (ranks[i] <= rank && prices[i] < price && costs.isNotAbove(i, own)) {
                    return;
                }
            }
            if (rank < ranks[own]) {
                ranks[own] = rank;
                prices[own] = price;
            }
            kept.add(group.cells()[cell]);
        }
    }

    static List<Candidate> undominated(List<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Candidate.SWEPT);
        // those so far by cost, of which each dearer one emits less than each cheaper one
        var stairs = new TreeMap<BigDecimal, Candidate>();
        List<Candidate> frontier = new ArrayList<>();
        for (Candidate candidate : sorted) {
            Map.Entry<BigDecimal, Candidate> cheaper = stairs.floorEntry(candidate.amount());
            if (cheaper == null || emitsLess(candidate, cheaper.getValue())) {
                frontier.add(candidate);
                Map.Entry<BigDecimal, Candidate> dearer = stairs.ceilingEntry(candidate.amount());
                while (dearer != null && !emitsLess(dearer.getValue(), candidate)) {
                    stairs.remove(dearer.getKey());
                    dearer = stairs.ceilingEntry(candidate.amount());
                }
                stairs.put(candidate.amount(), candidate);
            }
        }
        return frontier;
    }

    private static boolean emitsLess(Candidate one, Candidate other) {
        if (one.emissions() == null) {
            return false;
        }
        return other.emissions() == null || one.emissions().compareTo(other.emissions()) < 0;
    }
}
