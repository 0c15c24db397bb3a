package dev.outlay.connect.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A [Table] as one JSON object and back.
///
/// The entries of the heading come first, each a string or null; then `rows`, an array of objects with one string
/// or null for each column; `columns`, each with `name`, `kind` (`text`, `decimal`, `time`) and `unit`; `notes`, an
/// array of strings; and every part under its own name, an object of the same kind. Decimals are strings, so that
/// no reader rounds them. Thread-safe.
///
/// Example: `{"total":"20.52","rows":[{"team":"vision","value":"20.52"}],"columns":[...],"notes":[]}`
public final class TableJson {

    static final String ROWS = "rows";
    static final String COLUMNS = "columns";
    static final String NOTES = "notes";
    static final Set<String> OWN_KEYS = Set.of(ROWS, COLUMNS, NOTES);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // a stream belongs to whoever opened it
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private TableJson() {}

    /// Writes a table in UTF-8 and leaves the stream open. Throws [IllegalArgumentException], before anything is
    /// written, where two keys of one object would be the same; [IOException] where the stream fails.
    public static void write(Table table, OutputStream out) throws IOException {
        refuseCollisions(table);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(table, json);
        }
    }

    /// See [#write(Table, OutputStream)], indented for a person to read, with a line end.
    public static void writeIndented(Table table, OutputStream out) throws IOException {
        refuseCollisions(table);
        try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
            write(table, json);
            json.writeRaw('\n');
        }
    }

    /// See [#write(Table, OutputStream)], as text.
    public static String text(Table table) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(table, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Reads a table, which the JSON does not name itself, and leaves the stream open. Throws [IOException] where
    /// it is not one: another shape, a key twice, a row that lacks a column.
    public static Table read(String name, InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            Table table = new TableReading(json).read(name);
            if (json.nextToken() != null) {
                throw new IOException("something follows the table " + name + " in its JSON");
            }
            return table;
        }
    }

    private static void refuseCollisions(Table table) {
        Set<String> keys = new HashSet<>(OWN_KEYS);
        refuseTwice(table, keys, table.heading().keySet());
        refuseTwice(table, keys, table.parts().stream().map(Table::name).toList());
        refuseTwice(
                table,
                new HashSet<>(),
                table.columns().stream().map(Column::name).toList());
        table.parts().forEach(TableJson::refuseCollisions);
    }

    private static void refuseTwice(Table table, Set<String> seen, Collection<String> names) {
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "the table " + table.name() + " would have the key '" + name + "' twice in its JSON");
            }
        }
    }

    private static void write(Table table, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, @Nullable String> entry : table.heading().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        writeRows(table, json);
        json.writeArrayFieldStart(COLUMNS);
        for (Column column : table.columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("kind", column.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("unit", column.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart(NOTES);
        for (String note : table.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        for (Table part : table.parts()) {
            json.writeFieldName(part.name());
            write(part, json);
        }
        json.writeEndObject();
    }

    private static void writeRows(Table table, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(ROWS);
        for (List<@Nullable String> row : table.rows()) {
            json.writeStartObject();
            for (int i = 0; i < row.size(); i++) {
                json.writeStringField(table.columns().get(i).name(), row.get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
