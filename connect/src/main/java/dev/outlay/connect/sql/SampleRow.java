package dev.outlay.connect.sql;

import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

final class SampleRow {

    static final List<String> COLUMNS = OwnerColumns.columns(
            List.of("start_at", "end_at"),
            OwnerColumns.PLACE,
            OwnerColumns.OWNER,
            List.of("gpu_model", "device"),
            Arrays.stream(Signal.values()).map(Signal::text).toList());

    private SampleRow() {}

    static void write(Sample sample, RowWriter row) {
        OwnerColumns.write(sample.span(), row);
        OwnerColumns.write(sample.place(), row);
        OwnerColumns.write(sample.owner(), row);
        row.text(sample.gpuModel()).text(sample.device());
        for (Signal signal : Signal.values()) {
            row.decimal(sample.values().get(signal));
        }
    }

    static Sample read(Origin origin, RowReader row) {
        return new Sample(
                origin,
                OwnerColumns.span(row),
                OwnerColumns.place(row),
                OwnerColumns.owner(row),
                row.text(),
                row.text(),
                values(row));
    }

    private static Map<Signal, BigDecimal> values(RowReader row) {
        Map<Signal, BigDecimal> values = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            BigDecimal value = row.decimal();
            if (value != null) {
                values.put(signal, value);
            }
        }
        return values;
    }
}
