package dev.outlay.connect.sql;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tags and metrics as a column holds them: one JSON object of texts, keys in order, nothing else. Thread-safe.
///
/// Equal maps give equal texts, so that databases can compare them.
public final class FlatJson {

    private final String text;
    private final boolean nested;
    private int at;

    private FlatJson(String text, boolean nested) {
        this.text = text;
        this.nested = nested;
    }

    /// The text of a map; null for an empty one.
    public static @Nullable String text(Map<String, String> map) {
        if (map.isEmpty()) {
            return null;
        }
        var json = new StringBuilder("{");
        new TreeMap<>(map).forEach((key, value) -> {
            json.append(json.length() == 1 ? "" : ",");
            quote(key, json);
            quote(value, json.append(':'));
        });
        return json.append('}').toString();
    }

    /// Reads a JSON object: numbers and truth values become their texts, keys without a value are left out; lists and
    /// objects within are kept as they are written where `nested` allows them. Throws [IllegalArgumentException] on
    /// anything else, and on a key named twice.
    public static Map<String, String> parse(String text, boolean nested) {
        return new FlatJson(text, nested).object();
    }

    private Map<String, String> object() {
        Map<String, String> map = new TreeMap<>();
        Map<String, Boolean> met = new TreeMap<>();
        take('{');
        if (peek() == '}') {
            at++;
        } else {
            do {
                String key = string();
                take(':');
                if (met.put(key, true) != null) {
                    throw wrong("the key " + key + " is there twice");
                }
                String value = value();
                if (value != null) {
                    map.put(key, value);
                }
            } while (separated());
        }
        if (peek() != 0) {
            throw wrong("text follows the object");
        }
        return map;
    }

    private boolean separated() {
        char next = peek();
        at++;
        if (next != ',' && next != '}') {
            throw wrong("a comma or the end of the object is missing");
        }
        return next == ',';
    }

    private @Nullable String value() {
        char next = peek();
        if (next == '"') {
            return string();
        }
        int from = at;
        if (next == '{' || next == '[') {
            if (!nested) {
                throw wrong("a value is an object or a list");
            }
            skipNested();
            return text.substring(from, at);
        }
        while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        if (word.equals("null")) {
            return null;
        }
        if (!word.matches("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            throw wrong("a value is no text, number or truth value");
        }
        return word;
    }

    private void skipNested() {
        int depth = 0;
        do {
            char next = peek();
            if (next == '"') {
                string();
                continue;
            }
            depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
            if (next == 0) {
                throw wrong("a value has no end");
            }
            at++;
        } while (depth > 0);
    }

    private String string() {
        take('"');
        var string = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                return string.toString();
            }
            string.append(next == '\\' ? escaped() : next);
        }
        throw wrong("a text has no closing quote");
    }

    private char escaped() {
        char next = at < text.length() ? text.charAt(at++) : 0;
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("an escape is unknown");
        };
    }

    private char unicode() {
        at += 4;
        if (at > text.length()) {
            throw wrong("an escape is cut off");
        }
        try {
            return (char) Integer.parseInt(text, at - 4, at, 16);
        } catch (NumberFormatException e) {
            throw wrong("an escape is unknown");
        }
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw wrong("a " + expected + " is missing");
        }
        at++;
    }

    /// The next character that is no blank, 0 at the end.
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException(reason + ", at character " + (at + 1));
    }

    private static void quote(String value, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '"' || next == '\\') {
                json.append('\\').append(next);
            } else if (next < ' ') {
                json.append("\\u00").append(next < 16 ? "0" : "").append(Integer.toHexString(next));
            } else {
                json.append(next);
            }
        }
        json.append('"');
    }
}
