package dev.outlay.alert;

import dev.outlay.allocation.RunHistory;
import dev.outlay.forecast.Accelerators;
import dev.outlay.forecast.Interval;
import dev.outlay.forecast.LedgerRuns;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A run that goes on for longer than so many times what was expected of it.
///
/// What was expected is what the run itself says (`expected_hours`, `predicted_hours`, ...), else what is predicted
/// of the work it says it has to do; without either nothing is said.
final class JobOverTimeRule implements Rule {

    private static final List<String> SAID =
            List.of("expected_hours", "predicted_hours", "estimated_hours", "planned_hours");
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /// How many hours were expected, in what words, and on which grounds.
    private record Expected(BigDecimal hours, String words, String basis) {}

    @Override
    public String name() {
        return "job-over-time";
    }

    @Override
    public String description() {
        return "A run takes more than so many times the time that was expected of it.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.number("times", "2", "1", "1000", "Alert from so many times the expected time on"),
                Threshold.duration(
                        "heard",
                        "6h",
                        Duration.ofMinutes(1),
                        Duration.ofDays(366),
                        "A run that was heard of so recently is taken to go on until now"));
    }

    @Override
    public List<String> labels() {
        return Say.OWNERS;
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        var sheet = new Judgement.Sheet();
        for (RunHistory history : situation.histories().values()) {
            Run last = history.attempts().getLast();
            if (last.status() != RunStatus.RUNNING) {
                continue;
            }
            Instant until = until(watch, last, situation.now());
            Duration taken = taken(history, until);
            String subject = "run " + history.run();
            Optional<Expected> expected = expected(history, last, taken, situation);
            if (expected.isEmpty()) {
                sheet.leaveOpen(subject, "nothing says how long it was to take");
                continue;
            }
            BigDecimal hours = BigDecimal.valueOf(taken.toSeconds()).divide(SECONDS_PER_HOUR, MathContext.DECIMAL64);
            BigDecimal limit = expected.get().hours().multiply(watch.number("times"));
            if (hours.compareTo(limit) > 0) {
                sheet.add(finding(subject, history, last, hours, expected.get(), until));
            }
        }
        return sheet.judgement();
    }

    private static Finding finding(
            String subject, RunHistory history, Run last, BigDecimal hours, Expected expected, Instant until) {
        BigDecimal times = hours.divide(expected.hours(), MathContext.DECIMAL64);
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("hours taken", Say.figure(hours) + " h");
        figures.put("hours expected", expected.words());
        figures.put("times", Say.figure(times));
        figures.put("basis", expected.basis());
        figures.put("known to run until", Wording.minute(until));
        Map<String, String> labels = Say.labels(last.owner());
        labels.put("run", history.run());
        return Finding.of(
                subject,
                true,
                "The run " + history.run() + " has taken " + Say.figure(hours) + " h, " + Say.figure(times)
                        + " times the " + expected.words() + " expected, and goes on.",
                figures,
                List.of(last.origin().id()),
                labels);
    }

    /// How long the attempts took, of which the last goes on.
    private static Duration taken(RunHistory history, Instant until) {
        Duration taken = Duration.ZERO;
        for (Run attempt : history.attempts()) {
            Instant start = RunHistory.start(attempt);
            Instant end = attempt.attempt() == history.attempts().getLast().attempt()
                    ? until
                    : RunHistory.end(attempt).orElse(attempt.at());
            if (end.isAfter(start)) {
                taken = taken.plus(Duration.between(start, end));
            }
        }
        return taken;
    }

    /// Up to when an attempt is known to have run: its last word, or now where that is not long ago. A tracker that
    /// is no longer read would otherwise let every run go on for ever.
    private static Instant until(Watch watch, Run last, Instant now) {
        Instant word = last.span() == null || last.span().to().isBefore(last.at())
                ? last.at()
                : last.span().to();
        return word.isBefore(now.minus(watch.duration("heard"))) ? word : now;
    }

    private static Optional<Expected> expected(RunHistory history, Run last, Duration taken, Situation situation) {
        for (String name : SAID) {
            Optional<BigDecimal> said = history.metric(name);
            if (said.isPresent() && said.get().signum() > 0) {
                return Optional.of(new Expected(
                        said.get(), Say.figure(said.get()) + " h", "as the run's metric " + name + " says"));
            }
        }
        return on(history.run(), taken, situation)
                .flatMap(accelerators -> LedgerRuns.planned(last, accelerators))
                .flatMap(planned -> predicted(planned, situation));
    }

    private static Optional<Expected> predicted(TrainingRun planned, Situation situation) {
        Double count = planned.accelerators().count();
        if (count == null) {
            return Optional.empty();
        }
        try {
            Interval hours = situation.predictor().predict(planned).interval().times(1 / count);
            return Optional.of(new Expected(
                    BigDecimal.valueOf(hours.value()),
                    Say.figure(BigDecimal.valueOf(hours.value())) + " h ("
                            + Say.figure(BigDecimal.valueOf(hours.low90())) + " to "
                            + Say.figure(BigDecimal.valueOf(hours.high90())) + " h with 90 %)",
                    "predicted of the work that the run's metrics say, on " + Math.round(count) + " x "
                            + planned.accelerators().name()));
        } catch (IllegalArgumentException e) {
            // what the predictor cannot reckon with, it expects nothing of
            return Optional.empty();
        }
    }

    /// The GPUs that a run was charged for, where they are of one model.
    private static Optional<Accelerators> on(String run, Duration taken, Situation situation) {
        Totals totals = situation
                .ledger()
                .totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .by(Dimension.Named.GPU_MODEL)
                        .where(new Filter(Dimension.Named.RUN, Set.of(run))));
        List<Totals.Row> rows = totals.rows().stream()
                .filter(row -> row.measures().getFirst() != null)
                .toList();
        if (rows.size() != 1 || !taken.isPositive()) {
            return Optional.empty();
        }
        String model = rows.getFirst().dimensions().getFirst();
        BigDecimal seconds = rows.getFirst().measures().getFirst();
        if (model == null || seconds == null || seconds.signum() <= 0) {
            return Optional.empty();
        }
        double count = Math.max(1, Math.round(seconds.doubleValue() / taken.toSeconds()));
        return Optional.of(new Accelerators(model, count));
    }
}
