package dev.outlay.connect.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Small JSON documents as plain text by path, for what is too small to have a form of its own.
///
/// A field's path holds the names that lead to it, joined by dots; elements of arrays have no number, so the first
/// one counts. Thread-safe.
public final class StringsJson {

    private static final JsonFactory JSON = new JsonFactory();

    private StringsJson() {}

    /// One flat object with a string, or null, for each entry, in order.
    public static String write(Map<String, @Nullable String> fields) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, @Nullable String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    /// The values of all fields that are no object, array or null, by path. Throws [IOException] where the text is
    /// not JSON.
    public static Map<String, String> read(String text) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                String name = json.currentName();
                if (token.isStructStart()) {
                    path.addLast(name == null ? "" : name + ".");
                } else if (token.isStructEnd()) {
                    path.removeLast();
                } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL && name != null) {
                    fields.putIfAbsent(String.join("", path) + name, json.getText());
                }
            }
        }
        return fields;
    }
}
