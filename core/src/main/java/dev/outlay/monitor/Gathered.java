package dev.outlay.monitor;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How a gathering of figures went: when, how long it took, and how many watches failed. Immutable and thread-safe.
public record Gathered(Instant at, Duration took, int failed) {

    private static final Metric AT = Metric.of(
            "outlay_metrics_gathered_timestamp_seconds",
            "When the figures of Outlay's own metrics were gathered last, in seconds since 1970 UTC.");
    private static final Metric TOOK =
            Metric.of("outlay_metrics_gathering_seconds", "How long the last gathering of figures took.");
    private static final Metric FAILED = Metric.of(
            "outlay_metrics_failed_watches",
            "Groups of metrics that could not be gathered the last time; they are absent until they can be.");
    private static final Metric SUMMED = Metric.of(
            "outlay_metrics_summed_series",
            "Series of a metric that stand together as other because there are more than are shown; for ages, which do"
                    + " not sum, those that are left out.",
            "metric");

    /// The metrics that say how gathering went.
    public static final List<Metric> METRICS = List.of(AT, TOOK, FAILED, SUMMED);

    public Gathered {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
    }

    /// How it went, as metrics beside those that were gathered.
    public List<Family> families(List<Family> gathered) {
        List<Level> summed = new ArrayList<>();
        for (Family family : gathered) {
            if (family.summed() > 0) {
                summed.add(Level.of(
                        BigDecimal.valueOf(family.summed()), family.metric().name()));
            }
        }
        return List.of(
                Family.of(AT, at.getEpochSecond()),
                Family.of(TOOK, List.of(Level.of(BigDecimal.valueOf(took.toMillis(), 3)))),
                Family.of(FAILED, failed),
                Family.of(SUMMED, summed));
    }

    /// The metrics of a watch without any value, for one that failed.
    public static List<Family> nothing(Watch watch) {
        return watch.metrics().stream().map(Family::unknown).toList();
    }
}
