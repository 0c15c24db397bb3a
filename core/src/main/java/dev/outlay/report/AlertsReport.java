package dev.outlay.report;

import dev.outlay.alert.Alert;
import dev.outlay.alert.Alerts;
import dev.outlay.alert.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The alerts there are, the worst of those that are not over first.
final class AlertsReport implements Report {

    private static final Parameter STATUS = Parameter.many(
            "status", "firing", "Only alerts that are firing, acknowledged or resolved (default: those not over)");
    private static final Parameter SEVERITY =
            Parameter.many("severity", "critical", "Only alerts that are info, warning or critical");
    private static final Parameter RULE = Parameter.many("rule", "job-failed", "Only alerts of these rules");
    private static final Parameter LABEL = Parameter.many("label", "team=vision", "Only alerts with these labels");
    private static final Parameter LIMIT = Parameter.one("limit", "500", "How many alerts to show (default: 100)");

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public String description() {
        return "The alerts that are not over, the worst first; with --status also those that are.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(STATUS, SEVERITY, RULE, LABEL, LIMIT, Page.AFTER);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "alert list    # what fires, and what somebody has taken on",
                "alert list --status resolved --rule job-failed    # what is over");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Set<Alert.Status> statuses = EnumSet.noneOf(Alert.Status.class);
        statuses.addAll(parameters.many(STATUS.name(), Alert.Status::of));
        if (statuses.isEmpty()) {
            statuses.addAll(EnumSet.of(Alert.Status.FIRING, Alert.Status.ACKNOWLEDGED));
        }
        List<Severity> severities = parameters.many(SEVERITY.name(), Severity::of);
        List<String> rules = parameters.many(RULE.name(), text -> text);
        List<String> labels = parameters.many(LABEL.name(), text -> text);
        Page page = Page.of(parameters, LIMIT, 100);
        List<Alert> wanted = new ArrayList<>(Alerts.all(desk.ledger()).stream()
                .filter(alert -> statuses.contains(alert.status()))
                .filter(alert -> severities.isEmpty() || severities.contains(alert.severity()))
                .filter(alert -> rules.isEmpty() || rules.contains(alert.rule()))
                .filter(alert -> labels.stream().allMatch(label -> carries(alert, label)))
                .toList());
        // of equal severity the latest stays first
        wanted.sort((one, other) -> one.isActive() == other.isActive()
                ? (one.isActive() ? other.severity().compareTo(one.severity()) : 0)
                : (one.isActive() ? -1 : 1));
        List<String> notes = new ArrayList<>();
        Page.Rows<Alert> shown = page.named(wanted, Alert::id);
        if (shown.more() > 0) {
            notes.add(shown.more() + " more: see them with --limit, or ask for less");
        }
        return AlertTables.list(shown, notes);
    }

    private static boolean carries(Alert alert, String label) {
        return alert.finding().labels().entrySet().stream()
                .anyMatch(entry -> label.equals(entry.getKey() + "=" + entry.getValue()));
    }
}
