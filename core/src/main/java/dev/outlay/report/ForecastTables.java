package dev.outlay.report;

import dev.outlay.ledger.Measure;
import dev.outlay.outlook.Evaluation;
import dev.outlay.outlook.Path;
import dev.outlay.outlook.Projection;
import dev.outlay.outlook.Range;
import dev.outlay.outlook.Rhythm;
import dev.outlay.outlook.RunsCost;
import dev.outlay.outlook.SpendQuestion;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How forecasts are laid out as tables.
final class ForecastTables {

    private ForecastTables() {}

    static @Nullable String unit(Measure measure, @Nullable String currency) {
        return switch (measure.unit()) {
            case MONEY -> currency;
            case GPU_HOURS -> "GPU-hours";
            case KILOWATT_HOURS -> "kWh";
            case GRAMS_CO2E -> "gCO2e";
        };
    }

    static String exact(Measure measure, BigDecimal value) {
        return measure.unit() == Measure.Unit.MONEY ? Texts.money(value) : Decimals.text(value);
    }

    static List<Column> columns(SpendQuestion question, @Nullable String unit) {
        List<Column> columns = groups(question);
        for (String name : List.of("expected", "low", "high", "spent", "usual", "late", "fees", "planned")) {
            columns.add(Column.decimal(name, unit));
        }
        columns.add(Column.text("unit"));
        columns.add(Column.time("complete_to"));
        return columns;
    }

    static List<@Nullable String> row(Projection projection) {
        List<@Nullable String> row = new ArrayList<>(projection.group());
        row.addAll(range(projection.expected()));
        row.add(exact(projection.question().measure(), projection.spent()));
        Projection.Parts parts = projection.parts();
        for (BigDecimal part : List.of(parts.usual(), parts.late(), parts.fees(), parts.planned())) {
            row.add(projection.expected() == null ? null : two(part));
        }
        row.add(unit(projection.question().measure(), projection.currency()));
        row.add(projection.completeTo().toString());
        return row;
    }

    static Table steps(SpendQuestion question, List<Path> paths) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Path path : paths) {
            for (Path.Step step : path.steps()) {
                List<@Nullable String> row = new ArrayList<>(path.group());
                row.add(step.at().toString());
                row.addAll(range(step.expected()));
                row.add(unit(question.measure(), path.currency()));
                rows.add(row);
            }
        }
        List<Column> columns = groups(question);
        columns.add(Column.time("at"));
        for (String name : List.of("expected", "low", "high")) {
            columns.add(Column.decimal(name, null));
        }
        columns.add(Column.text("unit"));
        return Table.of(
                "steps",
                Map.of(),
                columns,
                rows,
                List.of(
                        rows.isEmpty()
                                ? "no group has charges that are told in such steps for long enough: usage rated by the"
                                        + " day starts at midnight"
                                : "without monthly fees; each step by itself"));
    }

    static Table evaluation(SpendQuestion question, List<Evaluation> evaluations) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Evaluation evaluation : evaluations) {
            List<@Nullable String> row = new ArrayList<>(evaluation.group());
            row.add(evaluation.currency());
            row.add(evaluation.steps() + (evaluation.rhythm() == Rhythm.DAILY ? " d" : " h"));
            row.add(number(evaluation.medianError(), 1));
            row.add(number(evaluation.ninthDecile(), 1));
            row.add(number(evaluation.coverage(), 100));
            row.add(number(evaluation.lastWeekError(), 1));
            row.add(Integer.toString(evaluation.forecasts()));
            row.add(Integer.toString(evaluation.days()));
            rows.add(row);
        }
        List<Column> columns = groups(question);
        columns.add(Column.text("currency"));
        columns.add(Column.text("ahead"));
        columns.add(Column.decimal("median_error", "%"));
        columns.add(Column.decimal("p90_error", "%"));
        columns.add(Column.decimal("coverage", "%"));
        columns.add(Column.decimal("last_week_error", "%"));
        columns.add(Column.decimal("forecasts", null));
        columns.add(Column.decimal("days", null));
        return Table.of(
                "evaluation",
                Map.of(),
                columns,
                rows,
                List.of(
                        "each day before was taken for the last known one, and what came after compared: errors of"
                                + " sums, in percent of what came; monthly fees apart",
                        "coverage is the share of outcomes within their interval, which is meant to be "
                                + Math.round(100 * Range.LEVEL)
                                + " %; last_week_error is that of saying it will be as in the last seven days"));
    }

    static Table runs(List<RunsCost> costs) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (RunsCost cost : costs) {
            List<@Nullable String> row = new ArrayList<>();
            row.add(Integer.toString(cost.planned()));
            row.addAll(range(cost.together()));
            row.add(two(cost.mean()));
            row.add(two(cost.median()));
            row.add(Integer.toString(cost.past()));
            row.add(cost.currency());
            rows.add(row);
            notes.add(cost.basis());
        }
        return Table.of(
                "planned_runs",
                new LinkedHashMap<>(),
                List.of(
                        Column.decimal("planned", null),
                        Column.decimal("together", null),
                        Column.decimal("low", null),
                        Column.decimal("high", null),
                        Column.decimal("mean", null),
                        Column.decimal("median", null),
                        Column.decimal("past_runs", null),
                        Column.text("currency")),
                rows,
                notes);
    }

    private static List<Column> groups(SpendQuestion question) {
        List<Column> columns = new ArrayList<>();
        question.by().forEach(dimension -> columns.add(Column.text(dimension.text())));
        return columns;
    }

    private static List<@Nullable String> range(@Nullable Range range) {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(range == null ? null : two(range.value()));
        texts.add(range == null ? null : two(range.low()));
        texts.add(range == null ? null : two(range.high()));
        return texts;
    }

    /// An estimate, rounded half-even to two digits.
    static String two(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static @Nullable String number(@Nullable Double value, int factor) {
        return value == null ? null : two(BigDecimal.valueOf(value * factor));
    }
}
