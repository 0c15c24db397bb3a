package dev.outlay.connect.json;

import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A [Table] as CSV (RFC 4180): its columns and rows alone, an empty field for what is not known. Thread-safe.
public final class TableCsv {

    private TableCsv() {}

    /// The heading, the notes and the parts of the table are left out.
    public static String text(Table table) {
        var text = new StringBuilder();
        text.append(line(table.columns().stream().map(Column::name).toList()));
        table.rows().forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<? extends @Nullable String> values) {
        return values.stream()
                .map(value -> value == null ? "" : quoted(value))
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
