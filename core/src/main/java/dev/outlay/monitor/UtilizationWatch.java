package dev.outlay.monitor;

import static dev.outlay.monitor.CostWatch.said;

import dev.outlay.ledger.Resource;
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
import java.util.stream.Stream;

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

    private record Held(BigDecimal seconds, BigDecimal used) {

        static final Held NOTHING = new Held(BigDecimal.ZERO, BigDecimal.ZERO);

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
        Map<List<String>, Held> pods = new HashMap<>();
        BigDecimal[] held = {BigDecimal.ZERO};
        try (Stream<Usage> usages = sight.ledger().facts(Usage.class, hour)) {
            usages.filter(usage -> usage.resource() == Resource.GPU).forEach(usage -> {
                BigDecimal seconds = usage.gpus()
                        .orElseThrow()
                        .multiply(usage.span().intersection(hour).map(Span::seconds).orElse(BigDecimal.ZERO));
                held[0] = held[0].add(seconds);
                if (usage.utilization() != null) {
                    pods.merge(
                            List.of(
                                    said(usage.owner().namespace(), Largest.UNKNOWN),
                                    said(usage.owner().pod(), Largest.UNKNOWN),
                                    said(usage.gpuModel(), Largest.UNKNOWN)),
                            new Held(seconds, seconds.multiply(usage.utilization().value())),
                            Held::plus);
                }
            });
        }
        return List.of(utilization(pods), measured(pods, held[0]));
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

    private static Family measured(Map<List<String>, Held> pods, BigDecimal held) {
        if (held.signum() == 0) {
            return Family.unknown(MEASURED);
        }
        BigDecimal measured =
                pods.values().stream().map(Held::seconds).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Family.of(MEASURED, List.of(Level.of(measured.divide(held, MathContext.DECIMAL64))));
    }
}
