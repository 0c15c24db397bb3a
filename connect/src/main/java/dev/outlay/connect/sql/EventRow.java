package dev.outlay.connect.sql;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.Origin;
import java.util.List;

final class EventRow {

    static final List<String> COLUMNS = List.of("happened_at", "topic", "subject", "verb", "actor", "details");

    private EventRow() {}

    static void write(Event event, RowWriter row) {
        row.instant(event.at())
                .text(event.topic())
                .text(event.subject())
                .text(event.verb())
                .text(event.actor())
                .map(event.details());
    }

    static Event read(Origin origin, RowReader row) {
        return new Event(
                origin, row.someInstant(), row.someText(), row.someText(), row.someText(), row.text(), row.map());
    }
}
