package dev.outlay.report;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.outlook.Planned;
import dev.outlay.outlook.PlannedRuns;
import dev.outlay.outlook.Projection;
import dev.outlay.outlook.Range;
import dev.outlay.outlook.Rhythm;
import dev.outlay.outlook.RunsCost;
import dev.outlay.outlook.SpendOutlook;
import dev.outlay.outlook.SpendQuestion;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where spend is heading: the sum at the end of a period with its interval, day by day or hour by hour where that
/// is asked for, with planned runs on top, and how good the same forecast was before.
final class ForecastReport implements Report {

    private static final Parameter BY =
            Parameter.many("by", "team", "Dimensions to forecast apart (team, provider, gpu-model, tag:KEY, ...)");
    private static final Parameter STEPS =
            Parameter.one("steps", "day", "Tell every day, or every hour of the next week, too: day or hour");
    private static final Parameter EVALUATE = Parameter.flag(
            "evaluate", "How the same forecast would have done on the days before: its errors and its coverage");
    private static final Parameter PLANNED_RUNS = Parameter.one(
            "planned-runs", "5", "Add so many runs, at the cost of the ledger's own runs that pass the filters");
    private static final Parameter RUNS_LIKE = Parameter.one(
            "runs-like", "segmenter-*", "Which runs the planned ones are like: a name, in which * stands for anything");
    private static final Parameter LIMIT =
            Parameter.one("limit", "10", "Show the groups with the largest expected sums only");

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public String description() {
        return "Where spend, GPU-hours, energy or carbon is heading, with its interval and its error before.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BY));
        all.addAll(ForecastParameters.PARAMETERS);
        all.addAll(Filters.PARAMETERS);
        all.addAll(List.of(STEPS, PLANNED_RUNS, RUNS_LIKE, EVALUATE, LIMIT));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "forecast    # what the month will have cost at its end",
                "forecast --by team --until quarter-end --evaluate    # by team, and how good such forecasts were",
                "forecast --measure gpu-hours --by gpu-model --until 2027-01-01    # how much capacity is needed",
                "forecast --team vision --planned-runs 5 --runs-like \"segmenter-*\"    # with five more runs");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Measure measure = ForecastParameters.measure(parameters);
        List<Dimension> by = parameters.many(BY.name(), Dimension::of);
        if (Set.copyOf(by).size() < by.size()) {
            throw new CallersMistake("by names a dimension twice: "
                    + String.join(", ", by.stream().map(Dimension::text).toList()));
        }
        var question = new SpendQuestion(measure, by, Filters.of(parameters));
        Span period = ForecastParameters.period(parameters, desk.now());
        LedgerReader ledger = desk.ledger();
        var outlook = new SpendOutlook(ledger, desk.now());
        List<RunsCost> runs = runs(parameters, question, desk);
        List<Projection> projections = outlook.project(question, period, planned(runs, period, desk)).stream()
                .sorted(Comparator.comparing(ForecastReport::size).reversed())
                .toList();
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(Integer.MAX_VALUE);
        List<Projection> shown = projections.stream().limit(limit).toList();
        List<Table> parts = new ArrayList<>();
        if (parameters.text(PLANNED_RUNS.name()).isPresent()) {
            parts.add(ForecastTables.runs(runs));
        }
        parameters
                .one(STEPS.name(), ForecastReport::rhythm)
                .ifPresent(rhythm -> parts.add(
                        ForecastTables.steps(question, outlook.paths(question, rhythm, end(rhythm, period, desk)))));
        if (parameters.flag(EVALUATE.name())) {
            Rhythm rhythm = parameters.one(STEPS.name(), ForecastReport::rhythm).orElse(Rhythm.DAILY);
            parts.add(ForecastTables.evaluation(question, outlook.evaluate(question, rhythm)));
        }
        return table(question, period, projections, shown, parts);
    }

    private Table table(
            SpendQuestion question,
            Span period,
            List<Projection> projections,
            List<Projection> shown,
            List<Table> parts) {
        Set<@Nullable String> currencies = new LinkedHashSet<>();
        projections.forEach(projection -> currencies.add(projection.currency()));
        String unit = currencies.size() == 1
                ? ForecastTables.unit(question.measure(), currencies.iterator().next())
                : null;
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("measure", question.measure().text());
        heading.put("from", period.from().toString());
        heading.put("to", period.to().toString());
        heading.put(
                "complete_to",
                projections.stream()
                        .map(projection -> projection.completeTo().toString())
                        .min(Comparator.naturalOrder())
                        .orElse(null));
        if (projections.size() > 1 && currencies.size() == 1) {
            heading.put(
                    "spent",
                    ForecastTables.exact(
                            question.measure(),
                            projections.stream().map(Projection::spent).reduce(BigDecimal.ZERO, BigDecimal::add)));
        }
        heading.put("unit", unit);
        return Table.of(
                name(),
                heading,
                ForecastTables.columns(question, unit),
                shown.stream().map(ForecastTables::row).toList(),
                notes(projections, shown),
                parts);
    }

    private static List<String> notes(List<Projection> projections, List<Projection> shown) {
        Set<String> notes = new LinkedHashSet<>();
        if (projections.isEmpty()) {
            notes.add("no charge was found in the half year before: import some with outlay import, or widen the"
                    + " filters");
        }
        boolean alike = shown.stream().map(Projection::basis).distinct().count() == 1;
        shown.forEach(projection -> notes.add((alike ? "" : named(projection)) + projection.basis()));
        shown.forEach(projection -> projection.remarks().forEach(remark -> notes.add(named(projection) + remark)));
        if (shown.size() < projections.size()) {
            notes.add(projections.size() - shown.size() + " smaller groups are not shown");
        }
        if (projections.size() > 1) {
            notes.add("intervals of groups do not add up: ask without --by for that of the whole");
        }
        return List.copyOf(notes);
    }

    private static String named(Projection projection) {
        String group = String.join(
                " ",
                Stream.concat(
                                projection.group().stream().map(value -> value == null ? "-" : value),
                                Stream.ofNullable(projection.currency()))
                        .toList());
        return projection.question().by().isEmpty() ? "" : group + ": ";
    }

    private static BigDecimal size(Projection projection) {
        Range expected = projection.expected();
        return expected == null ? projection.spent() : expected.value();
    }

    private static List<RunsCost> runs(Parameters parameters, SpendQuestion question, Desk desk) {
        if (parameters.text(PLANNED_RUNS.name()).isEmpty()) {
            if (parameters.text(RUNS_LIKE.name()).isPresent()) {
                throw new CallersMistake("runs-like says which runs planned ones are like: give planned-runs too");
            }
            return List.of();
        }
        int count = parameters.one(PLANNED_RUNS.name(), Texts::count).orElseThrow();
        String like = parameters.text(RUNS_LIKE.name()).orElse("*");
        try {
            List<RunsCost> costs = new PlannedRuns(desk.ledger(), desk.now())
                    .cost(
                            SpendQuestion.of(
                                    question.measure(), question.filters().toArray(new Filter[0])),
                            PlannedRuns.like(like),
                            count);
            if (costs.isEmpty()) {
                throw new CallersMistake("no run called " + like + " that passes the filters has ended, so nothing"
                        + " tells what one costs: see the runs there are with outlay report runs");
            }
            return costs;
        } catch (IllegalArgumentException e) {
            throw new CallersMistake("planned-runs: " + e.getMessage(), e);
        }
    }

    /// Planned runs come between now and the end of the period, on top of what goes on.
    private static List<Planned> planned(List<RunsCost> runs, Span period, Desk desk) {
        List<Planned> planned = new ArrayList<>();
        if (period.to().isAfter(desk.now())) {
            Span ahead = new Span(
                    period.from().isAfter(desk.now())
                            ? period.from()
                            : Span.dayOf(desk.now()).to().isBefore(period.to())
                                    ? Span.dayOf(desk.now()).to()
                                    : desk.now(),
                    period.to());
            for (RunsCost cost : runs) {
                Range together = cost.together();
                if (together != null) {
                    planned.add(new Planned(cost.planned() + " planned runs", cost.currency(), together, ahead, false));
                }
            }
        }
        return planned;
    }

    private static Instant end(Rhythm rhythm, Span period, Desk desk) {
        Instant week = Span.dayOf(desk.now()).from().plusSeconds(7 * 86_400L);
        return rhythm == Rhythm.HOURLY && period.to().isAfter(week) ? week : period.to();
    }

    private static Rhythm rhythm(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "day" -> Rhythm.DAILY;
            case "hour" -> Rhythm.HOURLY;
            default -> throw new IllegalArgumentException("day or hour is expected, not " + text);
        };
    }
}
