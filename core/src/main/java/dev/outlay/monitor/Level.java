package dev.outlay.monitor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// One value of a metric with the values of its labels, in the order of the metric's labels. Immutable and
/// thread-safe.
public record Level(List<String> labels, BigDecimal value) {

    public Level {
        labels = List.copyOf(labels);
        Objects.requireNonNull(value, "value");
    }

    static Level of(BigDecimal value, String... labels) {
        return new Level(List.of(labels), value);
    }
}
