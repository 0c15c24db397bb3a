package dev.outlay.connect.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one table from a parser. The rows come before the columns, so they are put in order at the end.
final class TableReading {

    private final JsonParser json;

    TableReading(JsonParser json) {
        this.json = json;
    }

    Table read(String name) throws IOException {
        expect(JsonToken.START_OBJECT, json.nextToken(), name);
        return readOpened(name);
    }

    private Table readOpened(String name) throws IOException {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        List<Map<String, @Nullable String>> rows = List.of();
        List<Column> columns = List.of();
        List<String> notes = List.of();
        List<Table> parts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            switch (key) {
                case TableJson.ROWS -> rows = array(key, token, this::object);
                case TableJson.COLUMNS -> columns = array(key, token, place -> column(object(place)));
                case TableJson.NOTES -> notes = array(key, token, this::note);
                default -> {
                    if (token == JsonToken.START_OBJECT) {
                        parts.add(readOpened(key));
                    } else {
                        heading.put(key, textOrNull(key));
                    }
                }
            }
        }
        return Table.of(name, heading, columns, inOrder(name, columns, rows), notes, parts);
    }

    private static List<List<@Nullable String>> inOrder(
            String name, List<Column> columns, List<Map<String, @Nullable String>> rows) throws IOException {
        List<List<@Nullable String>> ordered = new ArrayList<>(rows.size());
        for (Map<String, @Nullable String> row : rows) {
            List<@Nullable String> values = new ArrayList<>(columns.size());
            for (Column column : columns) {
                if (!row.containsKey(column.name())) {
                    throw new IOException("a row of " + name + " lacks the column " + column.name() + ": " + row);
                }
                values.add(row.get(column.name()));
            }
            if (row.size() != columns.size()) {
                throw new IOException("a row of " + name + " has columns that the table does not name: " + row);
            }
            ordered.add(values);
        }
        return ordered;
    }

    private <T> List<T> array(String key, JsonToken opening, Element<T> element) throws IOException {
        expect(JsonToken.START_ARRAY, opening, key);
        List<T> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.read(key));
        }
        return elements;
    }

    private Map<String, @Nullable String> object(String place) throws IOException {
        expect(JsonToken.START_OBJECT, json.currentToken(), place);
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            fields.put(key, textOrNull(key));
        }
        return fields;
    }

    private String note(String place) throws IOException {
        expect(JsonToken.VALUE_STRING, json.currentToken(), place);
        return json.getText();
    }

    private @Nullable String textOrNull(String place) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(JsonToken.VALUE_STRING, json.currentToken(), place);
        return json.getText();
    }

    private static Column column(Map<String, @Nullable String> fields) throws IOException {
        String name = fields.get("name");
        String kind = fields.get("kind");
        if (name == null || kind == null) {
            throw new IOException("a column has a name and a kind: " + fields);
        }
        try {
            return new Column(name, Column.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), fields.get("unit"));
        } catch (IllegalArgumentException e) {
            throw new IOException("the kind of a column is text, decimal or time: " + kind, e);
        }
    }

    private static void expect(JsonToken expected, @Nullable JsonToken found, String place) throws IOException {
        if (found != expected) {
            throw new IOException("no table: " + expected + " is expected at " + place + ", not " + found);
        }
    }

    private interface Element<T> {
        T read(String place) throws IOException;
    }
}
