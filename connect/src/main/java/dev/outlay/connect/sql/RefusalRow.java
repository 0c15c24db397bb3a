package dev.outlay.connect.sql;

import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import java.util.List;

final class RefusalRow {

    static final List<String> COLUMNS = List.of("happened_at", "column_name", "value", "reason");

    private RefusalRow() {}

    static void write(Refusal refusal, RowWriter row) {
        row.instant(refusal.at()).text(refusal.column()).text(refusal.value()).text(refusal.reason());
    }

    static Refusal read(Origin origin, RowReader row) {
        return new Refusal(origin, row.someInstant(), row.text(), row.text(), row.someText());
    }
}
