package dev.outlay.connect.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON document read from front to back, one value at a time, so that memory is bounded by the largest value.
///
/// Throws [IOException] with a sentence and the line where the text is not JSON, where an object names a key twice
/// and where one value is larger than [#LARGEST]. Not thread-safe.
public final class JsonDocument implements AutoCloseable {

    /// The most parts, objects and arrays and all that is in them, that one value may have.
    public static final int LARGEST = 1_000_000;

    private static final int DEEPEST = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // trackers write NaN where a loss diverged
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser json;
    private int parts;

    public JsonDocument(InputStream in) throws IOException {
        this.json = JSON.createParser(in);
    }

    /// What stands at a place in the document.
    public enum Kind {
        OBJECT,
        ARRAY,
        SCALAR,
        /// The object, the array or the document is over.
        END
    }

    /// Takes what comes next within an array or at the top of the document.
    public interface Element {
        void at(Kind kind) throws IOException;
    }

    /// Takes the value of a field, which stands next.
    public interface Field {
        void at(String name, Kind kind) throws IOException;
    }

    /// Goes to the next value and says what it is.
    public Kind next() throws IOException {
        return kind(json.nextToken());
    }

    /// The line that the value at hand starts on, from 1.
    public long line() {
        return json.currentTokenLocation().getLineNr();
    }

    /// Goes through the array at hand. The taker must read each value with [#value] or [#skip], or go into it.
    public void elements(Element taker) throws IOException {
        for (Kind kind = next(); kind != Kind.END; kind = next()) {
            taker.at(kind);
        }
    }

    /// Goes through the object at hand; see [#elements].
    public void fields(Field taker) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            taker.at(name, next());
        }
    }

    /// The value at hand, with all that is in it.
    public Json value() throws IOException {
        parts = 0;
        return read();
    }

    /// Passes over the value at hand.
    public void skip() throws IOException {
        json.skipChildren();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private Json read() throws IOException {
        if (++parts > LARGEST) {
            throw new IOException("a value in line " + line() + " has more than " + LARGEST + " parts");
        }
        JsonToken token = json.currentToken();
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read());
                }
                yield new Json.Items(items);
            }
            case VALUE_STRING -> new Json.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Decimal(json.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Json.Truth(token == JsonToken.VALUE_TRUE);
            case null, default -> new Json.Nothing();
        };
    }

    private Json object() throws IOException {
        long line = line();
        Map<String, Json> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, read());
        }
        return new Json.Fields(fields, line);
    }

    private static Kind kind(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case END_OBJECT, END_ARRAY -> Kind.END;
            case null -> Kind.END;
            default -> Kind.SCALAR;
        };
    }
}
