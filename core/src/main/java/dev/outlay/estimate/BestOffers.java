package dev.outlay.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The first offers by an objective, each on its best size of cluster, and how many there are.
///
/// Doubles tell which cells may hold one of the first; those are then ordered exactly. For one question and one
/// thread.
final class BestOffers {

    /// About where an entry stands: by the objective, then by cost.
    private record Rank(PlanIndex.Group group, PlanIndex.Cell cell, int entry, double first, double second) {}

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
        List<Rank> cells = new ArrayList<>();
        for (PlanIndex.Group group : screen.groups()) {
            for (PlanIndex.Cell cell : group.cells()) {
                if (screen.means(cell)) {
                    Rank rank = rank(group, cell, 0);
                    if (rank != null) {
                        cells.add(rank);
                        found += keeping(group, cell);
                    }
                }
            }
        }
        List<Rank> entries = new ArrayList<>();
        for (Rank cell : near(cells)) {
            // dearer entries of a cell rank behind cheaper ones, and keep no limit that those break
            int most = Math.min(wanted, cell.cell().entries().length);
            for (int i = 0; i < most; i++) {
                Rank rank = i == 0 ? cell : rank(cell.group(), cell.cell(), i);
                if (rank == null) {
                    break;
                }
                entries.add(rank);
            }
        }
        return near(entries).stream()
                .map(this::exact)
                .sorted(Candidate.order(objective))
                .limit(wanted)
                .toList();
    }

    /// Those that may be among the first.
    private List<Rank> near(List<Rank> ranks) {
        if (ranks.size() <= wanted) {
            return ranks;
        }
        var first = new PriorityQueue<Rank>(BEST_FIRST.reversed());
        for (Rank rank : ranks) {
            if (first.size() < wanted) {
                first.add(rank);
            } else if (BEST_FIRST.compare(rank, first.element()) < 0) {
                first.remove();
                first.add(rank);
            }
        }
        Rank last = first.element();
        return ranks.stream().filter(rank -> !isWorse(rank, last)).toList();
    }

    // certainly, whatever doubles lose
    private boolean isWorse(Rank one, Rank other) {
        boolean decided = objective == Objective.TIME || one.first() == Double.POSITIVE_INFINITY;
        return decided && one.first() == other.first()
                ? one.second() > other.second() * (1 + Screen.MARGIN)
                : one.first() > other.first() * (decided ? 1 : 1 + Screen.MARGIN);
    }

    private @org.jspecify.annotations.Nullable Rank rank(PlanIndex.Group group, PlanIndex.Cell cell, int entry) {
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (Rung rung : screen.ladder(group, cell.rate())) {
            double cost = screen.cost(cell, entry, rung);
            double value = value(cell, rung, cost);
            if ((value < first || (value == first && cost < second)) && screen.keepsLimits(cell, entry, rung)) {
                first = value;
                second = cost;
            }
        }
        return second == Double.POSITIVE_INFINITY ? null : new Rank(group, cell, entry, first, second);
    }

    private double value(PlanIndex.Cell cell, Rung rung, double cost) {
        return switch (objective) {
            case COST -> cost;
            case TIME -> rung.hours();
            case CARBON -> Screen.emissions(cell, rung);
        };
    }

    private Candidate exact(Rank rank) {
        Candidate best = null;
        Comparator<Candidate> order = Candidate.order(objective);
        for (Rung rung : screen.ladder(rank.group(), rank.cell().rate())) {
            double cost = screen.cost(rank.cell(), rank.entry(), rung);
            var here = new Rank(
                    rank.group(), rank.cell(), rank.entry(), value(rank.cell(), rung, cost), cost);
            if (!isWorse(here, rank) && screen.keepsLimits(rank.cell(), rank.entry(), rung)) {
                Candidate candidate = screen.candidate(rank.cell(), rank.cell().entries()[rank.entry()], rung);
                best = best == null || order.compare(candidate, best) < 0 ? candidate : best;
            }
        }
        if (best == null) {
            throw new IllegalStateException("an entry that keeps its limits has a size");
        }
        return best;
    }

    /// How many entries of a cell, whose first does, keep all limits: the cheapest so many.
    private int keeping(PlanIndex.Group group, PlanIndex.Cell cell) {
        int last = cell.entries().length - 1;
        if (last == 0 || keeps(group, cell, last)) {
            return last + 1;
        }
        int low = 1;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keeps(group, cell, middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean keeps(PlanIndex.Group group, PlanIndex.Cell cell, int entry) {
        for (Rung rung : screen.ladder(group, cell.rate())) {
            if (screen.keepsLimits(cell, entry, rung)) {
                return true;
            }
        }
        return false;
    }
}
