package dev.outlay.report;

import dev.outlay.ledger.Event;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was decided at the door and done there: by whom, when, about what, and why.
final class BudgetAuditReport implements Report {

    private static final Parameter OF = Parameter.one("of", "llama-7", "Only what is about this ask or budget");
    private static final Parameter DONE =
            Parameter.many("done", "refused,approved", "Only this: reserved, released, refused, rehearsed, ...");

    private static final Parameter LIMIT = Parameter.one("limit", "100", "How many events to show (default: all)");

    @Override
    public String name() {
        return "budget-audit";
    }

    @Override
    public String description() {
        return "Who asked for what at the door, what was decided and why, who let what through, in order.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(OF, DONE));
        all.addAll(Period.PARAMETERS);
        all.addAll(List.of(LIMIT, Page.AFTER));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget audit --last 7d --done refused,rehearsed    # what was or would have been refused",
                "budget audit --of llama-7    # the story of one job");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span asked = Period.of(parameters, desk.now());
        Span span = asked == null ? Span.EVER : asked;
        String of = parameters.text(OF.name()).orElse(null);
        List<String> done = parameters.many(DONE.name(), text -> text);
        List<Event> events = Doors.of(desk).audit(span).stream()
                .filter(event -> of == null
                        || event.subject().equals(of)
                        || event.details().keySet().stream().anyMatch(key -> key.endsWith(":" + of)))
                .filter(event -> done.isEmpty() || done.contains(event.verb()))
                .toList();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("events", Integer.toString(events.size()));
        Page.Rows<Event> shown = Page.of(parameters, LIMIT, Integer.MAX_VALUE)
                .named(events, event -> event.origin().id());
        shown.tell(heading);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.time("at"),
                        Column.text("done"),
                        Column.text("about"),
                        Column.text("by"),
                        Column.text("decision"),
                        Column.text("because"),
                        Column.text("amounts"),
                        Column.text("details")),
                shown.rows().stream().map(BudgetAuditReport::row).toList(),
                List.of());
    }

    private static List<@Nullable String> row(Event event) {
        Map<String, String> details = new TreeMap<>(event.details());
        String because = details.getOrDefault("because", details.get("why"));
        List<@Nullable String> row = new ArrayList<>();
        row.add(event.at().toString());
        row.add(event.verb());
        row.add(event.subject());
        row.add(event.actor());
        row.add(details.get("decision"));
        row.add(because);
        row.add(text(details, true));
        details.keySet().removeAll(List.of("because", "why", "decision"));
        row.add(text(details, false));
        return row;
    }

    // amounts are what was asked, held or over; the rest is who asked and what holds until when
    private static @Nullable String text(Map<String, String> details, boolean amounts) {
        String text = details.entrySet().stream()
                .filter(each -> isAmount(each.getKey()) == amounts)
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? null : text;
    }

    private static boolean isAmount(String key) {
        return key.startsWith("amount:") || key.startsWith("hold:") || key.startsWith("over:");
    }
}
