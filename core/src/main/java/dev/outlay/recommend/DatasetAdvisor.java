package dev.outlay.recommend;

import dev.outlay.forecast.Likely;
import dev.outlay.forecast.LossCurve;
import dev.outlay.ledger.RunStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs of one model on more data than its results can tell: from runs of it on different amounts.
///
/// The loss at the end follows the amount of data as a power law (Hestness and others 2017, arXiv 1712.00409). The
/// amount is enough where more lowers the loss by less than the noise of the runs around that law.
final class DatasetAdvisor implements Advisor {

    private static final List<String> SIZES =
            List.of("dataset_size", "train_samples", "num_train_samples", "dataset_samples", "dataset_tokens");
    private static final List<String> LOSSES =
            List.of("val_loss", "validation_loss", "eval_loss", "eval/loss", "test_loss", "loss", "train_loss");
    private static final String NEEDS =
            "six runs of one model and project that ended, each with dataset_size and its loss";

    @Override
    public String name() {
        return "dataset";
    }

    @Override
    public Category category() {
        return Category.DATASET;
    }

    @Override
    public String asks() {
        return "Would less data have come to the same loss?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return Optional.of(RunAdvice.lacks(
                        inquiry,
                        families(inquiry).values().stream().anyMatch(family -> family.size() >= LossCurve.FEWEST),
                        NEEDS))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return families(inquiry).values().stream().flatMap(family -> advice(family, inquiry).stream());
    }

    /// A run with the data it learned from and the loss it came to.
    private record Point(RunFile run, double size, double loss) {}

    private static Map<String, List<Point>> families(Inquiry inquiry) {
        return RunAdvice.told(inquiry)
                .filter(run -> run.status().filter(RunStatus.SUCCEEDED::equals).isPresent())
                .flatMap(run -> point(run).stream())
                .collect(Collectors.groupingBy(point -> point.run().family(), TreeMap::new, Collectors.toList()));
    }

    private static Optional<Point> point(RunFile run) {
        Optional<BigDecimal> size = run.said(SIZES).filter(value -> value.signum() > 0);
        Optional<BigDecimal> loss = run.said(LOSSES);
        return size.isPresent() && loss.isPresent()
                ? Optional.of(
                        new Point(run, size.get().doubleValue(), loss.get().doubleValue()))
                : Optional.empty();
    }

    private Optional<Advice> advice(List<Point> family, Inquiry inquiry) {
        List<Point> points =
                family.stream().sorted(Comparator.comparingDouble(Point::size)).toList();
        List<LossCurve.Point> curvePoints = new ArrayList<>();
        points.forEach(point -> curvePoints.add(new LossCurve.Point(point.size(), point.loss())));
        Optional<LossCurve> law = LossCurve.of(curvePoints).filter(LossCurve::falls);
        if (law.isEmpty()) {
            return Optional.empty();
        }
        LossCurve curve = law.get();
        Point largest = points.getLast();
        double noise = noise(curve, points);
        double enough = enough(curve, points, noise);
        if (!(noise > 0) || enough >= largest.size()) {
            return Optional.empty();
        }
        Point sufficient = points.stream()
                .filter(point -> point.size() >= enough)
                .findFirst()
                .orElseThrow();
        if (sufficient.size() >= largest.size()) {
            return Optional.empty();
        }
        RunFile run = largest.run();
        double part = 1 - sufficient.size() / largest.size();
        Likely change = curve.change(sufficient.size(), largest.size());
        // a run on less data costs that part less at the least epochs; what is fixed of it is not spared
        double seen = spared(sufficient.run(), run).orElse(part);
        var likely = new Likely(Math.min(part, seen), Math.min(0, seen), Math.max(part, seen));
        return Optional.of(new Advice(
                new Finding(name(), category(), RunAdvice.next(run), inquiry.span()),
                "Train " + run.family() + " on " + RunAdvice.percent(sufficient.size() / largest.size())
                        + " of the data that " + run.run() + " had",
                List.of(
                        RunAdvice.said(run, "data", largest.size(), "", "of the run with the most"),
                        RunAdvice.said(
                                sufficient.run(),
                                "data that suffices",
                                sufficient.size(),
                                "",
                                "run " + sufficient.run().run() + " was made with it"),
                        RunAdvice.said(
                                run,
                                "fall for the rest",
                                change.value(),
                                "",
                                "at most " + RunAdvice.figure(change.high()) + ": power law through " + points.size()
                                        + " runs, noise " + RunAdvice.figure(noise)),
                        RunAdvice.cost(run)),
                Worth.of(RunAdvice.part(run, likely, Promise.Per.RUN), Worth.ComparedBy.RUN)
                        .saving(RunAdvice.time(run, likely.value())),
                Certainty.of("0.6", points.size() + " runs on different amounts of data, and a law seen elsewhere"),
                Action.step("train on a sample of " + RunAdvice.figure(sufficient.size()) + " of "
                        + RunAdvice.figure(largest.size()) + ", drawn at random and kept the same from run to run"),
                List.of("rare cases are in the data that is left out", "a loss says little of how a model behaves")));
    }

    private static Optional<Double> spared(RunFile less, RunFile more) {
        return less.spent().cost() == null
                        || more.spent().cost() == null
                        || more.spent().cost().amount().signum() <= 0
                        || !less.spent()
                                .cost()
                                .currency()
                                .equals(more.spent().cost().currency())
                ? Optional.empty()
                : Optional.of(1
                        - less.spent().cost().amount().doubleValue()
                                / more.spent().cost().amount().doubleValue());
    }

    private static double noise(LossCurve curve, List<Point> points) {
        double squares = 0;
        for (Point point : points) {
            double off = point.loss() - curve.at(point.size()).value();
            squares += off * off;
        }
        // the law has three parameters
        return Math.sqrt(squares / Math.max(1, points.size() - 3));
    }

    private static double enough(LossCurve curve, List<Point> points, double noise) {
        double most = points.getLast().size();
        return points.stream()
                .mapToDouble(Point::size)
                .filter(size -> size < most && curve.change(size, most).high() < noise)
                .min()
                .orElse(most);
    }
}
