package dev.outlay.connect.file;

import dev.outlay.allocation.Progress;
import dev.outlay.allocation.RunHistory;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a record of a runs file means, whose fields are known by the names of our own form and of trackers.
///
/// `fields` are texts by name in lower case; `metrics.` starts the names of metrics, `tags.` and `params.` those of
/// what trackers keep beside a run.
record RunRecord(Map<String, String> fields, String document, long line) {

    static final List<String> RUN = List.of("run", "run_id", "run_uuid", "id", "run_name", "name");
    static final List<String> START =
            List.of("start", "start_time", "started_at", "created_at", "createdat", "created");
    static final List<String> STATUS = List.of("status", "state");

    static final List<String> END =
            List.of("end", "end_time", "ended_at", "finished_at", "completed_at", "heartbeat_at", "heartbeatat");
    private static final List<String> DURATION =
            List.of("duration_seconds", "runtime", "_runtime", "metrics._runtime", "duration");
    private static final List<String> UPDATED = List.of("updated_at", "updated", "updatedat", "last_updated");
    private static final Map<String, RunStatus> STATUSES = statuses();
    private static final Set<String> NOT_STARTED = Set.of("scheduled", "pending", "queued", "created");
    private static final Set<String> NO_NUMBER = Set.of("nan", "inf", "-inf", "infinity", "-infinity", "+infinity");
    private static final Set<String> METRICS = metrics();
    static final String METRIC = "metrics.";

    /// The run of these fields. Throws [WrongField] on what cannot be one.
    Run run() throws WrongField {
        String run = required(RUN, "a run is named by its run, run_id, id or name");
        int attempt = attempt();
        RunStatus status = status();
        Instant start = instant(START);
        if (start == null) {
            throw new WrongField("start", null, "an attempt says when it started: start, start_time or created_at");
        }
        Instant end = end(start);
        Instant updated = instant(UPDATED);
        if (end == null && status != RunStatus.RUNNING) {
            throw new WrongField(
                    "end",
                    null,
                    "an attempt that " + status.text() + " says when it ended: end, end_time or duration_seconds");
        }
        if (end == null && updated != null && updated.isAfter(start)) {
            end = updated;
        }
        Span span = end == null ? null : span(start, end);
        Instant at = updated != null ? updated : end != null ? end : start;
        return new Run(
                new Origin("runs/" + run + "/" + attempt + "/" + at, document, line),
                at,
                span,
                run,
                attempt,
                status,
                owner(run),
                ofRun("model", "model_name", "architecture"),
                metricsSaid());
    }

    private int attempt() throws WrongField {
        String said = first(List.of("attempt", "attempt_number"));
        if (said == null) {
            return 1;
        }
        try {
            int attempt = Decimals.parse(said).intValueExact();
            if (attempt >= 1) {
                return attempt;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WrongField("attempt", said, "attempts are counted in whole numbers from 1");
        }
        throw new WrongField("attempt", said, "attempts are counted in whole numbers from 1");
    }

    private RunStatus status() throws WrongField {
        String said = required(STATUS, "an attempt says how it stands: running, succeeded, failed or interrupted");
        String word = said.strip().toLowerCase(Locale.ROOT);
        if (NOT_STARTED.contains(word)) {
            throw new WrongField("status", said, "an attempt that has not started is none yet: leave it out");
        }
        RunStatus status = STATUSES.get(word);
        if (status == null) {
            throw new WrongField("status", said, "unknown status: use one of running, succeeded, failed, interrupted");
        }
        return status;
    }

    private @Nullable Instant end(Instant start) throws WrongField {
        Instant end = instant(END);
        if (end != null) {
            return end;
        }
        for (String name : DURATION) {
            String said = fields.get(name);
            if (said != null) {
                return start.plusNanos(decimal(name, said, "a duration is a number of seconds")
                        .movePointRight(9)
                        .longValue());
            }
        }
        return null;
    }

    private static Span span(Instant start, Instant end) throws WrongField {
        try {
            return new Span(start, end);
        } catch (IllegalArgumentException e) {
            throw new WrongField("end", end.toString(), "an attempt must end after it starts, which is at " + start);
        }
    }

    private @Nullable Instant instant(List<String> names) throws WrongField {
        for (String name : names) {
            String said = fields.get(name);
            if (said != null) {
                return WrittenInstant.of(said)
                        .orElseThrow(() -> new WrongField(
                                name,
                                said,
                                "an instant is written as in ISO 8601, in UTC where no offset is said, such as"
                                        + " 2026-10-01T00:00:00Z"));
            }
        }
        return null;
    }

    private Owner owner(String run) {
        return new Owner(
                ofRun("namespace"),
                ofRun("workload"),
                ofRun("pod"),
                ofRun("container"),
                ofRun("team"),
                ofRun("project"),
                ofRun("experiment", "experiment_id", "experiment_name"),
                ofRun("cost_center", "cost-center"),
                ofRun("environment", "env"),
                run);
    }

    private Map<String, BigDecimal> metricsSaid() throws WrongField {
        Map<String, BigDecimal> said = new HashMap<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String name = field.getKey();
            boolean prefixed = name.startsWith(METRIC);
            if ((prefixed || METRICS.contains(name))
                    && !NO_NUMBER.contains(field.getValue().strip().toLowerCase(Locale.ROOT))) {
                said.put(
                        prefixed ? name.substring(METRIC.length()) : name,
                        decimal(name, field.getValue(), "a metric is a number"));
            }
        }
        return said;
    }

