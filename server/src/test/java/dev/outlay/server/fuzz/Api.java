package dev.outlay.server.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The operations that an OpenAPI document describes.
public record Api(List<Operation> operations) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonObject NOTHING = new JsonObject();

    public Api {
        operations = List.copyOf(operations);
    }

    /// One operation. `bodies` are the content types it takes, each with its examples by name; `statuses` those it
    /// says it may answer with; `plain` says that it works without parameters,
    /// `endless` that its answer is a stream of events.
    public record Operation(
            String id,
            String method,
            String path,
            List<Parameter> parameters,
            Map<String, Map<String, String>> bodies,
            Set<String> statuses,
            boolean plain,
            boolean endless) {

        public Operation {
            parameters = List.copyOf(parameters);
            bodies = new LinkedHashMap<>(bodies);
            statuses = Set.copyOf(statuses);
        }

        /// The names of the examples that parameters and bodies have.
        public Set<String> examples() {
            Set<String> names = new LinkedHashSet<>();
            parameters.forEach(parameter -> names.addAll(parameter.examples().keySet()));
            bodies.values().forEach(body -> names.addAll(body.keySet()));
            return names;
        }
    }

    /// A parameter with the values that the document gives for it: those of an enumeration, and those of each
    /// example by its name.
    public record Parameter(
            String name,
            String in,
            boolean required,
            String type,
            List<String> enumeration,
            Map<String, List<String>> examples) {

        public Parameter {
            enumeration = List.copyOf(enumeration);
            examples = new LinkedHashMap<>(examples);
        }

        /// Every value that the document gives.
        List<String> values() {
            Set<String> all = new LinkedHashSet<>(enumeration);
            examples.values().forEach(all::addAll);
            return List.copyOf(all);
        }
    }

    /// Reads a document in JSON.
    public static Api of(String json) {
        var document = new JsonObject(json);
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            item.fieldNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations.add(operation(document, path, method, item.getJsonObject(method))));
        }
        return new Api(operations);
    }

    private static Operation operation(JsonObject document, String path, String method, JsonObject node) {
        List<Parameter> parameters = new ArrayList<>();
        for (Object each : node.getJsonArray("parameters", new JsonArray())) {
            parameters.add(parameter(resolved(document, (JsonObject) each)));
        }
        Map<String, Map<String, String>> bodies = new LinkedHashMap<>();
        JsonObject content = node.getJsonObject("requestBody", NOTHING).getJsonObject("content", NOTHING);
        for (String type : content.fieldNames()) {
            Map<String, String> examples = new LinkedHashMap<>();
            JsonObject given = content.getJsonObject(type).getJsonObject("examples", NOTHING);
            given.fieldNames()
                    .forEach(
                            name -> examples.put(name, given.getJsonObject(name).getString("value")));
            bodies.put(type, examples);
        }
        return new Operation(
                node.getString("operationId", ""),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                bodies,
                node.getJsonObject("responses", NOTHING).fieldNames(),
                node.getBoolean("x-works-without-parameters", false),
                node.getJsonObject("responses", NOTHING)
                        .getJsonObject("200", NOTHING)
                        .getJsonObject("content", NOTHING)
                        .containsKey("text/event-stream"));
    }

    private static JsonObject resolved(JsonObject document, JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject found = document;
        for (String step : reference.substring(2).split("/", -1)) {
            found = found.getJsonObject(step);
        }
        return found;
    }

    private static Parameter parameter(JsonObject node) {
        JsonObject schema = node.getJsonObject("schema", NOTHING);
        List<String> enumeration = new ArrayList<>();
        schema.getJsonArray("enum", new JsonArray()).forEach(value -> enumeration.add(String.valueOf(value)));
        Map<String, List<String>> examples = new LinkedHashMap<>();
        JsonObject given = node.getJsonObject("examples", NOTHING);
        given.fieldNames()
                .forEach(name ->
                        examples.put(name, texts(given.getJsonObject(name).getValue("value"))));
        Object type = schema.getValue("type");
        return new Parameter(
                node.getString("name"),
                node.getString("in"),
                node.getBoolean("required", false),
                type instanceof String text ? text : "string",
                enumeration,
                examples);
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof JsonArray array
                ? array.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }
}
