package dev.outlay.monitor;

import static dev.outlay.monitor.CostWatch.said;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.TotalsQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the costliest pods cost.
final class PodWatch implements Watch {

    static final int MOST_PODS = 50;
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private static final Metric POD = Metric.of(
            "gpu_autoscaler_pod_cost_usd",
            "Effective cost in USD of a pod: of its charges that started in the last 30 days; the " + MOST_PODS
                    + " costliest stand apart, the rest is summed as other.",
            "namespace",
            "pod",
            "gpu_type",
            "capacity_type");

    @Override
    public List<Metric> metrics() {
        return List.of(POD);
    }

    @Override
    public List<Family> look(Sight sight) {
        Map<List<String>, BigDecimal> sums = new HashMap<>();
        sight.ledger()
                .totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .by(
                                Dimension.Named.NAMESPACE,
                                Dimension.Named.POD,
                                Dimension.Named.GPU_MODEL,
                                Dimension.Named.CAPACITY_TYPE)
                        .in(sight.last(LOOKED_BACK)))
                .rows()
                .forEach(row -> {
                    BigDecimal cost = CostWatch.cost(row);
                    String pod = row.dimensions().get(1);
                    if (cost != null && pod != null && CostWatch.USD.equals(row.currency())) {
                        sums.merge(
                                List.of(
                                        said(row.dimensions().get(0), Largest.UNKNOWN),
                                        pod,
                                        // CPU and memory of a pod have no GPU
                                        said(row.dimensions().get(2), "none"),
                                        said(row.dimensions().get(3), Largest.UNKNOWN)),
                                cost,
                                BigDecimal::add);
                    }
                });
        return List.of(Largest.family(POD, sums, MOST_PODS, 0));
    }
}
