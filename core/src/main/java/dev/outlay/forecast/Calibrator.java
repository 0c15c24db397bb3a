package dev.outlay.forecast;

import dev.outlay.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Fits the variances of the kernel to runs with known outcomes: those under which runs left out, alone and by
/// family, are least surprising.
public final class Calibrator {

    private static final double STUDENT = 5;
    private static final double LEAST = 1e-5;
    private static final double MOST = 6;
    private static final int SWEEPS = 14;

    private final List<Observation> observations;
    private final double[] weights;

    /// The lines of the calibration that ships, fitted anew to the published runs; `tools/forecast/Calibrate.java`
    /// writes them. Takes less than a minute and gives the same lines every time.
    public static List<String> calibrate(Catalog catalog, Consumer<String> progress) {
        List<Observation> observations = PublishedRuns.all().stream()
                .flatMap(run -> Observation.of(run, catalog).stream())
                .toList();
        Kernel kernel = new Calibrator(observations).fit(SWEEPS, Kernel.start(), progress);
        List<String> lines = new ArrayList<>();
        lines.add("# Fitted to " + observations.size()
                + " published runs by tools/forecast/Calibrate.java; see docs/concepts/prediction.md. Do not edit by"
                + " hand.");
        lines.addAll(Calibration.of(kernel, observations).lines());
        return lines;
    }

    Calibrator(List<Observation> observations) {
        this.observations = observations;
        weights = new double[observations.size()];
        // a family of many rows says less about the next family than as many families would
        for (int[] family : LeaveOut.families(observations)) {
            for (int i : family) {
                weights[i] = 1 / Math.pow(family.length, Calibration.FAMILY_EXPONENT);
            }
        }
    }

    Kernel fit(int sweeps, Kernel from, Consumer<String> progress) {
        Kernel best = from;
        double least = surprise(best);
        double step = Math.log(3);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (Kernel.Part part : Kernel.Part.values()) {
                for (double direction : new double[] {step, -step}) {
                    double value = Math.max(least(part), Math.min(limit(part), best.of(part) * Math.exp(direction)));
                    Kernel tried = best.with(part, value);
                    double surprise = surprise(tried);
                    if (surprise < least) {
                        least = surprise;
                        best = tried;
                        break;
                    }
                }
            }
            progress.accept("sweep " + sweep + " " + least);
            step *= 0.8;
        }
        return best;
    }

    // figures are rounded and machines differ, so no run says more than this
    private static double least(Kernel.Part part) {
        return switch (part) {
            case NOISE_OF_RATES, NOISE_OF_RUNS, NOISE_OF_UNCOUNTED -> 0.002;
            case NOISE_OF_LANGUAGE_RUNS -> 0.01;
            // how much work a run is that nobody counted may be off by an order of magnitude
            case UNCOUNTED -> 0.5;
            // a family, and a program of a model, differ by some percent, whatever few families show
            case FAMILY, MODEL_OF_FAMILY -> 0.005;
            case UNCOUNTED_MODEL -> 1.5;
            default -> LEAST;
        };
    }

    private static double limit(Kernel.Part part) {
        return switch (part) {
            case REACH, REACH_IN_FAMILY -> 30;
            // physics knows the rates of formats and chips, so what is left of them is small
            case GENERATION, GENERATION_OF_DOMAIN, CHIP, FORMAT_OF_GENERATION, FORMAT_OF_DOMAIN -> 0.03;
            default -> MOST;
        };
    }

    /// The mean negative logarithm of the density that runs left out were given, with tails heavier than a normal
    /// distribution's, so that few odd runs do not decide.
    double surprise(Kernel kernel) {
        var left = new LeaveOut(kernel, observations);
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < observations.size(); i++) {
            double alone = density(
                    left.score(i, left.withoutItself(i)), left.withoutItself(i).variance());
            double family = density(
                    left.score(i, left.withoutFamily(i)), left.withoutFamily(i).variance());
            // how much work is a run that nobody counted is not to be told from other models
            boolean counted = observations.get(i).features().counted();
            sum += weights[i] * (alone + (counted ? family : 0));
            weight += (counted ? 2 : 1) * weights[i];
        }
        double prior = 0;
        for (Kernel.Part part : Kernel.Part.values()) {
            double away = Math.log(kernel.of(part) / part.start());
            prior += away * away;
        }
        return sum / weight + prior * 2e-4;
    }

    private static double density(double score, double variance) {
        return (STUDENT + 1) / 2 * Math.log1p(score * score / STUDENT) + Math.log(variance) / 2;
    }
}
