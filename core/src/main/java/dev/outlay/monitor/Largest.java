package dev.outlay.monitor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the number of series bounded: the largest stand by themselves, and all others are summed as `other`, so
/// that the sum over a metric stays what it was.
final class Largest {

    /// The label value of what is summed.
    static final String OTHER = "other";
    /// The label value of what says nothing; a reader of Prometheus cannot tell an empty label from a missing one.
    static final String UNKNOWN = "unknown";

    private static final Comparator<Level> LARGEST_FIRST =
            Comparator.comparing(Level::value).reversed().thenComparing(level -> String.join("\n", level.labels()));

    private Largest() {}

    /// A metric with at most `most` values and, where there are more, their sum: one for each text of the last
    /// `kept` labels, such as a currency, which cannot be summed over.
    static Family family(Metric metric, Map<List<String>, BigDecimal> sums, int most, int kept) {
        List<Level> levels = new ArrayList<>();
        sums.forEach((labels, value) -> levels.add(new Level(labels, value)));
        levels.sort(LARGEST_FIRST);
        if (levels.size() <= most) {
            return Family.of(metric, levels);
        }
        List<Level> shown = new ArrayList<>(levels.subList(0, most));
        Map<List<String>, BigDecimal> others = new LinkedHashMap<>();
        for (Level level : levels.subList(most, levels.size())) {
            others.merge(otherwise(level.labels(), kept), level.value(), BigDecimal::add);
        }
        others.forEach((labels, value) -> shown.add(new Level(labels, value)));
        return new Family(metric, shown, (long) levels.size() - most);
    }

    private static List<String> otherwise(List<String> labels, int kept) {
        List<String> others = new ArrayList<>(Collections.nCopies(labels.size() - kept, OTHER));
        others.addAll(labels.subList(labels.size() - kept, labels.size()));
        return others;
    }
}
