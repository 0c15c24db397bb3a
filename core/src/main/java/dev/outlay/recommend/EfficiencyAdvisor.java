package dev.outlay.recommend;

import dev.outlay.allocation.Progress;
import dev.outlay.forecast.Likely;
import dev.outlay.forecast.RunProgress.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs that were slower in some epochs than in most: against the run's own median pace.
///
/// A stretch is slow when its pace is above the median by more than 3.5 deviations, the deviation being the median
/// distance from the median (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). What it took longer
/// than the median pace, less what runs vary anyway, is lost.
final class EfficiencyAdvisor implements Advisor {

    private static final double OUTLIER = 3.5;
    private static final double MEDIAN_TO_DEVIATION = 1.4826;
    private static final int FEWEST = 6;
    private static final String NEEDS = "words on a run at seven times or more, with its epochs or steps";

    @Override
    public String name() {
        return "efficiency";
    }

    @Override
    public Category category() {
        return Category.EFFICIENCY;
    }

    @Override
    public String asks() {
        return "Were some epochs of this run slower than the rest of it?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return Optional.of(RunAdvice.lacks(
                        inquiry,
                        RunAdvice.told(inquiry).anyMatch(run -> stretches(run).size() >= FEWEST),
                        NEEDS))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return RunAdvice.told(inquiry).flatMap(run -> advice(run, inquiry).stream());
    }

    private static List<Stretch> stretches(RunFile run) {
        List<Stretch> most = List.of();
        for (Progress unit : List.of(Progress.EPOCHS, Progress.STEPS, Progress.SAMPLES, Progress.TOKENS)) {
            List<Stretch> each = run.points().stretches(unit);
            most = each.size() > most.size() ? each : most;
        }
        // starting up is not a slow epoch
        return most.size() > FEWEST ? most.subList(1, most.size()) : most;
    }

    private Optional<Advice> advice(RunFile run, Inquiry inquiry) {
        List<Stretch> stretches = stretches(run);
        if (stretches.size() < FEWEST) {
            return Optional.empty();
        }
        List<Double> paces = stretches.stream()
                .map(each -> each.seconds() / each.units())
                .sorted()
                .toList();
        double median = quantile(paces, 0.5);
        List<Double> distances =
                paces.stream().map(pace -> Math.abs(pace - median)).sorted().toList();
        double deviation = MEDIAN_TO_DEVIATION * quantile(distances, 0.5);
        double limit = median + OUTLIER * Math.max(deviation, median * 1e-3);
        List<Stretch> slow = new ArrayList<>();
        stretches.stream().filter(each -> each.seconds() / each.units() > limit).forEach(slow::add);
        if (slow.isEmpty()) {
            return Optional.empty();
        }
        double all = stretches.stream().mapToDouble(Stretch::seconds).sum();
        var part = new Likely(
                lost(slow, median) / all,
                lost(slow, median + deviation) / all,
                lost(slow, Math.max(0, median - deviation)) / all);
        double slowest = slow.stream()
                .mapToDouble(each -> each.seconds() / each.units())
                .max()
                .orElseThrow();
        return Optional.of(new Advice(
                new Finding(name(), category(), RunAdvice.subject(run), inquiry.span()),
                slow.size() + " of " + stretches.size() + " stretches of run " + run.run() + " were up to "
                        + RunAdvice.figure(slowest / median) + " times as slow as the rest",
                List.of(
                        RunAdvice.said(
                                run, "median pace", median, "s", "of " + stretches.size() + " stretches of progress"),
                        RunAdvice.said(run, "slowest pace", slowest, "s", "the limit is " + RunAdvice.figure(limit)),
                        RunAdvice.said(
                                run, "slow stretches", slow.size(), "", "above the median by more than 3.5 deviations"),
                        RunAdvice.cost(run)),
                Worth.of(RunAdvice.part(run, part, Promise.Per.RUN), Worth.ComparedBy.RUN)
                        .saving(RunAdvice.time(run, part.value())),
                Certainty.of("0.5", "that it was slow is measured; that the cause can be removed is not known"),
                Action.step(
                        "look at what else ran on " + where(run) + " and at the input pipeline in the slow stretches;"
                                + " outlay report run --id " + run.run() + " shows its attempts"),
                List.of("evaluation and checkpoints within a stretch make it slow on purpose")));
    }

    private static double lost(List<Stretch> slow, double pace) {
        return slow.stream()
                .mapToDouble(each -> Math.max(0, each.seconds() - pace * each.units()))
                .sum();
    }

    private static double quantile(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1.0, part * sorted.size()));
    }

    private static String where(RunFile run) {
        String node = run.spent().place().node();
        return node == null ? "its machines" : node;
    }
}
