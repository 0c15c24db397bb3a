package dev.outlay.connect.file;

import dev.outlay.connect.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The history that a record of a run in JSON carries: what was true of its attempt at earlier instants, each as
/// the fields of a record of its own.
///
/// A row of a history says its time and numbers, as Weights & Biases writes them, or one metric with key, value,
/// timestamp and step, as MLflow does; rows of one instant are one word. What lies at or after the record's own
/// word is left out: that word holds.
final class RunWords {

    private static final List<String> TIMES = List.of("at", "time", "timestamp", "_timestamp", "updated_at");
    private static final Set<String> OF_THE_END = Set.of(
            "end",
            "end_time",
            "ended_at",
            "finished_at",
            "completed_at",
            "heartbeat_at",
            "heartbeatat",
            "duration_seconds",
            "runtime",
            "_runtime",
            "duration",
            "status",
            "state",
            "updated_at",
            "updated",
            "updatedat",
            "last_updated");

    private RunWords() {}

    /// The words of a record's history, in order; none where it has no history. `fields` are those of the record,
    /// `until` is when they were true. Throws [WrongField] on a row without a time.
    static List<Map<String, String>> of(Json.Fields record, Map<String, String> fields, Instant until)
            throws WrongField {
        if (!(record.get("history") instanceof Json.Items history)) {
            return List.of();
        }
        NavigableMap<Instant, Map<String, String>> words = new TreeMap<>();
        for (Json item : history.values()) {
            if (!(item instanceof Json.Fields row)) {
                throw new WrongField("history", item.text(), "a row of a history is a JSON object");
            }
            Instant at = time(row);
            if (at.isBefore(until)) {
                put(row, words.computeIfAbsent(at, _ -> same(fields, at)));
            }
        }
        return new ArrayList<>(words.values());
    }

    /// What stays true of an attempt while it runs.
    private static Map<String, String> same(Map<String, String> fields, Instant at) {
        Map<String, String> same = new HashMap<>();
        fields.forEach((name, value) -> {
            if (!OF_THE_END.contains(name) && !RunRecord.isMetric(name)) {
                same.put(name, value);
            }
        });
        // from where it took up is true of the whole attempt
        fields.forEach((name, value) -> {
            if (name.startsWith("resumed_from_") || name.startsWith("metrics.resumed_from_")) {
                same.put(name, value);
            }
        });
        same.put("status", "running");
        same.put("updated_at", at.toString());
        return same;
    }

    private static void put(Json.Fields row, Map<String, String> word) throws WrongField {
        String key = scalar(row.get("key"));
        Json value = row.get("value");
        if (key != null && value != null) {
            RunRecord.put(RunRecord.METRIC + key, value, word);
            Json step = row.get("step");
            if (step != null) {
                RunRecord.put(RunRecord.METRIC + "steps", step, word);
            }
            return;
        }
        for (Map.Entry<String, Json> field : row.values().entrySet()) {
            String name = RunRecord.plain(field.getKey());
            if (field.getValue() instanceof Json.Fields metrics && name.equals("metrics")) {
                metrics.values().forEach((metric, number) -> RunRecord.put(RunRecord.METRIC + metric, number, word));
            } else if (!TIMES.contains(name) && !name.equals("_runtime")) {
                RunRecord.put(
                        name.startsWith(RunRecord.METRIC)
                                ? name
                                : RunRecord.METRIC + field.getKey().strip(),
                        field.getValue(),
                        word);
            }
        }
    }

    private static Instant time(Json.Fields row) throws WrongField {
        for (String name : TIMES) {
            String said = scalar(row.get(name));
            if (said != null) {
                return WrittenInstant.of(whole(said))
                        .orElseThrow(() -> new WrongField(
                                "history", said, "an instant is written as in ISO 8601 or in seconds since 1970"));
            }
        }
        throw new WrongField(
                "history", row.text(), "a row of a history says when it was true: at, timestamp or _timestamp");
    }

    // seconds since 1970 with a fraction, as Weights & Biases writes them
    private static String whole(String said) {
        return said.matches("\\d{9,11}\\.\\d+")
                ? Instant.EPOCH
                        .plusNanos(new BigDecimal(said).movePointRight(9).longValue())
                        .toString()
                : said;
    }

    private static @Nullable String scalar(@Nullable Json value) {
        return value == null ? null : value.scalar();
    }
}
