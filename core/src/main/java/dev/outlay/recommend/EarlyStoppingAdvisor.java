package dev.outlay.recommend;

import dev.outlay.allocation.Progress;
import dev.outlay.forecast.Likely;
import dev.outlay.forecast.RunProgress;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs that go on although what is left of them is expected to lower the loss by less than one evaluation can
/// tell.
///
/// The threshold is the run's own noise; the plan is what the run says that it will make in all.
final class EarlyStoppingAdvisor implements Advisor {

    /// What runs call the number they will make in all.
    static final Map<Progress, List<String>> TOTALS = Map.of(
            Progress.EPOCHS,
            List.of("total_epochs", "max_epochs", "num_train_epochs", "num_epochs", "train/num_train_epochs"),
            Progress.STEPS,
            List.of("total_steps", "max_steps", "num_train_steps", "train_steps", "total_optimization_steps"));

    private static final String NEEDS = "words on a running run with its loss over at least six points, and its plan"
            + " (total_epochs or total_steps)";

    @Override
    public String name() {
        return "early-stopping";
    }

    @Override
    public Category category() {
        return Category.EARLY_STOPPING;
    }

    @Override
    public String asks() {
        return "Will the rest of this run lower its loss by more than one evaluation can tell?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return Optional.of(RunAdvice.lacks(
                        inquiry,
                        RunAdvice.told(inquiry).anyMatch(run -> planned(run).isPresent()),
                        NEEDS))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return RunAdvice.told(inquiry)
                .flatMap(run -> planned(run).flatMap(plan -> advice(run, plan, inquiry)).stream());
    }

    /// A run that goes on, its curve, and where in the curve's unit it is to end.
    private record Plan(RunCurve curve, double end, RunProgress pace, String basis) {}

    private static Optional<Plan> planned(RunFile run) {
        if (run.status().filter(RunStatus.RUNNING::equals).isEmpty()) {
            return Optional.empty();
        }
        return RunCurve.of(run).filter(curve -> curve.curve().falls()).flatMap(curve -> {
            List<RunProgress.Stretch> stretches = run.points().stretches(curve.unit());
            return stretches.isEmpty()
                    ? Optional.empty()
                    : end(run, curve.unit())
                            .filter(end -> end > curve.reached())
                            .map(end -> new Plan(curve, end, new RunProgress(stretches), "as the run's metrics say"));
        });
    }

    private static Optional<Double> end(RunFile run, Progress unit) {
        for (Map.Entry<Progress, List<String>> total : TOTALS.entrySet()) {
            Optional<BigDecimal> said = run.said(total.getValue());
            Optional<Double> ratio = run.points().ratio(unit, total.getKey());
            if (said.isPresent() && ratio.isPresent()) {
                return Optional.of(said.get().doubleValue() * ratio.get());
            }
        }
        return Optional.empty();
    }

    private Optional<Advice> advice(RunFile run, Plan plan, Inquiry inquiry) {
        RunCurve curve = plan.curve();
        double stop = Math.max(curve.reached(), curve.enough(plan.end(), curve.noise()));
        // less than one evaluation before the end is the end
        double step = curve.reached() / curve.points().size();
        if (plan.end() - stop < step || !(curve.noise() > 0)) {
            return Optional.empty();
        }
        Likely left = curve.curve().change(stop, plan.end());
        Likely seconds = plan.pace().secondsFor(plan.end() - stop);
        Money perSecond = perSecond(run);
        Money saving = money(perSecond, seconds.value());
        // the baseline is all that is still to come, of which a part is spared
        Likely all = plan.pace().secondsFor(plan.end() - curve.reached());
        Money baseline = money(perSecond, Math.max(all.high(), seconds.high()));
        var promise = new Promise(
                baseline, saving, money(perSecond, seconds.low()), money(perSecond, seconds.high()), Promise.Per.ONCE);
        String unit = curve.unit().text();
        List<Evidence> evidence = List.of(
                RunAdvice.said(run, curve.metric(), last(curve), "", "as last heard of"),
                RunAdvice.said(
                        run,
                        "fall that is left",
                        left.value(),
                        "",
                        "from " + unit + " " + RunAdvice.figure(stop) + " to " + RunAdvice.figure(plan.end())
                                + ", at most "
                                + RunAdvice.figure(left.high()) + ": power law through "
                                + curve.curve().points()
                                + " points, plan " + plan.basis()),
                RunAdvice.said(
                        run, "noise of one evaluation", curve.noise(), "", "median distance from neighbouring points"),
                RunAdvice.cost(run));
        String title = stop <= curve.reached()
                ? "Stop run " + run.run() + " now: what is left of it would not show in its " + curve.metric()
                : "Stop run " + run.run() + " at " + unit + " " + RunAdvice.figure(stop) + " of "
                        + RunAdvice.figure(plan.end());
        return Optional.of(new Advice(
                new Finding(name(), category(), RunAdvice.subject(run), inquiry.span()),
                title,
                evidence,
                Worth.of(promise, Worth.ComparedBy.RUN).saving(Duration.ofSeconds(Math.round(seconds.value()))),
                Certainty.of(
                        "0.9",
                        "the fall that is left stays below the noise in nineteen of twenty such curves, and the time"
                                + " within its bounds in nine of ten"),
                Action.command("outlay forecast run " + run.run() + " --metric " + curve.metric()),
                List.of(
                        "a learning rate that is about to be lowered makes the loss fall again",
                        "what is measured otherwise than by " + curve.metric() + " may still improve")));
    }

    private static double last(RunCurve curve) {
        return curve.points().getLast().metric();
    }

    private static Money perSecond(RunFile run) {
        Money cost = Objects.requireNonNull(run.spent().cost());
        return run.spent().seconds().signum() == 0
                ? Money.zero(cost.currency())
                : cost.dividedBy(run.spent().seconds());
    }

    private static Money money(Money perSecond, double seconds) {
        return perSecond.times(RunAdvice.decimal(seconds));
    }
}
