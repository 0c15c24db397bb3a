package dev.outlay.automation;

import dev.outlay.ledger.Event;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import dev.outlay.spot.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What automation answers, as tables that every surface prints.
public final class AutomationTables {

    private AutomationTables() {}

    /// What the rules want, or what a run did.
    public static Table outcome(String name, Automation.Outcome outcome, Instant now) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("at", now.toString());
        heading.put("applied", Boolean.toString(outcome.applied()));
        heading.put(
                "wanted",
                Long.toString(outcome.findings().stream()
                        .filter(finding -> finding.proposal() != null)
                        .count()));
        heading.put(
                AutomationAnswers.FAILED,
                Long.toString(outcome.actions().stream()
                        .map(Action::status)
                        .filter(status -> status == Action.Status.FAILED
                                || status == Action.Status.UNSURE
                                || status == Action.Status.UNDO_FAILED)
                        .count()));
        heading.put("halted", outcome.halted());
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Finding finding : outcome.findings()) {
            Proposal proposal = finding.proposal();
            rows.add(row(
                    finding.rule(),
                    finding.target(),
                    finding.change().text(),
                    proposal == null ? "no" : "yes",
                    proposal == null ? null : proposal.due().toString(),
                    text(finding.next()),
                    finding.because()));
        }
        List<String> notes = new ArrayList<>();
        if (outcome.halted() != null) {
            notes.add("nothing is done: " + outcome.halted());
        }
        if (!outcome.applied()) {
            notes.add("nothing was changed: this is what would be done; outlay automation run --apply does it");
        }
        if (outcome.findings().isEmpty()) {
            notes.add("no rule covers a target: state rules in automation.yaml of the home");
        }
        return Table.of(
                name,
                heading,
                List.of(
                        Column.text("rule"),
                        Column.text("target"),
                        Column.text("change"),
                        Column.text("wanted"),
                        Column.time("due"),
                        Column.time("next"),
                        Column.text("because")),
                rows,
                notes,
                List.of(actions("actions", outcome.actions(), List.of())));
    }

    /// What was decided and what became of it, the latest first, with each event behind it.
    public static Table history(Trail trail) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Event event : trail.events()) {
            String details = event.details().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining("; "));
            rows.add(row(event.at().toString(), event.subject(), event.verb(), event.actor(), details));
        }
        Table events = Table.of(
                "events",
                Map.of(),
                List.of(
                        Column.time("at"),
                        Column.text("id"),
                        Column.text("verb"),
                        Column.text("by"),
                        Column.text("details")),
                rows,
                List.of());
        List<Action> latest = new ArrayList<>(trail.actions());
        latest.sort(Comparator.comparing(Action::announced).reversed().thenComparing(Action::id));
        return actions("history", latest, List.of(events));
    }

    /// One action, as it stands after something was done to it.
    public static Table action(Action action) {
        return actions("undo", List.of(action), List.of());
    }

    /// The rules and the targets they cover, with the state of each target.
    public static Table rules(Policy policy, List<Target> targets, @Nullable String halted) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("actions_per_hour", Integer.toString(policy.actionsPerHour()));
        heading.put("halted", halted);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            rows.add(row(
                    rule.name(),
                    rule.common().change().text(),
                    when(rule),
                    targets.stream().map(Target::name).filter(rule::covers).collect(Collectors.joining(", ")),
                    rule.common().grace().toString(),
                    rule.common().channels().isEmpty()
                            ? null
                            : String.join(", ", rule.common().channels())));
        }
        List<List<@Nullable String>> states = new ArrayList<>();
        for (Target target : targets) {
            states.add(row(
                    target.name(),
                    target.state().text(),
                    target.capabilities().stream()
                            .sorted()
                            .map(capability -> capability.word())
                            .collect(Collectors.joining(", ")),
                    policy.measured(target.name()).patterns().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry ->
                                    entry.getKey() + "=" + entry.getValue().text())
                            .collect(Collectors.joining(", "))));
        }
        return Table.of(
                "rules",
                heading,
                List.of(
                        Column.text("rule"),
                        Column.text("change"),
                        Column.text("when"),
                        Column.text("targets"),
                        Column.text("grace"),
                        Column.text("notify")),
                rows,
                policy.rules().isEmpty()
                        ? List.of("nothing is done by itself: state rules in automation.yaml of the home")
                        : List.of(),
                List.of(Table.of(
                        "targets",
                        Map.of(),
                        List.of(Column.text("target"), Column.text("state"), Column.text("can"), Column.text("match")),
                        states,
                        List.of())));
    }

    private static String when(Rule rule) {
        return switch (rule) {
            case Schedule schedule -> schedule.cron() + " in " + schedule.zone();
            case IdleRule idle ->
                "idle for " + idle.lasting() + ": "
                        + idle.below().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> entry.getKey().text() + " below "
                                        + entry.getValue().toPlainString())
                                .collect(Collectors.joining(", "));
        };
    }

    private static Table actions(String name, List<Action> actions, List<Table> parts) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Action action : actions) {
            rows.add(row(
                    action.id(),
                    action.proposal().rule(),
                    action.proposal().target(),
                    action.proposal().change().text(),
                    action.status().word(),
                    action.announced().toString(),
                    action.proposal().due().toString(),
                    action.last().toString(),
                    action.by(),
                    action.said() == null ? action.proposal().because() : action.said()));
        }
        return Table.of(
                name,
                Map.of(),
                List.of(
                        Column.text("id"),
                        Column.text("rule"),
                        Column.text("target"),
                        Column.text("change"),
                        Column.text("status"),
                        Column.time("decided"),
                        Column.time("due"),
                        Column.time("last"),
                        Column.text("by"),
                        Column.text("said")),
                rows,
                List.of(),
                parts);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static List<@Nullable String> row(@Nullable String... cells) {
        List<@Nullable String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell);
        }
        return row;
    }
}
