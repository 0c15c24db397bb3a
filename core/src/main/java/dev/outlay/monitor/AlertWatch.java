package dev.outlay.monitor;

import dev.outlay.alert.Alert;
import dev.outlay.alert.Alerts;
import dev.outlay.alert.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// How many of Outlay's own alerts are not over.
final class AlertWatch implements Watch {

    private static final Metric FIRING = Metric.of(
            "outlay_alerts_firing",
            "Alerts of Outlay's own that are firing and that nobody has taken on, by severity.",
            "severity");
    private static final Metric ACKNOWLEDGED = Metric.of(
            "outlay_alerts_acknowledged",
            "Alerts of Outlay's own that somebody has taken on and that are not over, by severity.",
            "severity");

    @Override
    public List<Metric> metrics() {
        return List.of(FIRING, ACKNOWLEDGED);
    }

    @Override
    public List<Family> look(Sight sight) {
        List<Alert> all = Alerts.all(sight.ledger());
        return List.of(
                Family.of(FIRING, levels(all, Alert.Status.FIRING)),
                Family.of(ACKNOWLEDGED, levels(all, Alert.Status.ACKNOWLEDGED)));
    }

    private static List<Level> levels(List<Alert> all, Alert.Status status) {
        List<Level> levels = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = all.stream()
                    .filter(alert -> alert.status() == status && alert.severity() == severity)
                    .count();
            levels.add(Level.of(BigDecimal.valueOf(count), severity.word()));
        }
        return levels;
    }
}
