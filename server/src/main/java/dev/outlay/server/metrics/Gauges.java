package dev.outlay.server.metrics;

import dev.outlay.monitor.Family;
import dev.outlay.monitor.Level;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The gauges of the registry: one for each value that a metric has now.
///
/// A value that stays is changed in its place, so that no scrape finds it missing; one that is known no more is
/// taken away, so that none reads it as if it were. Not thread-safe; the registry reads from any thread.
final class Gauges {

    private final MeterRegistry meters;
    private final Map<String, Map<List<String>, Shown>> shown = new HashMap<>();

    Gauges(MeterRegistry meters) {
        this.meters = meters;
    }

    /// A value as the registry reads it. A double is what Prometheus keeps; nothing is computed with it here.
    private static final class Shown {

        private final Gauge gauge;
        private volatile double value;

        Shown(Family family, Level level, MeterRegistry meters) {
            value = level.value().doubleValue();
            List<Tag> tags = new ArrayList<>();
            for (int i = 0; i < level.labels().size(); i++) {
                tags.add(Tag.of(family.metric().labels().get(i), level.labels().get(i)));
            }
            gauge = Gauge.builder(family.metric().name(), this, each -> each.value)
                    .description(family.metric().help())
                    .tags(tags)
                    .strongReference(true)
                    .register(meters);
        }
    }

    /// Shows the values of a metric in place of those it had.
    void show(Family family) {
        Map<List<String>, Shown> before = shown.computeIfAbsent(family.metric().name(), _ -> new HashMap<>());
        Set<List<String>> gone = new HashSet<>(before.keySet());
        for (Level level : family.levels()) {
            gone.remove(level.labels());
            Shown there = before.get(level.labels());
            if (there == null) {
                before.put(level.labels(), new Shown(family, level, meters));
            } else {
                there.value = level.value().doubleValue();
            }
        }
        for (List<String> labels : gone) {
            Shown old = before.remove(labels);
            if (old != null) {
                meters.remove(old.gauge);
            }
        }
    }
}
