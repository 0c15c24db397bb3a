package dev.outlay.report;

import dev.outlay.alert.Dispatch;
import dev.outlay.alert.Dispatch.Status;
import dev.outlay.alert.Outbox;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was to be told about alerts, to which channel, and how far each message has come.
final class DeliveriesReport implements Report {

    private static final int SHOWN = 100;
    private static final Parameter STATUS = Parameter.many(
            "status", "dead,unknown", "Only these: queued, sending, waiting, sent, unknown, dead (default: all)");
    private static final Parameter CHANNEL =
            Parameter.many("channel", "oncall", "Only messages to these channels (default: all)");
    private static final Parameter LIMIT =
            Parameter.one("limit", "1000", "How many deliveries to show, latest first (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "deliveries";
    }

    @Override
    public String description() {
        return "Messages about alerts and how far they have come: waiting, sent, unknown, dead letters.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.add(STATUS);
        all.add(CHANNEL);
        all.add(LIMIT);
        all.add(Page.AFTER);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("report deliveries --status dead,unknown    # what did not arrive, or perhaps did not");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span span = Optional.ofNullable(Period.of(parameters, desk.now())).orElse(Span.EVER);
        List<Status> statuses = parameters.many(STATUS.name(), DeliveriesReport::status);
        List<String> channels = parameters.many(CHANNEL.name(), text -> text);
        List<Dispatch> asked = Outbox.dispatches(desk.ledger(), span).stream()
                .filter(each -> statuses.isEmpty() || statuses.contains(each.status()))
                .filter(each -> channels.isEmpty() || channels.contains(each.channel()))
                .toList();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            heading.put(
                    status.word(),
                    Long.toString(asked.stream()
                            .filter(each -> each.status() == status)
                            .count()));
        }
        Page.Rows<Dispatch> shown = Page.of(parameters, LIMIT, SHOWN).named(asked, Dispatch::id);
        shown.tell(heading);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.time("queued_at"),
                        Column.text("channel"),
                        Column.text("kind"),
                        Column.text("severity"),
                        Column.text("title"),
                        Column.text("status"),
                        Column.decimal("attempts", null),
                        Column.time("next_try"),
                        Column.text("said"),
                        Column.text("id")),
                shown.rows().stream().map(DeliveriesReport::row).toList(),
                notes(asked, shown.more()));
    }

    private static List<@Nullable String> row(Dispatch dispatch) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(dispatch.queued().toString());
        row.add(dispatch.channel());
        row.add(dispatch.message().kind().word());
        row.add(dispatch.message().severity().word());
        row.add(dispatch.message().title());
        row.add(dispatch.status().word());
        row.add(Integer.toString(dispatch.attempts()));
        row.add(dispatch.notBefore() == null ? null : dispatch.notBefore().toString());
        row.add(dispatch.sentence());
        row.add(dispatch.id());
        return row;
    }

    private static List<String> notes(List<Dispatch> asked, long more) {
        List<String> notes = new ArrayList<>();
        if (more > 0) {
            notes.add(more + " more: see them with --limit");
        }
        if (asked.stream().anyMatch(each -> each.status() == Status.UNKNOWN)) {
            notes.add("unknown: it went out and nobody knows whether it arrived; look there, then outlay alert retry ID"
                    + " if it did not");
        }
        if (asked.stream().anyMatch(each -> each.status() == Status.DEAD)) {
            notes.add("dead: it was refused or tried as often as allowed; outlay alert retry ID sends it again");
        }
        return notes;
    }

    private static Status status(String word) {
        return Arrays.stream(Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a status is one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Status.values()).map(Status::word).toList())
                        + ", not " + word));
    }
}
