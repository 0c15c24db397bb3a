package dev.outlay.monitor;

import java.util.List;
import java.util.regex.Pattern;

/// A metric by its name, as Prometheus knows it: a gauge whose values are told apart by labels.
///
/// The name ends with its unit where it has one (`_usd`, `_seconds`, `_ratio`); `help` is a sentence that says what
/// it is and over which time. Throws [IllegalArgumentException] on a name or label that Prometheus does not take,
/// on a suffix that OpenMetrics keeps for other kinds of metrics, and without a sentence. Immutable and
/// thread-safe.
public record Metric(String name, String help, List<String> labels) {

    private static final Pattern NAME = Pattern.compile("(outlay|gpu_autoscaler)(_[a-z0-9]+)+");
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]*");
    // OpenMetrics 1.0 keeps these for counters, summaries, histograms and infos
    private static final Pattern RESERVED = Pattern.compile(".*_(total|created|count|sum|bucket|info)");

    public Metric {
        labels = List.copyOf(labels);
        if (!NAME.matcher(name).matches() || RESERVED.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a gauge: " + name);
        }
        if (help.isBlank()) {
            throw new IllegalArgumentException("a metric says what it is: " + name);
        }
        labels.stream()
                .filter(label -> !LABEL.matcher(label).matches())
                .findFirst()
                .ifPresent(label -> {
                    throw new IllegalArgumentException("no label of " + name + ": " + label);
                });
    }

    static Metric of(String name, String help, String... labels) {
        return new Metric(name, help, List.of(labels));
    }
}
