package dev.outlay.server.mcp;

import dev.outlay.report.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A property that a tool takes: its name, what kind of value it is, what it means, with its unit, a value that
/// works, and whether the tool cannot do without it. Immutable and thread-safe.
record Input(String name, Kind kind, String description, String example, boolean required) {

    /// What a value is.
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        TEXTS,
        OBJECT,
        /// A list of objects.
        OBJECTS
    }

    static Input text(String name, String example, String description) {
        return new Input(name, Kind.TEXT, description, example, false);
    }

    static Input number(String name, String example, String description) {
        return new Input(name, Kind.NUMBER, description, example, false);
    }

    /// The property that a parameter of a report is.
    static Input of(Parameter parameter) {
        Kind kind = switch (parameter.kind()) {
            case ONE -> Kind.TEXT;
            case MANY -> Kind.TEXTS;
            case SWITCH -> Kind.TRUTH;
        };
        return new Input(parameter.name(), kind, plain(parameter.description()), parameter.example(), false);
    }

    Input needed() {
        return new Input(name, kind, description, example, true);
    }

    /// The property as JSON Schema.
    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (kind) {
            case TEXT -> schema.put("type", "string");
            case NUMBER -> schema.put("type", "number");
            case TRUTH -> schema.put("type", "boolean");
            case TEXTS -> {
                schema.put("type", "array");
                schema.put("items", Map.of("type", "string"));
            }
            case OBJECT -> schema.put("type", "object");
            case OBJECTS -> {
                schema.put("type", "array");
                schema.put("items", Map.of("type", "object"));
            }
        }
        schema.put("description", kind == Kind.TRUTH ? description : description + ". Example: " + example);
        return schema;
    }

    /// The properties of a tool as JSON Schema.
    static Map<String, Object> schema(List<Input> inputs) {
        Map<String, Object> properties = new LinkedHashMap<>();
        inputs.forEach(input -> properties.put(input.name(), input.schema()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required =
                inputs.stream().filter(Input::required).map(Input::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /// A sentence of the command line, as an agent reads it: its options have no dashes here.
    static String plain(String sentence) {
        return sentence.replace("--", "");
    }
}
