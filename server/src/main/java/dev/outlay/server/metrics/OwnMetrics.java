package dev.outlay.server.metrics;

import dev.outlay.monitor.Metric;
import java.util.List;

/// The metrics whose figures are not in the ledger, beside those of [dev.outlay.monitor.Watches].
public final class OwnMetrics {

    public static final List<Metric> ALL = List.of(FeedWatch.AGE, FeedWatch.FAILED);

    private OwnMetrics() {}
}
