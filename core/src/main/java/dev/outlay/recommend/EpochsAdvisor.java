package dev.outlay.recommend;

import dev.outlay.forecast.Likely;
import dev.outlay.forecast.LossCurve;
import dev.outlay.ledger.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs that ended and would have come to the same loss, as far as one evaluation can tell, with fewer epochs.
///
/// The threshold is the run's own noise, half and twice of it for the interval. Where the loss had its lowest point
/// and rose clearly afterwards, what came after it was for nothing: three evaluations later one can tell
/// (Prechelt, Early stopping - but when?, 1998, calls that patience).
final class EpochsAdvisor implements Advisor {

    private static final int PATIENCE = 3;
    // three standard deviations: a rise that is none in one of a thousand
    private static final double CLEARLY = 3;
    private static final String NEEDS = "words on runs that ended, with their loss over at least six points";

    @Override
    public String name() {
        return "epochs";
    }

    @Override
    public Category category() {
        return Category.EPOCHS;
    }

    @Override
    public String asks() {
        return "Would fewer epochs have come to the same loss?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return Optional.of(RunAdvice.lacks(
                        inquiry,
                        RunAdvice.told(inquiry)
                                .anyMatch(
                                        run -> hasEnded(run) && RunCurve.of(run).isPresent()),
                        NEEDS))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return RunAdvice.told(inquiry)
                .filter(EpochsAdvisor::hasEnded)
                .flatMap(run -> RunCurve.of(run).flatMap(curve -> advice(run, curve, inquiry)).stream());
    }

    private static boolean hasEnded(RunFile run) {
        return run.status().filter(RunStatus.SUCCEEDED::equals).isPresent();
    }

    /// Where it could have ended, with the bounds of that, and why.
    private record Enough(double value, double early, double late, String why) {}

    private Optional<Advice> advice(RunFile run, RunCurve curve, Inquiry inquiry) {
        double end = curve.reached();
        if (!(curve.noise() > 0)) {
            return Optional.empty();
        }
        Optional<Enough> enough = overfitted(curve).or(() -> flat(curve));
        double resolution = end / curve.points().size();
        if (enough.isEmpty() || end - enough.get().value() < resolution) {
            return Optional.empty();
        }
        Enough found = enough.get();
        var part = new Likely((end - found.value()) / end, (end - found.late()) / end, (end - found.early()) / end);
        String unit = curve.unit().text();
        return Optional.of(new Advice(
                new Finding(name(), category(), RunAdvice.next(run), inquiry.span()),
                "Plan " + RunAdvice.figure(found.value()) + " " + unit + " in place of " + RunAdvice.figure(end)
                        + " for runs like " + run.run(),
                List.of(
                        RunAdvice.said(run, unit + " made", end, unit, "as last heard of"),
                        RunAdvice.said(run, unit + " that suffice", found.value(), unit, found.why()),
                        RunAdvice.said(
                                run,
                                "noise of one evaluation",
                                curve.noise(),
                                "",
                                "median distance of " + curve.metric() + " from neighbouring points"),
                        RunAdvice.cost(run)),
                Worth.of(RunAdvice.part(run, part, Promise.Per.RUN), Worth.ComparedBy.RUN)
                        .saving(RunAdvice.time(run, part.value())),
                Certainty.of("0.8", "the pace of a run is taken to be even; bounds at half and twice the noise"),
                Action.step("set the epochs of " + run.family() + " so that it ends at " + unit + " "
                        + RunAdvice.figure(found.value()) + ", with the learning rate's schedule scaled to that"),
                List.of(
                        "a schedule of the learning rate that ends earlier has another curve",
                        "another seed or other data may need more")));
    }

    private static Optional<Enough> flat(RunCurve curve) {
        if (!curve.curve().falls()) {
            return Optional.empty();
        }
        double end = curve.reached();
        double enough = curve.enough(end, curve.noise());
        return Optional.of(new Enough(
                enough,
                Math.min(enough, curve.enough(end, 2 * curve.noise())),
                Math.max(enough, curve.enough(end, curve.noise() / 2)),
                "from there on the power law through " + curve.curve().points() + " points falls by less than the"
                        + " noise, even at the better end of its interval"));
    }

    private static Optional<Enough> overfitted(RunCurve curve) {
        List<LossCurve.Point> points = curve.points();
        int lowest = 0;
        for (int i = 1; i < points.size(); i++) {
            lowest = points.get(i).metric() < points.get(lowest).metric() ? i : lowest;
        }
        int told = lowest + PATIENCE;
        double least = points.get(lowest).metric();
        boolean rises = told < points.size() - 1
                && points.subList(told, points.size()).stream()
                        .allMatch(point -> point.metric() - least > CLEARLY * curve.noise());
        return rises
                ? Optional.of(new Enough(
                        points.get(told).progress(),
                        points.get(lowest).progress(),
                        points.get(told).progress(),
                        "the lowest " + curve.metric() + ", " + RunAdvice.figure(least) + ", was reached at "
                                + RunAdvice.figure(points.get(lowest).progress()) + " and all from "
                                + RunAdvice.figure(points.get(told).progress())
                                + " on is higher by more than three times"
                                + " the noise"))
                : Optional.empty();
    }
}
