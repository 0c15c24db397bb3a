package dev.outlay.estimate;

import java.util.ArrayList;
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
    private record Step(Rung rung, List<PlanIndex.Cell> cells) {}

    private final Screen screen;

    Frontier(Screen screen) {
        this.screen = screen;
    }

    /// From the fastest.
    List<Candidate> find() {
        List<Step> steps = new ArrayList<>();
        for (PlanIndex.Group group : screen.groups()) {
            stairs(group).forEach((rate, cells) -> {
                for (Rung rung : screen.ladder(group, rate)) {
                    steps.add(new Step(rung, cells));
                }
            });
        }
        steps.sort(Comparator.comparingLong(step -> step.rung().hours()));
        var stairs = new Stairs();
        List<Candidate> near = new ArrayList<>();
        for (Step step : steps) {
            for (PlanIndex.Cell cell : step.cells()) {
                double cost = screen.cost(cell, 0, step.rung());
                double grams = Screen.emissions(cell, step.rung());
                if (!stairs.isBelow(cost, grams) && screen.keepsLimits(cell, 0, step.rung())) {
                    stairs.add(cost, grams);
                    near.add(screen.candidate(cell, cell.entries()[0], step.rung()));
                }
            }
        }
        return undominated(near);
    }

    /// The cells of a group that others of the same hours do not outdo on every size, by rate of interruption.
    private Map<Integer, List<PlanIndex.Cell>> stairs(PlanIndex.Group group) {
        Map<Integer, List<PlanIndex.Cell>> stairs = new TreeMap<>();
        for (PlanIndex.Cell cell : group.cells()) {
            if (screen.means(cell)) {
                List<PlanIndex.Cell> kept = stairs.computeIfAbsent(cell.rate(), _ -> new ArrayList<>());
                boolean outdone = false;
                for (int i = 0; i < kept.size() && !outdone; i++) {
                    outdone = outdoes(kept.get(i), cell);
                }
                if (!outdone) {
                    kept.add(cell);
                }
            }
        }
        return stairs;
    }

    /// Whether one cell is better than another whatever the size; not where they are equal, which names decide.
    private boolean outdoes(PlanIndex.Cell one, PlanIndex.Cell other) {
        int price = one.entries()[0]
                .perHour()
                .amount()
                .compareTo(other.entries()[0].perHour().amount());
        boolean better = price < 0 || (price == 0 && one.emissionsRank() < other.emissionsRank());
        return better
                && one.emissionsRank() <= other.emissionsRank()
                && screen.data(one).isNotAbove(screen.data(other));
    }

    static List<Candidate> undominated(List<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Candidate.SWEPT);
        // those so far by cost, of which each dearer one emits less than each cheaper one
        var stairs = new TreeMap<java.math.BigDecimal, Candidate>();
        List<Candidate> frontier = new ArrayList<>();
        for (Candidate candidate : sorted) {
            Map.Entry<java.math.BigDecimal, Candidate> cheaper = stairs.floorEntry(candidate.amount());
            if (cheaper == null || emitsLess(candidate, cheaper.getValue())) {
                frontier.add(candidate);
                Map.Entry<java.math.BigDecimal, Candidate> dearer = stairs.ceilingEntry(candidate.amount());
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

    /// Costs and emissions of which each dearer one emits less, in doubles.
    private static final class Stairs {

        private final TreeMap<Double, Double> gramsByCost = new TreeMap<>();

        /// Whether something is certainly cheaper and certainly emits no more.
        boolean isBelow(double cost, double grams) {
            Map.Entry<Double, Double> cheaper = gramsByCost.floorEntry(cost * (1 - Screen.MARGIN));
            return cheaper != null
                    && (grams == Double.POSITIVE_INFINITY || cheaper.getValue() <= grams * (1 - Screen.MARGIN));
        }

        void add(double cost, double grams) {
            Map.Entry<Double, Double> cheaper = gramsByCost.floorEntry(cost);
            if (cheaper != null && cheaper.getValue() <= grams) {
                return;
            }
            Map.Entry<Double, Double> dearer = gramsByCost.ceilingEntry(cost);
            while (dearer != null && dearer.getValue() >= grams) {
                gramsByCost.remove(dearer.getKey());
                dearer = gramsByCost.ceilingEntry(cost);
            }
            gramsByCost.put(cost, grams);
        }
    }
}
