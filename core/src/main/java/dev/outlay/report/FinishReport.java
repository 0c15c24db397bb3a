package dev.outlay.report;

import dev.outlay.allocation.Progress;
import dev.outlay.forecast.Likely;
import dev.outlay.forecast.LossCurve;
import dev.outlay.forecast.RunPoints;
import dev.outlay.forecast.RunProgress;
import dev.outlay.forecast.RunProgress.Stretch;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.report.FinishScenarios.Scenario;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a run will be done and what it will still cost, from its progress so far, with what it would be otherwise.
final class FinishReport implements Report {

    /// The run that is asked about.
    static final Parameter RUN = Parameter.one("run", "train-llama", "The run that goes on");

    private static final Parameter METRIC =
            Parameter.one("metric", "val_loss", "The metric whose curve is continued (default: loss)");
    private static final int DIGITS = 6;

    @Override
    public String name() {
        return "finish";
    }

    @Override
    public String description() {
        return "When a run will be done and what it will still cost, with its interval and what-ifs.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(RUN));
        all.addAll(FinishQuestion.PARAMETERS);
        all.add(METRIC);
        all.addAll(FinishScenarios.PARAMETERS);
        all.addAll(List.of(
                RunSpend.PER_HOUR,
                RunSpend.PROVIDER,
                RunSpend.INSTANCE,
                RunSpend.REGION,
                RunSpend.COUNT,
                RunSpend.CAPACITY));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "forecast run train-llama --remaining-epochs 10    # hours and money until it is done",
                "forecast run train-llama --total-steps 100000 --what-if-stop 20000 --metric val_loss    # stop early?");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        String run = parameters.required(RUN);
        var points = new RunPoints(words(run, desk));
        FinishQuestion question = FinishQuestion.of(parameters, points, run);
        Pace pace = pace(question, points, run);
        RunSpend spend = RunSpend.of(run, parameters, desk);
        String metric = parameters.text(METRIC.name()).orElse("loss");
        LossCurve curve = LossCurve.of(points.curve(pace.unit(), metric)).orElse(null);
        double reached = points.reached(pace.unit()).orElseThrow().doubleValue();
        double left = question.remaining().doubleValue() * pace.perAsked();
        var scenarios = new FinishScenarios(pace.progress(), reached, left, pace.perAsked(), curve);
        List<Scenario> all = scenarios.all(parameters);
        Scenario plan = all.getFirst();
        Run last = points.latest().getLast();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("run", run);
        heading.put("status", last.status().text());
        heading.put("as_of", RunPoints.when(last).toString());
        heading.put("unit", pace.unit().text());
        heading.put("reached", figure(reached));
        heading.put("remaining", figure(left));
        heading.put("hours_left", hours(plan.seconds().value()));
        heading.put("hours_left_low", hours(plan.seconds().low()));
        heading.put("hours_left_high", hours(plan.seconds().high()));
        heading.put("done_at", at(last, plan.seconds().value()));
        heading.put("done_at_low", at(last, plan.seconds().low()));
        heading.put("done_at_high", at(last, plan.seconds().high()));
        heading.put("cost_so_far", Texts.moneyOrNull(spend.soFar()));
        heading.put("cost_left", cost(spend, plan.seconds().value()));
        heading.put("cost_left_low", cost(spend, plan.seconds().low()));
        heading.put("cost_left_high", cost(spend, plan.seconds().high()));
        heading.put("cost_in_all", inAll(spend, plan));
        heading.put("currency", currency(spend));
        heading.put(
                "cost_per_hour",
                spend.perHour() == null
                        ? null
                        : Texts.moneyOrNull(spend.perHour().rounded(DIGITS)));
        heading.put("price_basis", spend.perHour() == null ? null : spend.basis());
        heading.put("stretches", Integer.toString(pace.progress().stretches()));
        return Table.of(
                name(),
                heading,
                columns(currency(spend), metric),
                all.stream().map(each -> row(each, plan, spend)).toList(),
                notes(question, pace, spend, curve, metric, last, desk));
    }

    /// The pace in the unit in which most is known, and how many of it make one of the unit that was asked in.
    private record Pace(Progress unit, RunProgress progress, double perAsked) {}

    private static Pace pace(FinishQuestion question, RunPoints points, String run) {
        Pace best = null;
        for (Progress unit : Progress.values()) {
            List<Stretch> stretches = points.stretches(unit);
            Optional<Double> per = points.ratio(unit, question.unit());
            boolean better = best == null
                    || stretches.size() > best.progress().stretches()
                    || (stretches.size() == best.progress().stretches() && unit == question.unit());
            if (!stretches.isEmpty() && per.isPresent() && better) {
                best = new Pace(unit, new RunProgress(stretches), per.get());
            }
        }
        if (best == null) {
            throw new CallersMistake("the run '" + run + "' does not say how far it came in "
                    + question.unit().text()
                    + " and when: import its progress with outlay import runs, one row for each time that it was heard"
                    + " of (docs/reference/runs-file.md)");
        }
        return best;
    }

    private static List<Run> words(String run, Desk desk) {
        List<Run> words;
        try (Stream<Run> facts = desk.ledger().facts(Run.class, Span.EVER)) {
            words = facts.filter(fact -> fact.run().equals(run)).toList();
        }
        if (words.isEmpty()) {
            throw RunReport.unknown(run, new RunLedger(desk.ledger()).histories());
        }
        return words;
    }

    private static List<Column> columns(@Nullable String currency, String metric) {
        return List.of(
                Column.text("scenario"),
                Column.decimal("hours", "h"),
                Column.decimal("hours_low", "h"),
                Column.decimal("hours_high", "h"),
                Column.decimal("cost", currency),
                Column.decimal("cost_low", currency),
                Column.decimal("cost_high", currency),
                Column.decimal("saved", currency),
                Column.decimal(metric, null),
                Column.decimal("metric_low", null),
                Column.decimal("metric_high", null),
                Column.decimal("metric_change", null),
                Column.decimal("change_low", null),
                Column.decimal("change_high", null),
                Column.text("risk"));
    }

    private static List<@Nullable String> row(Scenario scenario, Scenario plan, RunSpend spend) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(scenario.name());
        row.addAll(each(scenario.seconds(), FinishReport::hours));
        row.addAll(each(scenario.seconds(), seconds -> cost(spend, seconds)));
        Money planned = money(spend, plan.seconds().value());
        Money otherwise = money(spend, scenario.seconds().value());
        row.add(planned == null || otherwise == null ? null : Texts.moneyOrNull(planned.minus(otherwise)));
        row.addAll(each(scenario.metric(), FinishReport::figure));
        row.addAll(each(scenario.change(), FinishReport::figure));
        row.add(scenario.risk());
        return row;
    }

    private interface Writer {
        @Nullable
        String of(double value);
    }

    private static List<@Nullable String> each(@Nullable Likely likely, Writer writer) {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(likely == null ? null : writer.of(likely.value()));
        texts.add(likely == null ? null : writer.of(likely.low()));
        texts.add(likely == null ? null : writer.of(likely.high()));
        return texts;
    }

    private static List<String> notes(
            FinishQuestion question,
            Pace pace,
            RunSpend spend,
            @Nullable LossCurve curve,
            String metric,
            Run last,
            Desk desk) {
        List<String> notes = new ArrayList<>();
        notes.add("low and high hold nine of ten such runs: from the variation of "
                + pace.progress().stretches() + " stretches of progress in "
                + pace.unit().text() + "; without further interruptions");
        notes.add("what is left: " + question.basis());
        if (pace.progress().warmedUp()) {
            notes.add("the first stretch was slow to start and tells nothing of the pace");
        }
        if (last.status() != RunStatus.RUNNING) {
            notes.add("the run " + last.status().text() + " at " + RunPoints.when(last)
                    + ": this is what going on would take");
        } else if (RunPoints.when(last).plus(1, ChronoUnit.HOURS).isBefore(desk.now())) {
            notes.add("it was last heard of "
                    + Duration.between(RunPoints.when(last), desk.now()).toHours() + " hours ago, at "
                    + RunPoints.when(last));
        }
        if (spend.perHour() == null) {
            notes.add("what an hour of it costs is not known: "
                    + Objects.requireNonNullElse(spend.basis(), "no priced charge names the run")
                    + "; give per-hour, or provider and instance");
        }
        if (spend.unpriced() > 0) {
            notes.add(spend.unpriced() + " charges of the run have no price, so its cost is too low");
        }
        notes.add(
                curve == null
                        ? "no curve of " + metric + ": it takes at least " + LossCurve.FEWEST
                                + " points of progress that say it, over some way; what-ifs then tell time and money"
                                + " only"
                        : metric + " is continued as a power law towards " + figure(curve.asymptote()) + ", from "
                                + curve.points() + " points; it " + (curve.falls() ? "falls" : "rises"));
        return notes;
    }

    private static @Nullable String inAll(RunSpend spend, Scenario plan) {
        Money left = money(spend, plan.seconds().value());
        return spend.soFar() == null || left == null
                ? null
                : Texts.money(spend.soFar().plus(left).amount());
    }

    private static @Nullable String cost(RunSpend spend, double seconds) {
        return Texts.moneyOrNull(money(spend, seconds));
    }

    /// To the cent: what is left is an estimate.
    private static @Nullable Money money(RunSpend spend, double seconds) {
        return spend.perHour() == null
                ? null
                : spend.perHour().times(BigDecimal.valueOf(seconds / 3600)).rounded(2);
    }

    private static @Nullable String currency(RunSpend spend) {
        return spend.perHour() != null
                ? spend.perHour().currency()
                : Optional.ofNullable(spend.soFar()).map(Money::currency).orElse(null);
    }

    private static String at(Run last, double seconds) {
        Instant done = RunPoints.when(last).plusSeconds(Math.round(seconds));
        return done.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String hours(double seconds) {
        return BigDecimal.valueOf(seconds / 3600)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /// A figure that is no money, with as many digits as it is worth.
    static String figure(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }
}
