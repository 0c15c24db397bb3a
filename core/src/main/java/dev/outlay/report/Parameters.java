package dev.outlay.report;

import dev.outlay.units.CallersMistake;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a caller asks with: values by parameter name, as text.
///
/// Every getter throws [CallersMistake], naming the parameter, where its value cannot be understood. Immutable and
/// thread-safe.
public record Parameters(Map<String, List<String>> values) {

    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, texts) -> copy.put(name, List.copyOf(texts)));
        values = Collections.unmodifiableMap(copy);
    }

    /// Parameters with one value each, given as name, value, name, value.
    public static Parameters of(String... namesAndValues) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new Parameters(values);
    }

    /// These parameters, all of which `what` knows. Throws [CallersMistake] naming the first that it does not.
    public Parameters only(String what, List<Parameter> known) {
        List<String> names = known.stream().map(Parameter::name).toList();
        values.keySet().stream()
                .filter(given -> !names.contains(given))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new CallersMistake(what + " knows no parameter '" + unknown + "': it takes "
                            + (names.isEmpty() ? "none" : String.join(", ", names)));
                });
        return this;
    }

    /// The text of a parameter, or empty where it was not given or is blank. Throws where it was given twice.
    public Optional<String> text(String name) {
        List<String> given = values.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (given.size() > 1) {
            throw new CallersMistake(
                    name + " was given " + given.size() + " times (" + String.join(", ", given) + "): give it once");
        }
        return given.stream().findFirst();
    }

    /// A parameter read by a parser that throws [IllegalArgumentException] on what it cannot read.
    public <T> Optional<T> one(String name, Function<String, T> parser) {
        return text(name).map(value -> parse(name, value, parser));
    }

    /// Every value of a parameter that may be repeated or separated by commas.
    public <T> List<T> many(String name, Function<String, T> parser) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> parse(name, value, parser))
                .toList();
    }

    /// Whether a switch is on: given as `true`, or without a value.
    public boolean flag(String name) {
        return values.containsKey(name)
                && text(name)
                        .map(value -> parse(name, value, Parameters::truth))
                        .orElse(true);
    }

    /// A parameter that must be there. Throws [CallersMistake] with an example where it is not.
    public String required(Parameter parameter) {
        return text(parameter.name())
                .orElseThrow(() -> new CallersMistake(parameter.name() + " is missing: " + parameter.description()
                        + ", such as " + parameter.example()));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is expected, not " + text);
        };
    }

    private static <T> T parse(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(name + ": " + e.getMessage(), e);
        }
    }
}
