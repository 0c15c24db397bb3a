package dev.outlay.monitor;

import dev.outlay.alert.Dispatch;
import dev.outlay.alert.Outbox;
import java.time.Duration;
import java.util.List;

/// Whether messages about alerts reach their receivers.
final class DeliveryWatch implements Watch {

    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private static final Metric DEAD = Metric.of(
            "outlay_deliveries_dead",
            "Messages of alerts of the last 30 days that were given up: refused, or tried as often as allowed.");
    private static final Metric UNKNOWN = Metric.of(
            "outlay_deliveries_unknown",
            "Messages of alerts of the last 30 days of which nobody knows whether they were received.");
    private static final Metric OPEN = Metric.of(
            "outlay_deliveries_open", "Messages of alerts of the last 30 days that are still to be delivered.");

    @Override
    public List<Metric> metrics() {
        return List.of(DEAD, UNKNOWN, OPEN);
    }

    @Override
    public List<Family> look(Sight sight) {
        List<Dispatch.Status> statuses = Outbox.dispatches(sight.ledger(), sight.last(LOOKED_BACK)).stream()
                .map(Dispatch::status)
                .toList();
        return List.of(
                Family.of(DEAD, count(statuses, Dispatch.Status.DEAD)),
                Family.of(UNKNOWN, count(statuses, Dispatch.Status.UNKNOWN)),
                Family.of(
                        OPEN, statuses.stream().filter(Dispatch.Status::isOpen).count()));
    }

    private static long count(List<Dispatch.Status> statuses, Dispatch.Status status) {
        return statuses.stream().filter(status::equals).count();
    }
}
