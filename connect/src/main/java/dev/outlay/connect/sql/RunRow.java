package dev.outlay.connect.sql;

import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Decimals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

final class RunRow {

    // the table's own column `run` names the run, so what the owner calls it stands in owner_run
    static final List<String> COLUMNS = OwnerColumns.columns(
            List.of("happened_at", "start_at", "end_at", "run", "attempt", "status"),
            OwnerColumns.OWNER.subList(0, OwnerColumns.OWNER.size() - 1),
            List.of("owner_run", "model", "metrics"));

    private RunRow() {}

    static void write(Run run, RowWriter row) {
        row.instant(run.at());
        OwnerColumns.write(run.span(), row);
        row.text(run.run()).integer((long) run.attempt()).text(run.status().text());
        OwnerColumns.write(run.owner(), row);
        row.text(run.model())
                .map(run.metrics().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Decimals.text(entry.getValue()))));
    }

    static Run read(Origin origin, RowReader row) {
        return new Run(
                origin,
                row.someInstant(),
                OwnerColumns.spanOrNull(row),
                row.someText(),
                Math.toIntExact(Objects.requireNonNull(row.integer(), "attempt")),
                RunStatus.valueOf(row.someText().toUpperCase(Locale.ROOT)),
                OwnerColumns.owner(row),
                row.text(),
                row.map().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Decimals.parse(entry.getValue()))));
    }
}
