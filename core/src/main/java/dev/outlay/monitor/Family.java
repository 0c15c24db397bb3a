package dev.outlay.monitor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// A metric with its values of one moment. No value means that it is not known, which is not zero.
///
/// `summed` counts the series that stand together as one under the label value `other`, because the metric has more
/// than is shown. Throws [IllegalArgumentException] where a value has not one text for each label, and where two
/// values have the same. Immutable and thread-safe.
public record Family(Metric metric, List<Level> levels, long summed) {

    public Family {
        Objects.requireNonNull(metric, "metric");
        levels = List.copyOf(levels);
        for (Level level : levels) {
            if (level.labels().size() != metric.labels().size()) {
                throw new IllegalArgumentException(
                        metric.name() + " has the labels " + metric.labels() + ", not " + level.labels());
            }
        }
        if (levels.stream().map(Level::labels).distinct().count() < levels.size()) {
            throw new IllegalArgumentException("two values of " + metric.name() + " have the same labels");
        }
        if (summed < 0) {
            throw new IllegalArgumentException("series are counted from 0: " + summed);
        }
    }

    static Family of(Metric metric, List<Level> levels) {
        return new Family(metric, levels, 0);
    }

    static Family of(Metric metric, long value) {
        return of(metric, List.of(Level.of(BigDecimal.valueOf(value))));
    }

    /// A metric whose value is not known now.
    static Family unknown(Metric metric) {
        return of(metric, List.of());
    }
}
