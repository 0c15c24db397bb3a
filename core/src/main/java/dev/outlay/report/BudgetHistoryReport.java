package dev.outlay.report;

import dev.outlay.budget.BudgetState;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was done to budgets, when and by whom.
final class BudgetHistoryReport implements Report {

    private static final int SHOWN = 100;
    private static final Parameter LIMIT =
            Parameter.one("limit", "20", "How many changes to show, the latest first (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "budget-history";
    }

    @Override
    public String description() {
        return "What was done to budgets, when, by whom and what it changed; expenses that were entered too.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BudgetTexts.NAME));
        all.addAll(Period.PARAMETERS);
        all.add(LIMIT);
        all.add(Page.AFTER);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget history vision    # every change of one budget, deleted or not",
                "budget history --last 30d    # what was done to any of them in the last 30 days");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Optional<String> name = parameters.text(BudgetTexts.NAME.name());
        Span asked = Period.of(parameters, desk.now());
        List<Change> rows = rows(desk.ledger(), name, asked);
        if (rows.isEmpty() && name.isPresent() && asked == null) {
            throw new CallersMistake(
                    "there never was a budget " + name.get() + ": see outlay budget list or outlay budget history");
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("changes", Integer.toString(rows.size()));
        List<String> notes = new ArrayList<>();
        Page.Rows<Change> shown = Page.of(parameters, LIMIT, SHOWN).named(rows.reversed(), Change::id);
        shown.tell(heading);
        if (shown.more() > 0) {
            notes.add(shown.more() + " more changes: see them with --limit");
        }
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.time("at"),
                        Column.text("budget"),
                        Column.text("done"),
                        Column.text("by"),
                        Column.text("changes")),
                shown.rows().stream().map(Change::row).toList(),
                notes);
    }

    private record Change(String id, List<@Nullable String> row) {}

    private static List<Change> rows(LedgerReader ledger, Optional<String> name, @Nullable Span asked) {
        Map<String, Map<String, String>> before = new HashMap<>();
        List<Change> rows = new ArrayList<>();
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            events.filter(event -> event.topic().equals(BudgetState.TOPIC))
                    .filter(event -> name.isEmpty() || event.subject().equals(name.get()))
                    .forEach(event -> {
                        Map<String, String> held = before.getOrDefault(event.subject(), Map.of());
                        Instant at = event.at();
                        if (asked == null || asked.contains(at)) {
                            List<@Nullable String> row = new ArrayList<>();
                            row.add(at.toString());
                            row.add(event.subject());
                            row.add(event.verb());
                            row.add(event.actor());
                            row.add(changes(event, held));
                            rows.add(new Change(event.origin().id(), row));
                        }
                        switch (event.verb()) {
                            case BudgetState.SET -> before.put(event.subject(), event.details());
                            case BudgetState.DELETED -> before.remove(event.subject());
                            default -> {
                                // states nothing
                            }
                        }
                    });
        }
        return rows;
    }

    /// What an event says that was not so before: `limit 500 USD (was 400 USD), zone UTC`.
    private static @Nullable String changes(Event event, Map<String, String> before) {
        List<String> changes = new ArrayList<>();
        Map<String, String> said = new TreeMap<>(event.details());
        said.forEach((key, value) -> {
            String was = before.get(key);
            if (!value.equals(was)) {
                changes.add(key + " " + value + (was == null ? "" : " (was " + was + ")"));
            }
        });
        if (event.verb().equals(BudgetState.SET)) {
            new TreeMap<>(before).forEach((key, was) -> {
                if (!said.containsKey(key)) {
                    changes.add(key + " gone (was " + was + ")");
                }
            });
        }
        String text = String.join(", ", changes);
        return text.isEmpty() ? null : Objects.requireNonNull(text);
    }
}
