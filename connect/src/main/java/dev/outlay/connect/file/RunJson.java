package dev.outlay.connect.file;

import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records of runs in JSON as the one form of [RunRecord]: our own, and those of trackers.
///
/// MLflow writes `info` and `data` with lists of keys and values, Weights & Biases `summary` and `config`.
final class RunJson {

    private static final Set<String> METRICS =
            Set.of("metrics", "summary", "summary_metrics", "summarymetrics", "final_metrics");
    private static final Set<String> PARAMETERS = Set.of("params", "parameters", "config", "hyperparameters");
    private static final Set<String> TAGS = Set.of("tags", "labels");
    private static final Set<String> WRAPPERS = Set.of("info", "data", "owner");

    private final Map<String, String> fields = new HashMap<>();
    private long latestMetric;

    private RunJson() {}

    /// The fields of a record.
    static Map<String, String> fields(Json.Fields record) throws WrongField {
        var reading = new RunJson();
        reading.take(record);
        if (reading.fields.containsKey("displayname") && reading.fields.containsKey("name")) {
            // Weights & Biases calls a run by its name, and by an id that nothing else knows
            reading.fields.putIfAbsent("run", String.valueOf(reading.fields.get("name")));
        }
        if (reading.latestMetric > 0 && "running".equalsIgnoreCase(reading.fields.get("status"))) {
            // while it runs, a run is as old as its latest metric
            reading.fields.putIfAbsent("updated_at", Long.toString(reading.latestMetric));
        }
        return reading.fields;
    }

    /// The object of a text. Throws [IOException] where it is none.
    static Json.Fields parse(String text) throws IOException {
        try (var document = new JsonDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            if (document.next() == JsonDocument.Kind.OBJECT && document.value() instanceof Json.Fields object) {
                return object;
            }
        }
        throw new IOException("it is no object");
    }

    private void take(Json.Fields object) throws WrongField {
        for (Map.Entry<String, Json> field : object.values().entrySet()) {
            String name = RunRecord.plain(field.getKey());
            Json value = field.getValue();
            if (METRICS.contains(name)) {
                named("metrics.", name, value);
            } else if (PARAMETERS.contains(name)) {
                named("params.", name, value);
            } else if (TAGS.contains(name)) {
                named("tags.", name, value);
            } else if (WRAPPERS.contains(name) && value instanceof Json.Fields within) {
                take(within);
            } else {
                RunRecord.put(name, value, fields);
            }
        }
    }

    private void named(String prefix, String name, Json value) throws WrongField {
        switch (value) {
            case Json.Fields object ->
                object.values().forEach((key, each) -> RunRecord.put(key(prefix, key), unwrapped(each), fields));
            case Json.Items items -> pairs(prefix, items.values());
            case Json.Text text -> {
                try {
                    named(prefix, name, parse(text.value()));
                } catch (IOException e) {
                    throw new WrongField(name, text.value(), "a JSON object is expected: " + e.getMessage());
                }
            }
            case Json.Decimal _, Json.Truth _, Json.Nothing _ -> {
                // nothing that has names
            }
        }
    }

    private void pairs(String prefix, List<Json> items) {
        for (Json item : items) {
            if (!(item instanceof Json.Fields pair)) {
                continue;
            }
            String key = scalar(pair.get("key"));
            Json value = pair.get("value");
            if (key != null && value != null) {
                RunRecord.put(key(prefix, key), value, fields);
            }
            String time = scalar(pair.get("timestamp"));
            if (time != null && time.matches("\\d{12,15}")) {
                latestMetric = Math.max(latestMetric, Long.parseLong(time));
            }
        }
    }

    /// Weights & Biases wraps each setting with a description.
    private static Json unwrapped(Json value) {
        Json inner = value instanceof Json.Fields object ? object.get("value") : null;
        return inner == null ? value : inner;
    }

    private static @Nullable String scalar(@Nullable Json value) {
        return value == null ? null : value.scalar();
    }

    private static String key(String prefix, String key) {
        return prefix + (prefix.equals("metrics.") ? key : key.toLowerCase(Locale.ROOT));
    }
}
