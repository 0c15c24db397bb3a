package dev.outlay.connect.focus.check;

import dev.outlay.connect.duckdb.TextTable;
import dev.outlay.connect.focus.check.Step.Outcome;
import dev.outlay.ledger.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes the steps of a plan: one pass over the file counts for all rules, a second one collects samples where any
/// failed, and one each compares columns over the whole data set. Not thread-safe.
final class Run {

    private static final int SAMPLES = 3;

    private final TextTable table;
    private final Model model;
    private final Map<String, Step> steps;
    private final Map<String, RuleResult> results = new LinkedHashMap<>();
    private long rows;

    Run(TextTable table, Model model, Map<String, Step> steps) {
        this.table = table;
        this.model = model;
        this.steps = steps;
    }

    /// The result of every rule, in the order of the model.
    Map<String, RuleResult> results() throws SourceException {
        Map<String, Step.Rows> counted = new LinkedHashMap<>();
        steps.forEach((id, step) -> {
            if (step instanceof Step.Rows of) {
                counted.put(id, of);
            }
        });
        count(counted);
        for (Map.Entry<String, Step> entry : steps.entrySet()) {
            switch (entry.getValue()) {
                case Step.Decided decided ->
                    results.put(entry.getKey(), RuleResult.of(decided.outcome(), decided.reason()));
                case Step.Groups groups -> results.put(entry.getKey(), groups(groups));
                case Step.Rows _, Step.Parts _ -> {}
            }
        }
        sample(counted);
        Map<String, RuleResult> ordered = new LinkedHashMap<>();
        model.rules().keySet().forEach(id -> ordered.put(id, result(id)));
        return ordered;
    }

    long rows() {
        return rows;
    }

    private void count(Map<String, Step.Rows> counted) throws SourceException {
        List<String> columns = new ArrayList<>(List.of("count(*)"));
        for (Step.Rows step : counted.values()) {
            String scope = step.scope();
            columns.add(scope == null ? "count(*)" : "count_if(" + scope + ")");
            columns.add("count_if(" + breaks(step) + ")");
        }
        List<@Nullable String> counts = table.ask("select " + String.join(", ", columns) + " from record")
                .getFirst();
        rows = number(counts.getFirst());
        int at = 1;
        for (Map.Entry<String, Step.Rows> entry : counted.entrySet()) {
            long checked = number(counts.get(at++));
            long failing = number(counts.get(at++));
            results.put(entry.getKey(), counted(entry.getValue(), checked, failing));
        }
    }

    private static RuleResult counted(Step.Rows step, long checked, long failing) {
        if (checked == 0) {
            return RuleResult.of(Outcome.NOT_APPLICABLE, "no row meets its condition");
        }
        return new RuleResult(failing == 0 ? Outcome.PASS : Outcome.FAIL, step.note(), checked, failing, List.of());
    }

    private static String breaks(Step.Rows step) {
        String broken = "(" + step.must() + ") is not true";
        return step.scope() == null ? broken : "(" + step.scope() + ") and " + broken;
    }

    private void sample(Map<String, Step.Rows> counted) throws SourceException {
        List<String> failed = counted.keySet().stream()
                .filter(id -> Objects.requireNonNull(results.get(id)).failing() > 0)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        String columns = failed.stream()
                .map(id -> {
                    Step.Rows step = Objects.requireNonNull(counted.get(id));
                    // the first line of a file names its columns
                    return "array_to_string(arg_min('line ' || (\"row\" + 1) || ' ' || " + step.shown() + ", \"row\", "
                            + SAMPLES + ") filter (" + breaks(step) + "), chr(10))";
                })
                .collect(Collectors.joining(", "));
        List<@Nullable String> found = table.ask(
                        "select " + columns + " from (select *, row_number() over () as \"row\" from record)")
                .getFirst();
        for (int i = 0; i < failed.size(); i++) {
            String id = failed.get(i);
            List<String> samples = String.valueOf(found.get(i)).lines().toList();
            results.put(id, Objects.requireNonNull(results.get(id)).with(samples));
        }
    }

    private RuleResult groups(Step.Groups groups) throws SourceException {
        String column = "\"" + groups.column() + "\"";
        List<List<@Nullable String>> found = table.ask("select count(*), count_if(held <> " + groups.count()
                + "), array_to_string(list(name || ': ' || held order by name) filter (held <> " + groups.count()
                + "), chr(10)) from (select " + column + " as name, count(distinct \"" + groups.beside()
                + "\") as held from record where " + column + " is not null and \"" + groups.beside()
                + "\" is not null group by 1)");
        List<@Nullable String> row = found.getFirst();
        long checked = number(row.getFirst());
        long failing = number(row.get(1));
        if (checked == 0) {
            return RuleResult.of(Outcome.NOT_APPLICABLE, "no row meets its condition");
        }
        List<String> samples = row.get(2) == null
                ? List.of()
                : String.valueOf(row.get(2))
                        .lines()
                        .limit(SAMPLES)
                        .map(sample -> groups.column() + " " + sample + " values of " + groups.beside())
                        .toList();
        return new RuleResult(
                failing == 0 ? Outcome.PASS : Outcome.FAIL, "counted by " + groups.column(), checked, failing, samples);
    }

    /// The result of a rule; of one that consists of others, what came of them.
    private RuleResult result(String id) {
        RuleResult known = results.get(id);
        if (known != null) {
            return known;
        }
        if (!(steps.get(id) instanceof Step.Parts parts)) {
            return RuleResult.of(Outcome.NOT_RUN, "the model has no rule " + id);
        }
        // stands until it is known, so that a model that leads back to itself ends
        results.put(id, RuleResult.of(Outcome.NOT_RUN, "it consists of itself"));
        RuleResult result = together(parts.parts());
        results.put(id, result);
        return result;
    }

    private RuleResult together(List<String> parts) {
        Map<Outcome, List<String>> outcomes = parts.stream().collect(Collectors.groupingBy(part -> outcomeIn(part)));
        List<String> failed = outcomes.getOrDefault(Outcome.FAIL, List.of());
        if (!failed.isEmpty()) {
            return RuleResult.of(Outcome.FAIL, "failed: " + String.join(", ", failed));
        }
        if (outcomes.containsKey(Outcome.NOT_RUN)) {
            return RuleResult.of(
                    Outcome.NOT_RUN,
                    "not run: " + String.join(", ", outcomes.getOrDefault(Outcome.NOT_RUN, List.of())));
        }
        return outcomes.containsKey(Outcome.PASS)
                ? RuleResult.of(Outcome.PASS, "")
                : RuleResult.of(Outcome.NOT_APPLICABLE, "none of its parts applies");
    }

    /// What a part contributes to the whole: what only should be may fail without harm.
    private Outcome outcomeIn(String part) {
        Rule rule = model.rules().get(part);
        Outcome outcome = result(part).outcome();
        return outcome == Outcome.FAIL && rule != null && !rule.isMust() ? Outcome.PASS : outcome;
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }
}
