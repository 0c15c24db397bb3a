package dev.outlay.report;

import dev.outlay.alert.Alert;
import dev.outlay.alert.AlertPolicy;
import dev.outlay.alert.Alerts;
import dev.outlay.alert.Rule;
import dev.outlay.alert.Rules;
import dev.outlay.alert.Silence;
import dev.outlay.alert.Threshold;
import dev.outlay.alert.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Alerts, what happened to them and what is watched, as tables.
public final class AlertTables {

    private static final List<Column> ALERTS = List.of(
            Column.text("id"),
            Column.text("severity"),
            Column.text("status"),
            Column.text("rule"),
            Column.text("subject"),
            Column.time("since"),
            Column.text("sentence"),
            Column.text("labels"),
            Column.text("told"),
            Column.text("acknowledged_by"),
            Column.time("resolved_at"),
            Column.text("resolved_by"),
            Column.text("note"));

    private AlertTables() {}

    static Table list(Page.Rows<Alert> page, List<String> notes) {
        List<Alert> alerts = page.rows();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        for (Alert.Status status : Alert.Status.values()) {
            heading.put(
                    status.word(),
                    Long.toString(alerts.stream()
                            .filter(alert -> alert.status() == status)
                            .count()));
        }
        page.tell(heading);
        return Table.of(
                "alerts", heading, ALERTS, alerts.stream().map(AlertTables::row).toList(), notes);
    }

    /// One alert in full: what was found, each figure, the facts it rests on.
    public static Table one(Alert alert) {
        return one(alert, List.of());
    }

    static Table one(Alert alert, List<Alerts.Happening> happenings) {
        List<List<@Nullable String>> figures = new ArrayList<>();
        alert.finding().figures().forEach((name, value) -> figures.add(List.of(name, value)));
        List<List<@Nullable String>> facts = new ArrayList<>();
        alert.finding().evidence().forEach(id -> facts.add(List.of(id)));
        List<Table> parts = new ArrayList<>();
        parts.add(Table.of(
                "figures", Map.of(), List.of(Column.text("figure"), Column.text("value")), figures, List.of()));
        if (!facts.isEmpty()) {
            parts.add(Table.of("facts", Map.of(), List.of(Column.text("fact")), facts, List.of()));
        }
        if (!happenings.isEmpty()) {
            parts.add(history(happenings));
        }
        return Table.of("alert", Map.of(), ALERTS, List.of(row(alert)), List.of(), parts);
    }

