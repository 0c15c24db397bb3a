package dev.outlay.connect.file;

import dev.outlay.allocation.RunHistory;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What training code says of its own run over the network, as the runs that a runs file would give: the same
/// fields under the same names, the same ids.
///
/// A run that tells how it goes says each time only what is new: what stays true of an attempt is taken from what
/// it said before. Throws [WrongField] on what cannot be one. Thread-safe.
public final class PushedRun {

    /// Where such facts come from.
    public static final String DOCUMENT = "push";

    private static final String EVERY = "60";
    private static final Map<String, Function<Owner, @Nullable String>> OWNER = Map.of(
            "namespace", Owner::namespace,
            "workload", Owner::workload,
            "pod", Owner::pod,
            "container", Owner::container,
            "team", Owner::team,
            "project", Owner::project,
            "experiment", Owner::experiment,
            "cost_center", Owner::costCenter,
            "environment", Owner::environment);

    private PushedRun() {}

    /// The runs of a record as a runs file holds them, its history first. `place` is where it stands among those
    /// that came with it, from 1.
    public static List<Run> whole(Json record, long place) throws WrongField {
        if (!(record instanceof Json.Fields object)) {
            throw new WrongField(null, record.text(), "a run is a JSON object");
        }
        Map<String, String> fields = RunJson.fields(object);
        Run run = new RunRecord(fields, DOCUMENT, place).run();
        List<Run> words = new ArrayList<>();
        for (Map<String, String> word : RunWords.of(object, fields, run.at())) {
            words.add(new RunRecord(word, DOCUMENT, place).run());
        }
        words.add(run);
        return words;
    }

    /// The attempt that somebody speaks of; null where it is not said.
    public static @Nullable Integer attempt(Json.Fields said) throws WrongField {
        Json attempt = said.get("attempt");
        String text = attempt == null ? null : attempt.scalar();
        if (attempt == null) {
            return null;
        }
        try {
            int number = Integer.parseInt(String.valueOf(text));
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new WrongField("attempt", text, "attempts are counted in whole numbers from 1");
        }
        throw new WrongField("attempt", text, "attempts are counted in whole numbers from 1");
    }

    /// An attempt starts: at the `start` that is said, else now. Said again without a start it is the same start.
    public static Run started(String run, int attempt, Json.Fields said, @Nullable Run last, Instant now)
            throws WrongField {
        if (last != null && last.status() != RunStatus.RUNNING) {
            throw new WrongField(
                    "attempt",
                    Integer.toString(attempt),
                    "this attempt " + last.status().text() + " already: start the next one with \"attempt\": "
                            + (attempt + 1));
        }
        Map<String, String> fields = RunJson.fields(said);
        name(fields, run, attempt, "running");
        if (RunRecord.START.stream().noneMatch(fields::containsKey)) {
            fields.put("start", (last == null ? now : RunHistory.start(last)).toString());
        }
        fields.putIfAbsent(RunHistory.HEARTBEAT, EVERY);
        return new RunRecord(fields, DOCUMENT, 1).run();
    }

    /// An attempt runs on, as of the `at` that is said, else now.
    public static Run running(Json.Fields said, Run last, Instant now) throws WrongField {
        if (last.status() != RunStatus.RUNNING) {
            throw new WrongField(
                    "attempt",
                    Integer.toString(last.attempt()),
                    "this attempt " + last.status().text() + " already and cannot run on");
        }
        Map<String, String> fields = RunJson.fields(said);
        same(last, fields);
        name(fields, last.run(), last.attempt(), "running");
        String at = fields.remove("at");
        fields.putIfAbsent("updated_at", at == null ? now.toString() : at);
        return new RunRecord(fields, DOCUMENT, 1).run();
    }

    /// An attempt ends, at the `end` that is said, else now, and well unless `status` says otherwise. Said again
    /// without an end it is the same end.
    public static Run ended(Json.Fields said, Run last, Instant now) throws WrongField {
        Map<String, String> fields = RunJson.fields(said);
        same(last, fields);
        String status = RunRecord.STATUS.stream()
                .filter(fields::containsKey)
                .map(fields::get)
                .findFirst()
                .orElse(RunStatus.SUCCEEDED.text());
        name(fields, last.run(), last.attempt(), status);
        String at = fields.remove("at");
        Instant known = RunHistory.end(last).orElse(now);
        if (at != null) {
            fields.putIfAbsent("end", at);
        }
        if (fields.keySet().stream().noneMatch(RunRecord.END::contains)) {
            fields.put("end", known.toString());
        }
        Run ended = new RunRecord(fields, DOCUMENT, 1).run();
        if (ended.status() == RunStatus.RUNNING) {
            throw new WrongField("status", status, "an attempt ends as succeeded, failed or interrupted");
        }
        return ended;
    }

    private static void name(Map<String, String> fields, String run, int attempt, String status) {
        RunRecord.RUN.forEach(fields::remove);
        RunRecord.STATUS.forEach(fields::remove);
        fields.put("run", run);
        fields.put("attempt", Integer.toString(attempt));
        fields.put("status", status);
    }

    /// What stays true of an attempt: its start, whose it is, what is trained, what it promised.
    private static void same(Run last, Map<String, String> fields) {
        Map<String, String> known = new HashMap<>();
        RunRecord.START.forEach(fields::remove);
        known.put("start", RunHistory.start(last).toString());
        OWNER.forEach((name, value) -> put(known, name, value.apply(last.owner())));
        put(known, "model", last.model());
        for (Map.Entry<String, BigDecimal> metric : last.metrics().entrySet()) {
            if (metric.getKey().equals(RunHistory.HEARTBEAT) || metric.getKey().startsWith("resumed_from_")) {
                known.put(metric.getKey(), metric.getValue().toPlainString());
            }
        }
        known.forEach(fields::putIfAbsent);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
