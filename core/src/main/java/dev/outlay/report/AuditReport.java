package dev.outlay.report;

import dev.outlay.ledger.Event;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who changed what over the server, who tried to, and who was kept from reading.
final class AuditReport implements Report {

    private static final Set<String> OUTCOMES = Set.of("done", "refused", "failed");
    private static final Duration USUAL = Duration.ofDays(30);
    private static final int SHOWN = 200;
    private static final Parameter WHO = Parameter.one("who", "ci", "Only what this visitor did or tried");
    private static final Parameter OUTCOME =
            Parameter.one("outcome", "refused", "Only what ended so: done, refused or failed");
    private static final Parameter LIMIT = Parameter.one("limit", "50", "How many to show (default: 200)");

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String description() {
        return "Who changed what over the server, who tried to, and who was kept from reading (default: 30 days).";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.addAll(List.of(WHO, OUTCOME, LIMIT, Page.AFTER));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report audit --outcome refused --last 24h    # who was turned away today",
                "report audit --who ci    # what one token did");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        String who = parameters.text(WHO.name()).orElse(null);
        String outcome = parameters.text(OUTCOME.name()).orElse(null);
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw new CallersMistake("outcome is done, refused or failed, not " + outcome);
        }
        Span span = Optional.ofNullable(Period.of(parameters, desk.now()))
                .orElseGet(() -> new Span(desk.now().minus(USUAL), Span.EVER.to()));
        List<Event> found;
        try (Stream<Event> events = desk.ledger().facts(Event.class, span)) {
            found = events.filter(event -> event.topic().equals(AuditTrail.TOPIC))
                    .filter(event -> who == null || who.equals(event.actor()))
                    .filter(event -> outcome == null || outcome.equals(event.verb()))
                    .toList();
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put(
                "requests",
                Long.toString(found.stream().mapToLong(AuditReport::count).sum()));
        Page.Rows<Event> page = Page.of(parameters, LIMIT, SHOWN)
                .named(found.reversed(), event -> event.origin().id());
        heading.put("shown", Integer.toString(page.rows().size()));
        page.tell(heading);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.time("at"),
                        Column.text("who"),
                        Column.text("role"),
                        Column.text("what"),
                        Column.text("outcome"),
                        Column.decimal("status", null),
                        Column.decimal("count", null),
                        Column.text("from")),
                page.rows().stream().map(AuditReport::row).toList(),
                page.more() > 0 ? List.of(page.more() + " earlier ones: see them with --limit") : List.of());
    }

    private static long count(Event event) {
        return Long.parseLong(event.details().getOrDefault(AuditTrail.COUNT, "1"));
    }

    private static List<@Nullable String> row(Event event) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(event.at().toString());
        row.add(event.actor());
        row.add(event.details().get(AuditTrail.ROLE));
        row.add(event.subject());
        row.add(event.verb());
        row.add(event.details().get(AuditTrail.STATUS));
        row.add(event.details().get(AuditTrail.COUNT));
        row.add(event.details().get(AuditTrail.FROM));
        return row;
    }
}
