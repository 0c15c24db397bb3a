package dev.outlay.connect.json;

import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A [Table] as Markdown: its heading as a list, its rows as a table, its notes as quotes, its parts below.
/// Thread-safe.
public final class TableMarkdown {

    private TableMarkdown() {}

    /// The whole table, an empty cell for what is not known.
    public static String text(Table table) {
        var text = new StringBuilder();
        table.heading().forEach((name, value) -> {
            if (value != null) {
                text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(escaped(value))
                        .append('\n');
            }
        });
        text.append(text.isEmpty() ? "" : "\n");
        if (!table.columns().isEmpty()) {
            text.append(line(
                    table.columns().stream().map(Column::name).toList(), TableMarkdown::escaped, " | ", "| ", " |"));
            text.append(line(
                    table.columns().stream()
                            .map(column -> column.kind() == Column.Kind.DECIMAL ? "---:" : "---")
                            .toList(),
                    TableMarkdown::escaped,
                    " | ",
                    "| ",
                    " |"));
            table.rows().forEach(row -> text.append(line(row, TableMarkdown::escaped, " | ", "| ", " |")));
        }
        table.notes().forEach(note -> text.append("\n> ").append(escaped(note)).append('\n'));
        table.parts()
                .forEach(part -> text.append("\n### ")
                        .append(part.name().replace('_', ' '))
                        .append("\n\n")
                        .append(text(part)));
        return text.toString();
    }

    private static String line(
            List<? extends @Nullable String> values,
            Function<String, String> written,
            String between,
            String before,
            String after) {
        return values.stream()
                .map(value -> value == null ? "" : written.apply(value))
                .collect(Collectors.joining(between, before, after + "\n"));
    }

    private static String escaped(String value) {
        return value.replace("|", "\\|").replace("\n", " ");
    }
}
