package dev.outlay.savings;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The running sums of all steps and currencies, and what could not be compared. Not thread-safe.
final class Sums {

    private final Map<String, Map<Step, Tally>> tallies = new TreeMap<>();
    private final Map<Step, SortedMap<String, Long>> missed = new EnumMap<>(Step.class);

    Tally tally(Step step, String currency) {
        return tallies.computeIfAbsent(currency, _ -> new EnumMap<>(Step.class))
                .computeIfAbsent(step, _ -> new Tally());
    }

    void missed(Step step, String reason) {
        missed(step, reason, 1);
    }

    void missed(Step step, String reason, long count) {
        missed.computeIfAbsent(step, _ -> new TreeMap<>()).merge(reason, count, Long::sum);
    }

    Map<Step, SortedMap<String, Long>> missed() {
        return missed;
    }
}
