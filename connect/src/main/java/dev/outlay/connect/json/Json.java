package dev.outlay.connect.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON value as it is written: numbers keep their digits. Immutable and thread-safe.
public sealed interface Json {

    /// A string.
    record Text(String value) implements Json {}

    /// A number, as the digits that stood there.
    record Decimal(String digits) implements Json {}

    /// True or false.
    record Truth(boolean value) implements Json {}

    /// The value null.
    record Nothing() implements Json {}

    /// An array.
    record Items(List<Json> values) implements Json {

        public Items {
            values = List.copyOf(values);
        }
    }

    /// An object, its fields in the order they are written; `line` is the line of the document it starts on.
    record Fields(Map<String, Json> values, long line) implements Json {

        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /// The field of a name; null where there is none, or where it is null.
        public @Nullable Json get(String name) {
            Json value = values.get(name);
            return value instanceof Nothing ? null : value;
        }
    }

    /// The text of a string, a number or a truth value; null of anything else.
    default @Nullable String scalar() {
        return switch (this) {
            case Text text -> text.value();
            case Decimal number -> number.digits();
            case Truth truth -> Boolean.toString(truth.value());
            case Nothing _, Items _, Fields _ -> null;
        };
    }

    /// The value in one form: keys in order, no blanks. Equal values of any order of fields have equal texts.
    default String text() {
        return switch (this) {
            case Text text -> quoted(text.value());
            case Decimal number -> number.digits();
            case Truth truth -> Boolean.toString(truth.value());
            case Nothing _ -> "null";
            case Items items -> items.values().stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
            case Fields fields -> {
                List<String> entries = new ArrayList<>();
                new TreeMap<>(fields.values()).forEach((key, value) -> entries.add(quoted(key) + ":" + value.text()));
                yield "{" + String.join(",", entries) + "}";
            }
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
