package dev.outlay.connect.focus.check;

import dev.outlay.connect.duckdb.TextTable;
import dev.outlay.connect.focus.FocusVersion;
import dev.outlay.connect.focus.check.Step.Outcome;
import dev.outlay.connect.tabular.FileColumns;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks a data set against FOCUS, rule by rule. Thread-safe.
///
/// Example: `FocusValidation.of(Path.of("bill.csv"), null, null, List.of())` by our own essential rules.
public final class FocusValidation {

    private static final String FAILED_MUST = "failed_must";
    private static final List<Column> COLUMNS = List.of(
            Column.text("rule"),
            Column.text("keyword"),
            Column.text("column"),
            Column.text("result"),
            Column.decimal("checked", null),
            Column.decimal("failing", null),
            Column.text("reason"),
            Column.text("samples"));

    private FocusValidation() {}

    /// Checks a file of comma-separated text, with gzip or without, or of Parquet.
    ///
    /// `version` is null where the columns shall tell. `model` is the user's copy of the requirements model that
    /// the FinOps Foundation publishes; null for our own essential rules. `supports` names abilities of the
    /// provider that the model's conditional rules ask for, `all` for every one; a column that is there vouches for
    /// itself. The answer has one row for each rule. Throws [SourceException] where a file cannot be read.
    public static Table of(Path file, @Nullable FocusVersion version, @Nullable Path model, Collection<String> supports)
            throws SourceException {
        try (TextTable table = open(file)) {
            FocusVersion focus =
                    version == null ? FocusVersion.detect(table.types().keySet()) : version;
            Model rules = model == null ? Essentials.of(focus) : ModelFile.read(model);
            table.run(dev.outlay.connect.sql.Migrations.text("/dev/outlay/connect/focus/check/macros.sql"));
            Map<String, Step> steps = new Plan(rules, table.types(), new Supported(supports)).steps();
            var run = new Run(table, rules, steps);
            Map<String, RuleResult> results = run.results();
            return table(file, focus, rules, steps, results, run.rows(), table.unreadable());
        }
    }

    /// Whether a data set passed: it broke no rule that says must, and every line of it could be read.
    public static boolean passed(Table answer) {
        return "0".equals(answer.heading().get(FAILED_MUST))
                && "0".equals(answer.heading().get("unreadable"));
    }

    private static TextTable open(Path file) throws SourceException {
        return FileColumns.isParquet(file)
                ? TextTable.ofParquet(file)
                : TextTable.ofText(file, FileColumns.ofText(file));
    }

    private static Table table(
            Path file,
            FocusVersion version,
            Model model,
            Map<String, Step> steps,
            Map<String, RuleResult> results,
            long rows,
            Map<Long, String> unreadable) {
        List<List<@Nullable String>> lines = new ArrayList<>();
        Map<Outcome, Long> counts = new LinkedHashMap<>();
        long failedMust = 0;
        long failedShould = 0;
        for (Rule rule : model.rules().values()) {
            RuleResult result = Objects.requireNonNull(results.get(rule.id()));
            counts.merge(result.outcome(), 1L, Long::sum);
            // a rule that consists of others fails with them and is not counted again
            if (result.outcome() == Outcome.FAIL && !(steps.get(rule.id()) instanceof Step.Parts)) {
                failedMust += rule.isMust() ? 1 : 0;
                failedShould += rule.isMust() ? 0 : 1;
            }
            lines.add(line(rule, result));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("file", String.valueOf(file.getFileName()));
        heading.put("focus_version", version.text());
        heading.put("checked_by", model.name());
        heading.put("rows_read", Long.toString(rows));
        heading.put("unreadable", Integer.toString(unreadable.size()));
        heading.put("rules", Integer.toString(lines.size()));
        for (Outcome outcome : Outcome.values()) {
            heading.put(outcome.text().replace(' ', '_'), Long.toString(counts.getOrDefault(outcome, 0L)));
        }
        heading.put(FAILED_MUST, Long.toString(failedMust));
        heading.put("failed_should", Long.toString(failedShould));
        List<String> notes = new ArrayList<>();
        unreadable.forEach((line, problem) -> {
            if (notes.size() < 20) {
                notes.add("line " + line + " cannot be read and was not checked: " + problem);
            }
        });
        return Table.of("validation", heading, COLUMNS, lines, notes);
    }

    private static List<@Nullable String> line(Rule rule, RuleResult result) {
        boolean failed = result.outcome() == Outcome.FAIL;
        boolean words = failed && result.reason().isEmpty();
        List<@Nullable String> line = new ArrayList<>();
        line.add(rule.id());
        line.add(rule.keyword());
        line.add(rule.entity());
        line.add(result.outcome().text());
        line.add(result.checked() == 0 ? null : Long.toString(result.checked()));
        line.add(result.checked() == 0 ? null : Long.toString(result.failing()));
        line.add(words ? rule.sentence() : result.reason());
        line.add(String.join("; ", result.samples()));
        return line;
    }
}
