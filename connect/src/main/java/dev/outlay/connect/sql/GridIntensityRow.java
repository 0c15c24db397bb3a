package dev.outlay.connect.sql;

import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Origin;
import java.util.List;

final class GridIntensityRow {

    static final List<String> COLUMNS = List.of("start_at", "end_at", "zone", "grams_per_kwh", "basis", "source");

    private GridIntensityRow() {}

    static void write(GridIntensity intensity, RowWriter row) {
        OwnerColumns.write(intensity.span(), row);
        row.text(intensity.zone())
                .decimal(intensity.gramsPerKilowattHour())
                .text(intensity.basis())
                .text(intensity.source());
    }

    static GridIntensity read(Origin origin, RowReader row) {
        return new GridIntensity(
                origin, OwnerColumns.span(row), row.someText(), row.someDecimal(), row.someText(), row.someText());
    }
}
