package dev.outlay.connect.sql;

import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Statement;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A statement is one row, so that it is closed whole or not at all; its lines are one text.
final class StatementRow {

    static final List<String> COLUMNS = List.of("happened_at", "kind", "start_at", "end_at", "lines");

    private StatementRow() {}

    static void write(Statement statement, RowWriter row) {
        row.instant(statement.at()).text(statement.kind().text());
        OwnerColumns.write(statement.period(), row);
        row.text(
                statement.lines().isEmpty()
                        ? null
                        : statement.lines().stream().map(StatementRow::text).collect(Collectors.joining("\n")));
    }

    static Statement read(Origin origin, RowReader row) {
        Instant at = row.someInstant();
        Statement.Kind kind = Statement.Kind.valueOf(row.someText().toUpperCase(Locale.ROOT));
        Span period = OwnerColumns.span(row);
        String lines = row.text();
        return new Statement(
                origin,
                at,
                kind,
                period,
                // JSON writes a line's end as an escape, so one that stands there ends an object
                lines == null
                        ? List.of()
                        : lines.lines().map(StatementRow::line).toList());
    }

    private static String text(Statement.Line line) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("from", line.month().from().toString());
        fields.put("to", line.month().to().toString());
        put("team", line.owed().team(), fields);
        put("project", line.owed().project(), fields);
        put("cost_center", line.owed().costCenter(), fields);
        fields.put("currency", line.owed().currency());
        put("used", line.used(), fields);
        put("idle", line.idle(), fields);
        put("billed", line.billed(), fields);
        put("gpu_seconds", line.gpuSeconds(), fields);
        put("energy_kwh", line.energyKwh(), fields);
        put("emissions_grams", line.emissionsGrams(), fields);
        return Objects.requireNonNull(FlatJson.text(fields));
    }

    private static Statement.Line line(String text) {
        Map<String, String> fields = FlatJson.parse(text, false);
        return new Statement.Line(
                new Span(Instant.parse(some("from", fields)), Instant.parse(some("to", fields))),
                new Statement.Owed(
                        fields.get("team"), fields.get("project"), fields.get("cost_center"), some("currency", fields)),
                decimal("used", fields),
                decimal("idle", fields),
                decimal("billed", fields),
                decimal("gpu_seconds", fields),
                decimal("energy_kwh", fields),
                decimal("emissions_grams", fields));
    }

    private static void put(String name, @Nullable String value, Map<String, String> fields) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static void put(String name, @Nullable BigDecimal value, Map<String, String> fields) {
        put(name, value == null ? null : Decimals.text(value), fields);
    }

    private static String some(String name, Map<String, String> fields) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static @Nullable BigDecimal decimal(String name, Map<String, String> fields) {
        String text = fields.get(name);
        return text == null ? null : Decimals.parse(text);
    }
}