    /// Whether a field holds a metric.
    static boolean isMetric(String name) {
        return name.startsWith(METRIC) || METRICS.contains(name);
    }

    private static BigDecimal decimal(String name, String said, String reason) throws WrongField {
        try {
            return Decimals.parse(said);
        } catch (IllegalArgumentException e) {
            throw new WrongField(name, said, reason + ": " + e.getMessage());
        }
    }

    private String required(List<String> names, String reason) throws WrongField {
        String said = first(names);
        if (said == null) {
            throw new WrongField(names.getFirst(), null, reason);
        }
        return said;
    }

    private @Nullable String first(List<String> names) {
        for (String name : names) {
            String said = fields.get(name);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /// What is said of a run itself, else what its tags or parameters say.
    private @Nullable String ofRun(String... names) {
        for (String prefix : List.of("", "tags.", "params.")) {
            String said = first(Arrays.stream(names).map(prefix::concat).toList());
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    private static Map<String, RunStatus> statuses() {
        Map<String, RunStatus> statuses = new HashMap<>();
        statuses.put("running", RunStatus.RUNNING);
        List.of("succeeded", "success", "successful", "finished", "completed", "complete", "done")
                .forEach(word -> statuses.put(word, RunStatus.SUCCEEDED));
        List.of("failed", "failure", "crashed", "error", "errored", "timeout", "timed_out")
                .forEach(word -> statuses.put(word, RunStatus.FAILED));
        List.of(
                        "interrupted",
                        "killed",
                        "preempted",
                        "preempting",
                        "cancelled",
                        "canceled",
                        "stopped",
                        "aborted",
                        "evicted")
                .forEach(word -> statuses.put(word, RunStatus.INTERRUPTED));
        return statuses;
    }

    private static Set<String> metrics() {
        Set<String> names = new HashSet<>(Set.of("accuracy", "loss", "throughput", RunHistory.HEARTBEAT));
        for (Progress unit : Progress.values()) {
            names.addAll(unit.names());
            unit.names().forEach(name -> names.add("resumed_from_" + name));
        }
        return names;
    }

    /// The fields of a record of texts, as a table has them; `metrics` may be an object in text.
    static Map<String, String> ofTexts(Map<String, String> texts) throws WrongField {
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String name = plain(text.getKey());
            if (name.equals("metrics")) {
                try {
                    RunJson.parse(text.getValue())
                            .values()
                            .forEach((metric, value) -> put(METRIC + metric, value, fields));
                } catch (IOException e) {
                    throw new WrongField(
                            name,
                            text.getValue(),
                            "metrics are a JSON object such as {\"loss\": 0.5}: " + e.getMessage());
                }
            } else if (!text.getValue().isBlank()) {
                fields.putIfAbsent(name, text.getValue().strip());
            }
        }
        return fields;
    }

    static void put(String name, Json value, Map<String, String> fields) {
        String said = value.scalar();
        boolean counts = !name.startsWith(METRIC) || value instanceof Json.Decimal;
        if (said != null && counts && !said.isBlank()) {
            fields.putIfAbsent(name, said.strip());
        }
    }

    /// A name as it is looked up: metrics as they are written, all else in lower case and without blanks.
    static String plain(String name) {
        String stripped = name.strip();
        if (stripped.startsWith("metric.")) {
            return METRIC + stripped.substring("metric.".length());
        }
        return stripped.startsWith(METRIC)
                ? stripped
                : stripped.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
