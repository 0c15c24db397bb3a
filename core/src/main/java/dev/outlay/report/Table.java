package dev.outlay.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An answer that a surface can print: a heading, rows, notes, and further tables by name.
///
/// Every value is text as a machine reads it: decimals in full (`20.52022672899`), instants in ISO-8601; null where
/// it is not known. `heading` holds what is true of the whole answer, such as `total` and `currency`, in order.
/// `notes` are sentences for a person: what is missing, what an estimate rests on. Throws
/// [IllegalArgumentException] where a row has not one value for each column. Immutable and thread-safe.
public record Table(
        String name,
        Map<String, @Nullable String> heading,
        List<Column> columns,
        List<List<@Nullable String>> rows,
        List<String> notes,
        List<Table> parts) {

    /// The heading by which an answer to a question of yes or no says which: `true` or `false`.
    public static final String FEASIBLE = "feasible";

    public Table {
        Objects.requireNonNull(name, "name");
        heading = Collections.unmodifiableMap(new LinkedHashMap<>(heading));
        columns = List.copyOf(columns);
        List<List<@Nullable String>> copies = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + name + " has " + row.size() + " values for " + columns.size() + " columns");
            }
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copies);
        notes = List.copyOf(notes);
        parts = List.copyOf(parts);
    }

    /// Whether the answer is that what was asked cannot be done.
    public boolean saysNo() {
        return "false".equals(heading.get(FEASIBLE));
    }

    /// A table without parts.
    public static Table of(
            String name,
            Map<String, @Nullable String> heading,
            List<Column> columns,
            List<List<@Nullable String>> rows,
            List<String> notes) {
        return of(name, heading, columns, rows, notes, List.of());
    }

    /// See the constructor, whose nullness other modules do not see: it is written in the record's header only.
    public static Table of(
            String name,
            Map<String, @Nullable String> heading,
            List<Column> columns,
            List<List<@Nullable String>> rows,
            List<String> notes,
            List<Table> parts) {
        return new Table(name, heading, columns, rows, notes, parts);
    }
}
