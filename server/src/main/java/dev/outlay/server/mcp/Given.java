package dev.outlay.server.mcp;

import dev.outlay.report.Parameters;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a tool was called with, checked against what it takes. Throws [CallersMistake] with a sentence that says
/// what to give. Immutable and thread-safe.
final class Given {

    private final String tool;
    private final List<Input> inputs;
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, List<Map<String, String>>> objects = new LinkedHashMap<>();

    Given(Tool tool, Map<String, Object> arguments) {
        this.tool = tool.name();
        this.inputs = tool.inputs();
        arguments.forEach(this::take);
        inputs.stream().filter(Input::required).forEach(input -> {
            if (!texts.containsKey(input.name()) && !objects.containsKey(input.name())) {
                throw missing(input.name());
            }
        });
    }

    /// The mistake that a property lacks, with what it is and an example; ask whoever knows it.
    CallersMistake missing(String name) {
        Input input = input(name);
        return new CallersMistake(name + " is missing: " + input.description() + ", such as " + input.example()
                + ". Ask whoever knows it: nothing is assumed in its place");
    }

    /// All that was given, for what takes parameters of the same names.
    Parameters parameters() {
        return new Parameters(texts);
    }

    Optional<String> text(String name) {
        return parameters().text(name);
    }

    List<Map<String, String>> objects(String name) {
        return objects.getOrDefault(name, List.of());
    }

    private void take(String name, @Nullable Object value) {
        Input input = input(name);
        if (value == null || (value instanceof String blank && blank.isBlank())) {
            return;
        }
        if (input.kind() == Input.Kind.OBJECT) {
            objects.put(name, List.of(object(name, value)));
            return;
        }
        if (input.kind() == Input.Kind.OBJECTS) {
            objects.put(
                    name,
                    list(name, value).stream().map(each -> object(name, each)).toList());
            return;
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        if (!values.isEmpty()) {
            texts.put(name, values.stream().map(each -> scalar(name, each)).toList());
        }
    }

    private Input input(String name) {
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CallersMistake(tool + " takes no '" + name + "': it takes "
                        + (inputs.isEmpty()
                                ? "nothing"
                                : String.join(
                                        ", ", inputs.stream().map(Input::name).toList()))));
    }

    private static List<?> list(String name, Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new CallersMistake(name + ": a list of objects is expected, not " + kind(value));
    }

    private static Map<String, String> object(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new CallersMistake(name + ": each is an object of names and values, not " + kind(value));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((key, each) -> {
            if (each != null) {
                texts.put(String.valueOf(key), scalar(name + "." + key, each));
            }
        });
        return texts;
    }

    // models say numbers and truth values as such or as texts
    private static String scalar(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> new BigDecimal(number.toString()).toPlainString();
            case Boolean truth -> truth.toString();
            case null, default ->
                throw new CallersMistake(name + ": a text, a number or a truth value is expected, not " + kind(value));
        };
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "the text " + text;
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> "the value " + value;
        };
    }
}
