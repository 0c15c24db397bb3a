package dev.outlay.connect.sql;

import dev.outlay.ledger.Delivery;
import dev.outlay.ledger.Origin;
import java.util.List;
import java.util.Objects;

final class DeliveryRow {

    static final List<String> COLUMNS = List.of("happened_at", "lines");

    private DeliveryRow() {}

    static void write(Delivery delivery, RowWriter row) {
        row.instant(delivery.at()).integer(delivery.lines());
    }

    static Delivery read(Origin origin, RowReader row) {
        return new Delivery(origin, row.someInstant(), Objects.requireNonNull(row.integer(), "lines"));
    }
}
