package dev.outlay.server.mcp;

import dev.outlay.report.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of a report while they are put together from what a tool was given. Not thread-safe.
final class Question {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /// Takes over what was given, if it was, under another name.
    Question ask(Given given, String from, String to) {
        List<String> value = given.parameters().values().get(from);
        if (value != null) {
            values.put(to, value);
        }
        return this;
    }

    /// Takes over what was given, each under its own name.
    Question asGiven(Given given, String... names) {
        for (String name : names) {
            ask(given, name, name);
        }
        return this;
    }

    Question set(String name, String value) {
        return set(name, List.of(value));
    }

    Question set(String name, List<String> value) {
        values.put(name, List.copyOf(value));
        return this;
    }

    Question copy() {
        var copy = new Question();
        copy.values.putAll(values);
        return copy;
    }

    Parameters parameters() {
        return new Parameters(values);
    }
}
