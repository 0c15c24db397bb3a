package dev.outlay.report;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The runs for which no other is as good for less money, or better for as much: the cost and quality frontier.
final class RunsFrontier {

    private RunsFrontier() {}

    /// The entries on the frontier, among those of their currency that have both a cost and a quality. Of equally
    /// good and equally dear ones, all are on it.
    static Set<RunsEntry> of(List<RunsEntry> entries, boolean lowerIsBetter) {
        Map<String, BigDecimal> bestSoFar = new HashMap<>();
        Map<String, BigDecimal> bestCost = new HashMap<>();
        Set<RunsEntry> frontier = new HashSet<>();
        entries.stream()
                .filter(entry -> entry.cost() != null && entry.quality() != null)
                .sorted((one, other) -> compare(one, other, lowerIsBetter))
                .forEach(entry -> {
                    BigDecimal goodness = goodness(entry, lowerIsBetter);
                    BigDecimal best = bestSoFar.get(entry.currency());
                    boolean better = best == null || goodness.compareTo(best) > 0;
                    boolean same = best != null
                            && goodness.compareTo(best) == 0
                            && entry.split().total().compareTo(bestCost.get(entry.currency())) == 0;
                    if (better || same) {
                        frontier.add(entry);
                        bestSoFar.put(entry.currency(), goodness);
                        bestCost.put(entry.currency(), entry.split().total());
                    }
                });
        return frontier;
    }

    private static int compare(RunsEntry one, RunsEntry other, boolean lowerIsBetter) {
        int byCost = one.split().total().compareTo(other.split().total());
        return byCost != 0 ? byCost : goodness(other, lowerIsBetter).compareTo(goodness(one, lowerIsBetter));
    }

    private static BigDecimal goodness(RunsEntry entry, boolean lowerIsBetter) {
        BigDecimal quality = entry.quality() == null ? BigDecimal.ZERO : entry.quality();
        return lowerIsBetter ? quality.negate() : quality;
    }
}
