package dev.outlay.monitor;

import static dev.outlay.monitor.CostWatch.said;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How busy the GPUs were that pods held in the last hour, as far as it was measured.
final class UtilizationWatch implements Watch {

    static final int MOST_PODS = 50;
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Metric UTILIZATION = Metric.of(
            "outlay_pod_gpu_utilization_ratio",
            "Mean measured utilization of the GPUs that a pod held in the last hour, 0 to 1; the " + MOST_PODS
                    + " pods that held most stand apart, the mean of the rest is other.",
            "namespace",
            "pod",
            "gpu_type");
    private static final Metric MEASURED = Metric.of(
            "outlay_gpu_time_measured_ratio",
            "Part of the GPU time held in the last hour whose utilization was measured, 0 to 1; absent where no GPU"
                    + " was held.");

    @Override
    public List<Metric> metrics() {
        return List.of(UTILIZATION, MEASURED);
    }

    /// GPU-seconds that were held, and those of them in which the GPUs worked.
    private record Held(BigDecimal seconds, BigDecimal used) {

        static final Held NOTHING = new Held(BigDecimal.ZERO, BigDecimal.ZERO);

        static Held of(BigDecimal seconds, BigDecimal utilization) {
            return new Held(seconds, seconds.multiply(utilization));
        }

        Held plus(Held other) {
            return new Held(seconds.add(other.seconds), used.add(other.used));
        }

        BigDecimal mean() {
            return used.divide(seconds, MathContext.DECIMAL64);
        }
    }

    @Override
    public List<Family> look(Sight sight) {
        Span hour = sight.last(HOUR);
        Map<List<String>, Held> metered = metered(sight, hour);
        // a meter may not say the model that the use says
        Set<List<String>> meteredPods =
                metered.keySet().stream().map(labels -> labels.subList(0, 2)).collect(Collectors.toSet());
        Map<List<String>, Held> stated = new HashMap<>();
        Held held = Held.NOTHING;
        try (Stream<Usage> usages = sight.ledger().facts(Usage.class, hour)) {
            for (Usage usage : (Iterable<Usage>) usages::iterator) {
                if (usage.resource() == Resource.GPU) {
                    BigDecimal seconds = usage.gpus().orElseThrow().multiply(inside(usage.span(), hour));
                    List<String> labels = labels(usage.owner(), usage.gpuModel());
                    boolean isMetered = meteredPods.contains(labels.subList(0, 2));
                    boolean isStated = usage.utilization() != null;
                    held = held.plus(Held.of(seconds, isMetered || isStated ? BigDecimal.ONE : BigDecimal.ZERO));
                    if (usage.utilization() != null && !isMetered) {
                        stated.merge(
                                labels, Held.of(seconds, usage.utilization().value()), Held::plus);
                    }
                }
            }
        }
        stated.putAll(metered);
        return List.of(
                utilization(stated),
                held.seconds().signum() == 0
                        ? Family.unknown(MEASURED)
                        : Family.of(MEASURED, List.of(Level.of(held.mean()))));
    }

    /// What meters read, which is finer than the mean that a use states.
    private static Map<List<String>, Held> metered(Sight sight, Span hour) {
        Map<List<String>, Held> pods = new HashMap<>();
        try (Stream<Sample> samples = sight.ledger().facts(Sample.class, hour)) {
            samples.forEach(sample -> {
                BigDecimal utilization = sample.values().get(Signal.GPU_UTILIZATION);
                if (utilization != null && sample.owner().pod() != null) {
                    pods.merge(
                            labels(sample.owner(), sample.gpuModel()),
                            Held.of(inside(sample.span(), hour), utilization),
                            Held::plus);
                }
            });
        }
        return pods;
    }

    private static BigDecimal inside(Span span, Span hour) {
        return span.intersection(hour).map(Span::seconds).orElse(BigDecimal.ZERO);
    }

    private static List<String> labels(Owner owner, @Nullable String gpuModel) {
        return List.of(
                said(owner.namespace(), Largest.UNKNOWN),
                said(owner.pod(), Largest.UNKNOWN),
                said(gpuModel, Largest.UNKNOWN));
    }

    private static Family utilization(Map<List<String>, Held> pods) {
        List<Map.Entry<List<String>, Held>> sorted = new ArrayList<>(pods.entrySet());
        sorted.removeIf(entry -> entry.getValue().seconds().signum() == 0);
        sorted.sort(Comparator.comparing((Map.Entry<List<String>, Held> entry) ->
                        entry.getValue().seconds())
                .reversed()
                .thenComparing(entry -> String.join("\n", entry.getKey())));
        List<Level> levels = new ArrayList<>();
        Held rest = Held.NOTHING;
        for (int i = 0; i < sorted.size(); i++) {
            if (i < MOST_PODS) {
                levels.add(new Level(
                        sorted.get(i).getKey(), sorted.get(i).getValue().mean()));
            } else {
                rest = rest.plus(sorted.get(i).getValue());
            }
        }
        if (sorted.size() > MOST_PODS) {
            levels.add(Level.of(rest.mean(), Largest.OTHER, Largest.OTHER, Largest.OTHER));
        }
        return new Family(UTILIZATION, levels, Math.max(0, sorted.size() - MOST_PODS));
    }
}
