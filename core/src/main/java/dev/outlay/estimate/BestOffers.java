package dev.outlay.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The first offers by an objective, each on its best size of cluster, and how many there are.
///
/// Doubles tell which cells may hold one of the first; those are then ordered exactly. For one question and one
/// thread.
final class BestOffers {

    /// About where an entry stands: by the objective, then by cost.
    private record Rank(PlanIndex.Cell cell, Reach reach, int entry, double first, double second) {}

    private static final Comparator<Rank> BEST_FIRST =
            Comparator.comparingDouble(Rank::first).thenComparingDouble(Rank::second);

    private final Screen screen;
    private final Objective objective;
    private final int wanted;
    private int found;

    BestOffers(Screen screen, Objective objective, int wanted) {
        this.screen = screen;
        this.objective = objective;
        this.wanted = wanted;
    }

    /// How many entries keep all limits on some size; known after [#find].
    int found() {
        return found;
    }

    List<Candidate> find() {
        var cells = new First();
        for (PlanIndex.Group group : screen.groups()) {
            for (int i = 0; i < group.cells().length; i++) {
                if (screen.means(group, i)) {
                    Reach reach = screen.reach(group, group.rates()[i]);
                    if (reach != null && !screen.breaksLimits(group, i, reach)) {
                        look(group, i, reach, cells);
                    }
                }
            }
        }
        var entries = new First();
        for (Rank cell : cells.near()) {
            // dearer entries of a cell rank behind cheaper ones, and keep no limit that those break
            int most = Math.min(wanted, cell.cell().entries().length);
            entries.add(cell);
            for (int i = 1; i < most; i++) {
                Rank rank = rank(cell.cell(), cell.reach(), i);
                if (rank == null || !entries.add(rank)) {
                    break;
                }
            }
        }
        return entries.near().stream()
                .map(this::exact)
                .sorted(Candidate.order(objective))
                .limit(wanted)
                .toList();
    }

    private void look(PlanIndex.Group group, int i, Reach reach, First cells) {
        int keeping = screen.isUnlimited() ? group.sizes()[i] : keeping(group.cells()[i], reach);
        if (keeping > 0) {
            found += keeping;
            if (cells.mayTake(least(group, i, reach))) {
                Rank rank = rank(group.cells()[i], reach, 0);
                if (rank != null) {
                    cells.add(rank);
                }
            }
        }
    }

    /// No more than any size of the cell comes to.
    private double least(PlanIndex.Group group, int i, Reach reach) {
        return switch (objective) {
            case COST -> screen.leastCost(group, i, reach);
            case TIME -> reach.leastUnits();
            case CARBON -> group.emissions()[i] * reach.leastMachineHours();
        };
    }

    /// Those that may be among the first so far.
    private final class First {

        private final PriorityQueue<Rank> first = new PriorityQueue<>(BEST_FIRST.reversed());
        private final List<Rank> all = new ArrayList<>();

        /// Whether one that comes to no less than this may still be among the first.
        boolean mayTake(double least) {
            return first.size() < wanted || least <= first.element().first() * (1 + Screen.MARGIN);
        }

        /// Whether it may be among the first.
        boolean add(Rank rank) {
            if (first.size() < wanted) {
                first.add(rank);
            } else if (isWorse(rank, first.element())) {
                return false;
            } else if (BEST_FIRST.compare(rank, first.element()) < 0) {
                first.remove();
                first.add(rank);
            }
            all.add(rank);
            return true;
        }

        List<Rank> near() {
            if (first.size() < wanted) {
                return all;
            }
            Rank last = first.element();
            return all.stream().filter(rank -> !isWorse(rank, last)).toList();
        }
    }

    // certainly, whatever doubles lose
    private boolean isWorse(Rank one, Rank other) {
        boolean decided = objective == Objective.TIME || one.first() == Double.POSITIVE_INFINITY;
        if (decided && one.first() == other.first()) {
            return one.second() > other.second() * (1 + Screen.MARGIN);
        }
        return decided ? one.first() > other.first() : one.first() > other.first() * (1 + Screen.MARGIN);
    }

    private @Nullable Rank rank(PlanIndex.Cell cell, Reach reach, int entry) {
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int size = 0; size < reach.rungs().length; size++) {
            double cost = screen.cost(cell, entry, reach, size);
            double value = value(cell, reach, size, cost);
            if ((value < first || (value == first && cost < second))
                    && screen.keepsLimits(cell, entry, reach.rungs()[size])) {
                first = value;
                second = cost;
            }
        }
        return second == Double.POSITIVE_INFINITY ? null : new Rank(cell, reach, entry, first, second);
    }

    private double value(PlanIndex.Cell cell, Reach reach, int size, double cost) {
        return switch (objective) {
            case COST -> cost;
            case TIME -> reach.rungs()[size].hours();
            case CARBON -> cell.emissions() * reach.machineHours()[size];
        };
    }

    private Candidate exact(Rank rank) {
        Candidate best = null;
        Comparator<Candidate> order = Candidate.order(objective);
        PlanIndex.Cell cell = rank.cell();
        Reach reach = rank.reach();
        for (int size = 0; size < reach.rungs().length; size++) {
            double cost = screen.cost(cell, rank.entry(), reach, size);
            var here = new Rank(cell, reach, rank.entry(), value(cell, reach, size, cost), cost);
            Rung rung = reach.rungs()[size];
            if (!isWorse(here, rank) && screen.keepsLimits(cell, rank.entry(), rung)) {
                Candidate candidate = screen.candidate(cell, cell.entries()[rank.entry()], rung);
                best = best == null || order.compare(candidate, best) < 0 ? candidate : best;
            }
        }
        if (best == null) {
            throw new IllegalStateException("an entry that keeps its limits has a size");
        }
        return best;
    }

    /// How many entries of a cell keep all limits: the cheapest so many.
    private int keeping(PlanIndex.Cell cell, Reach reach) {
        int low = 0;
        int high = cell.entries().length;
        if (screen.keepsLimits(cell, high - 1, reach)) {
            return high;
        }
        high--;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (screen.keepsLimits(cell, middle, reach)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
