package dev.outlay.report;

import dev.outlay.ledger.Measure;
import dev.outlay.outlook.Anomalies;
import dev.outlay.outlook.Anomaly;
import dev.outlay.outlook.AnomalyQuestion;
import dev.outlay.outlook.Freshness;
import dev.outlay.outlook.SourceFreshness;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was unlike before, and why.
final class AnomaliesReport implements Report {

    private static final Duration DEFAULT = Duration.ofDays(30);
    private static final Parameter MIN_COST = Parameter.one(
            "min-cost",
            "500",
            "The smallest sum over or under the usual to tell, in the currency of the charges or the measure's unit"
                    + " (default: " + AnomalyQuestion.LEAST + ")");
    private static final Parameter MIN_PERCENT = Parameter.one(
            "min-percent",
            "40",
            "The smallest part of the usual to tell, in percent (default: "
                    + AnomalyQuestion.LEAST_SHARE.movePointRight(2) + ")");

    @Override
    public String name() {
        return "anomalies";
    }

    @Override
    public String description() {
        return "What was unlike before: since when, how much, and which team, region, price or runs made it so.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.addAll(List.of(MIN_COST, MIN_PERCENT, ForecastParameters.MEASURE));
        all.addAll(Filters.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "anomalies    # of the last 30 days",
                "anomalies --last 7d --min-cost 1000 --output json    # large ones of the last week, for a program");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Measure measure = ForecastParameters.measure(parameters);
        Span looked = Objects.requireNonNullElseGet(
                Period.of(parameters, desk.now()), () -> Period.upTo(desk.now(), DEFAULT));
        BigDecimal least = parameters.one(MIN_COST.name(), Texts::notNegative).orElse(AnomalyQuestion.LEAST);
        BigDecimal share = parameters
                .one(MIN_PERCENT.name(), Texts::notNegative)
                .map(percent -> percent.movePointLeft(2))
                .orElse(AnomalyQuestion.LEAST_SHARE);
        List<Anomaly> found = new Anomalies(desk.ledger(), desk.now())
                .find(new AnomalyQuestion(looked, measure, Filters.of(parameters), least, share));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("measure", measure.text());
        heading.put("from", looked.from().toString());
        heading.put("to", looked.to().toString());
        heading.put("found", Integer.toString(found.size()));
        return Table.of(
                name(),
                heading,
                columns(),
                found.stream().map(each -> row(each, measure)).toList(),
                notes(desk, least, share));
    }

    private static List<Column> columns() {
        return List.of(
                Column.text("what"),
                Column.text("kind"),
                Column.time("since"),
                Column.time("to"),
                Column.text("ongoing"),
                Column.decimal("excess", null),
                Column.decimal("per_day", null),
                Column.decimal("actual", null),
                Column.decimal("usual", null),
                Column.decimal("by_price", null),
                Column.decimal("by_quantity", null),
                Column.text("unit"),
                Column.text("cause"),
                Column.text("new_runs"),
                Column.text("id"));
    }

    private static List<@Nullable String> row(Anomaly anomaly, Measure measure) {
        return Arrays.asList(
                anomaly.sentence(),
                anomaly.kind().text(),
                anomaly.from().toString(),
                anomaly.to().toString(),
                Boolean.toString(anomaly.ongoing()),
                ForecastTables.two(anomaly.excess()),
                ForecastTables.two(anomaly.perDay()),
                ForecastTables.exact(measure, anomaly.actual()),
                ForecastTables.two(anomaly.usual()),
                two(anomaly.byPrice()),
                two(anomaly.byQuantity()),
                ForecastTables.unit(measure, anomaly.currency()),
                anomaly.cause().stream()
                        .map(filter -> filter.dimension().text() + "="
                                + filter.values().stream()
                                        .map(value -> value == null ? "" : value)
                                        .sorted()
                                        .collect(Collectors.joining("|")))
                        .collect(Collectors.joining(" ")),
                anomaly.newRuns().isEmpty() ? null : String.join(" ", anomaly.newRuns()),
                anomaly.id());
    }

    private static @Nullable String two(@Nullable BigDecimal value) {
        return value == null ? null : ForecastTables.two(value);
    }

    private static List<String> notes(Desk desk, BigDecimal least, BigDecimal share) {
        List<String> notes = new ArrayList<>();
        notes.add("told from " + least.toPlainString() + " and "
                + share.movePointRight(2).toPlainString()
                + " % over or under the usual on, against the course and the season of the weeks before; price and"
                + " quantity against the four weeks before");
        new Freshness(desk.ledger(), desk.now())
                .sources().stream()
                        .filter(source -> source.state() == SourceFreshness.State.LATE)
                        .forEach(source -> notes.add(source.kind().text() + " charges of "
                                + Objects.requireNonNullElse(source.provider(), "no provider") + " "
                                + Objects.requireNonNullElse(source.category(), "")
                                + " are late since " + source.chargedTo()
                                + ": what they lack is no anomaly, and what they hold is not looked at yet"));
        return notes;
    }
}
