package dev.outlay.report;

import dev.outlay.forecast.Evaluation;
import dev.outlay.forecast.Interval;
import dev.outlay.forecast.Prediction;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.TrainingRun;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Predictions of many runs, and how good predictions are, as tables. Stateless and thread-safe.
public final class PredictionTables {

    private static final MathContext DIGITS = new MathContext(5);

    private PredictionTables() {}

    /// One line for each run that can be predicted: the figure its kind asks for, with its interval of 90 %. The
    /// runs that cannot are in the notes, each with why.
    public static Table predictions(Predictor predictor, List<TrainingRun> runs) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (TrainingRun run : runs) {
            try {
                Prediction prediction = predictor.predict(run);
                Interval interval = prediction.interval();
                rows.add(List.of(
                        run.id(),
                        prediction.metric().text(),
                        figure(interval.value()),
                        figure(interval.low90()),
                        figure(interval.high90()),
                        prediction.basis()));
            } catch (IllegalArgumentException e) {
                notes.add(run.id() + " cannot be predicted: " + e.getMessage());
            }
        }
        return Table.of(
                "predictions",
                Map.of(),
                List.of(
                        Column.text("id"),
                        Column.text("metric"),
                        Column.decimal("predicted", null),
                        Column.decimal("low", null),
                        Column.decimal("high", null),
                        Column.text("basis")),
                rows,
                notes);
    }

    /// Error and coverage by kind of run, with parts by kind of model, by family and run by run.
    public static Table evaluation(Evaluation.Result result) {
        List<Evaluation.Judged> judged = result.judged();
        List<String> notes = new ArrayList<>();
        notes.add("each run is predicted from all families but its own; error is |predicted / actual - 1|, coverage the"
                + " share of outcomes inside the interval, spread the median of high / low of the 90 % interval");
        result.refused().forEach(each -> notes.add(each.id() + " was refused: " + each.reason()));
        List<List<@Nullable String>> kinds =
                summaries(judged, each -> each.run().kind().text());
        kinds.add(summary("all", judged));
        return new Table(
                "evaluation",
                Map.of(),
                summaryColumns("kind"),
                kinds,
                notes,
                List.of(
                        part(
                                "by_kind_of_model",
                                "model",
                                summaries(
                                        judged,
                                        each -> each.run().kind().text() + " "
                                                + each.run()
                                                        .workload()
                                                        .architecture()
                                                        .text())),
                        part("by_family", "family", summaries(judged, PredictionTables::family)),
                        runs(judged)));
    }

    private static Table part(String name, String first, List<List<@Nullable String>> rows) {
        return Table.of(name, Map.of(), summaryColumns(first), rows, List.of());
    }

    private static Table runs(List<Evaluation.Judged> judged) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        judged.stream()
                .sorted(Comparator.comparingDouble(Evaluation.Judged::relativeError))
                .forEach(each -> rows.add(List.of(
                        each.run().id(),
                        each.run().kind().metric().text(),
                        figure(each.actual()),
                        figure(each.predicted().value()),
                        figure(each.predicted().low90()),
                        figure(each.predicted().high90()),
                        share(each.relativeError()))));
        return Table.of(
                "runs",
                Map.of(),
                List.of(
                        Column.text("id"),
                        Column.text("metric"),
                        Column.decimal("actual", null),
                        Column.decimal("predicted", null),
                        Column.decimal("low", null),
                        Column.decimal("high", null),
                        Column.decimal("error", null)),
                rows,
                List.of());
    }

    private static List<Column> summaryColumns(String first) {
        return List.of(
                Column.text(first),
                Column.decimal("runs", null),
                Column.decimal("median_error", null),
                Column.decimal("p90_error", null),
                Column.decimal("coverage_80", null),
                Column.decimal("coverage_90", null),
                Column.decimal("spread", null));
    }

    private static List<List<@Nullable String>> summaries(
            List<Evaluation.Judged> judged, Function<Evaluation.Judged, String> by) {
        Map<String, List<Evaluation.Judged>> groups = new TreeMap<>();
        judged.forEach(each ->
                groups.computeIfAbsent(by.apply(each), _ -> new ArrayList<>()).add(each));
        List<List<@Nullable String>> rows = new ArrayList<>();
        groups.forEach((name, runs) -> rows.add(summary(name, runs)));
        return rows;
    }

    private static List<@Nullable String> summary(String name, List<Evaluation.Judged> runs) {
        return List.of(
                name,
                Integer.toString(runs.size()),
                share(quantile(runs, Evaluation.Judged::relativeError, 0.5)),
                share(quantile(runs, Evaluation.Judged::relativeError, 0.9)),
                share(runs.stream().filter(Evaluation.Judged::isWithin80).count() / (double) runs.size()),
                share(runs.stream().filter(Evaluation.Judged::isWithin90).count() / (double) runs.size()),
                share(quantile(runs, Evaluation.Judged::spread, 0.5)));
    }

    // by linear interpolation between the two nearest
    private static double quantile(List<Evaluation.Judged> runs, ToDoubleFunction<Evaluation.Judged> of, double level) {
        List<Double> sorted =
                new ArrayList<>(runs.stream().mapToDouble(of).boxed().toList());
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        Collections.sort(sorted);
        double at = level * (sorted.size() - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.size() - 1);
        return sorted.get(low) + (at - low) * (sorted.get(high) - sorted.get(low));
    }

    private static String family(Evaluation.Judged judged) {
        String family = judged.run().workload().family();
        return family == null ? "(none)" : family;
    }

    static String figure(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String share(double value) {
        return Double.isNaN(value)
                ? "-"
                : BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
}
