package dev.outlay.connect.channel;

import dev.outlay.alert.Message;
import dev.outlay.alert.Message.Kind;
import dev.outlay.alert.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages that tests send.
public final class Messages {

    public static final Instant START = Instant.parse("2026-08-20T12:00:00Z");
    public static final Instant LATER = Instant.parse("2026-08-20T12:05:00Z");

    private Messages() {}

    /// What is said at 100 % of a budget.
    public static Message trigger() {
        return of("outlay/budget/team-budget/2026-08/100/trigger", Kind.TRIGGER, Severity.CRITICAL, START);
    }

    /// What is said when that is over.
    public static Message resolve() {
        return of("outlay/budget/team-budget/2026-08/100/resolve", Kind.RESOLVE, Severity.CRITICAL, LATER);
    }

    public static Message of(String id, Kind kind, Severity severity, Instant at) {
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("spent", "10,240 USD");
        evidence.put("limit", "10,000 USD");
        evidence.put("threshold", "100 %");
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("team", "data-science");
        labels.put("budget", "team-budget");
        return new Message(
                id,
                "outlay/budget/team-budget/2026-08/100",
                "budget-exceeded",
                kind,
                severity,
                START,
                at,
                "Budget <team-budget> & more is over its limit",
                "Spent 10,240 of 10,000 USD.",
                labels,
                evidence,
                List.of(new Message.Link("Budget", "https://outlay.example/budgets/team-budget")),
                List.of());
    }

    /// A message with more of everything than any receiver takes.
    public static Message huge() {
        Map<String, String> evidence = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            evidence.put("figure " + i, "&<>".repeat(1_000));
        }
        List<Message.Grouped> grouped = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> new Message.Grouped("alert " + i, Severity.INFO, "Another & more ".repeat(20)))
                .toList();
        List<Message.Link> links = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> new Message.Link("Look ".repeat(40), "https://outlay.example/" + i))
                .toList();
        return new Message(
                "h".repeat(500),
                "a".repeat(500),
                "budget-exceeded",
                Kind.TRIGGER,
                Severity.CRITICAL,
                START,
                START,
                "&".repeat(2_000) + "😀".repeat(2_000),
                "é".repeat(60_000),
                Map.of("team", "data-science"),
                evidence,
                links,
                grouped);
    }
}