    private static List<@Nullable String> row(Alert alert) {
        Alert.Act taken = alert.acknowledged();
        Alert.Act ended = alert.resolved();
        Alert.Act last = ended == null ? taken : ended;
        return Arrays.asList(
                alert.id(),
                alert.severity().word(),
                alert.status().word(),
                alert.rule(),
                alert.finding().subject(),
                alert.fired().toString(),
                alert.finding().sentence(),
                alert.finding().labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(" ")),
                alert.channels().isEmpty() ? null : String.join(" ", alert.channels()),
                taken == null ? null : taken.by(),
                ended == null ? null : ended.at().toString(),
                ended == null ? null : ended.by(),
                last == null ? null : last.note());
    }

    static Table history(List<Alerts.Happening> happenings) {
        return history(Map.of(), happenings);
    }

    /// See the other `history`, with what is true of the whole.
    static Table history(Map<String, @Nullable String> heading, List<Alerts.Happening> happenings) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Alerts.Happening happening : happenings) {
            rows.add(Arrays.asList(
                    happening.at().toString(),
                    happening.verb(),
                    happening.alert().id(),
                    happening.alert().severity().word(),
                    happening.alert().rule(),
                    happening.alert().finding().subject(),
                    happening.actor(),
                    happening.note()));
        }
        return Table.of(
                "history",
                heading,
                List.of(
                        Column.time("at"),
                        Column.text("happened"),
                        Column.text("id"),
                        Column.text("severity"),
                        Column.text("rule"),
                        Column.text("subject"),
                        Column.text("by"),
                        Column.text("note")),
                rows,
                List.of());
    }

    /// What one look found: what is new by what is told of it, and what could not be told.
    public static Table checked(Alerts.Checked checked, AlertPolicy policy, Instant now) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("at", now.toString());
        heading.put("rules", Integer.toString(policy.watches().size()));
        heading.put("active", Integer.toString(checked.active()));
        for (String verb : List.of("fired", "escalated", "resolved")) {
            heading.put(
                    verb,
                    Long.toString(checked.happenings().stream()
                            .filter(happening -> happening.verb().equals(verb))
                            .count()));
        }
        heading.put("messages", Integer.toString(checked.messages()));
        List<String> notes = new ArrayList<>();
        checked.unknown().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> notes.add(entry.getKey() + " could not tell: " + entry.getValue()));
        if (policy.channels().isEmpty()) {
            notes.add("no channel is set up, so nobody is told: name some in alerts.yaml");
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Alerts.Happening happening : checked.happenings()) {
            rows.add(Arrays.asList(
                    happening.verb(),
                    happening.alert().id(),
                    happening.alert().severity().word(),
                    happening.alert().rule(),
                    happening.alert().finding().subject(),
                    happening.alert().finding().sentence()));
        }
        return Table.of(
                "alert-check",
                heading,
                List.of(
                        Column.text("happened"),
                        Column.text("id"),
                        Column.text("severity"),
                        Column.text("rule"),
                        Column.text("subject"),
                        Column.text("sentence")),
                rows,
                notes);
    }

    /// The silences that are on, or all that there were.
    public static Table silences(List<Silence> silences, Instant now) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Silence silence : silences.reversed()) {
            rows.add(Arrays.asList(
                    silence.id(),
                    silence.isOn(now) ? "on" : "over",
                    silence.rule(),
                    silence.alert(),
                    silence.labels().isEmpty()
                            ? null
                            : silence.labels().entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .collect(Collectors.joining(" ")),
                    silence.from().toString(),
                    (silence.ended() == null ? silence.until() : silence.ended()).toString(),
                    silence.by(),
                    silence.why()));
        }
        return Table.of(
                "silences",
                Map.of(),
                List.of(
                        Column.text("id"),
                        Column.text("status"),
                        Column.text("rule"),
                        Column.text("alert"),
                        Column.text("labels"),
                        Column.time("from"),
                        Column.time("until"),
                        Column.text("by"),
                        Column.text("note")),
                rows,
                List.of());
    }

    /// Every rule that there is: where it is watched with the thresholds that count there, else with its own.
    public static Table rules(AlertPolicy policy) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Rule rule : Rules.ALL) {
            List<Watch> watches = policy.watches().stream()
                    .filter(watch -> watch.rule().name().equals(rule.name()))
                    .toList();
            if (watches.isEmpty()) {
                rows.add(rule(Watch.of(rule), "off"));
            }
            watches.forEach(watch -> rows.add(rule(watch, "on")));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("channels", policy.channels().isEmpty() ? null : String.join(" ", policy.channels()));
        return Table.of(
                "alert-rules",
                heading,
                List.of(
                        Column.text("rule"),
                        Column.text("name"),
                        Column.text("status"),
                        Column.text("severity"),
                        Column.text("thresholds"),
                        Column.text("where"),
                        Column.text("by"),
                        Column.text("to"),
                        Column.text("description")),
                rows,
                List.of());
    }

    private static List<@Nullable String> rule(Watch watch, String status) {
        String thresholds = watch.rule().thresholds().stream()
                .map(Threshold::name)
                .filter(name -> watch.text(name).isPresent())
                .map(name -> name + "=" + watch.text(name).orElseThrow())
                .collect(Collectors.joining(", "));
        String where = watch.where().entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + String.join("|", entry.getValue().stream().sorted().toList()))
                .collect(Collectors.joining(" "));
        return Arrays.asList(
                watch.rule().name(),
                watch.name(),
                status,
                watch.severity() == null
                        ? watch.rule().severity().word()
                        : watch.severity().word(),
                thresholds,
                where.isEmpty() ? null : where,
                watch.by().isEmpty() ? null : String.join(" ", watch.by()),
                watch.to().isEmpty() ? null : String.join(" ", watch.to()),
                watch.rule().description());
    }
}
