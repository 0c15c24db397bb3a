package dev.outlay.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What was fitted to the published runs: the variances of the kernel, and how many of its own standard deviations
/// an interval must be wide to hold what it promises.
///
/// The widths are quantiles of the errors of runs that were left out, alone or with their family (cross-conformal
/// prediction; Vovk 2015, Barber et al. 2021), apart for runs of a known and of a new family.
record Calibration(Kernel kernel, Map<Case, double[]> widths) {

    /// What an interval's width depends on, beside the variance.
    enum Case {
        LANGUAGE_KNOWN,
        LANGUAGE_NEW,
        SAMPLED_KNOWN,
        SAMPLED_NEW,
        UNCOUNTED_KNOWN,
        UNCOUNTED_NEW;

        static Case of(Features features, boolean known) {
            if (!features.counted()) {
                return known ? UNCOUNTED_KNOWN : UNCOUNTED_NEW;
            }
            if (features.domain() == Features.Domain.LANGUAGE) {
                return known ? LANGUAGE_KNOWN : LANGUAGE_NEW;
            }
            return known ? SAMPLED_KNOWN : SAMPLED_NEW;
        }
    }

    static final double[] LEVELS = {0.8, 0.9};
    // of a normal distribution, for cases with too few errors to tell
    private static final double[] NORMAL = {1.2816, 1.6449};
    private static final int ENOUGH = 10;

    static Calibration builtin() {
        Map<String, double[]> lines = read();
        Kernel kernel = Kernel.start();
        for (Kernel.Part part : Kernel.Part.values()) {
            kernel = kernel.with(part, Objects.requireNonNull(lines.get(part.name()), part.name())[0]);
        }
        Map<Case, double[]> widths = new EnumMap<>(Case.class);
        for (Case each : Case.values()) {
            widths.put(each, Objects.requireNonNull(lines.get(each.name()), each.name()));
        }
        return new Calibration(kernel, widths);
    }

    /// How many standard deviations an interval of 80 % and one of 90 % reach to each side.
    double[] widths(Case of) {
        return Objects.requireNonNull(widths.get(of), of.name());
    }

    /// The widths that a kernel needs to hold its promises on these observations.
    static Calibration of(Kernel kernel, List<Observation> observations) {
        var left = new LeaveOut(kernel, observations);
        Map<Case, List<Double>> scores = new EnumMap<>(Case.class);
        for (int[] family : LeaveOut.families(observations)) {
            for (int i : family) {
                Features features = observations.get(i).features();
                if (family.length > 1) {
                    scores.computeIfAbsent(Case.of(features, true), _ -> new ArrayList<>())
                            .add(Math.abs(left.score(i, left.withoutItself(i))));
                }
                scores.computeIfAbsent(Case.of(features, false), _ -> new ArrayList<>())
                        .add(Math.abs(left.score(i, left.withoutFamily(i))));
            }
        }
        Map<Case, double[]> widths = new EnumMap<>(Case.class);
        for (Case each : Case.values()) {
            List<Double> errors = scores.getOrDefault(each, List.of());
            widths.put(each, new double[] {width(errors, 0), width(errors, 1)});
        }
        return new Calibration(kernel, widths);
    }

    /// The lines of the file, to be read again by [#builtin].
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Kernel.Part part : Kernel.Part.values()) {
            lines.add(part.name() + "\t" + String.format(Locale.ROOT, "%.6g", kernel.of(part)));
        }
        widths.forEach((each, values) ->
                lines.add(each.name() + "\t" + String.format(Locale.ROOT, "%.4f\t%.4f", values[0], values[1])));
        return lines;
    }

    /// The quantile of a conformal interval: that of one error more than were seen.
    private static double width(List<Double> errors, int level) {
        int n = errors.size();
        if (n < ENOUGH) {
            return NORMAL[level];
        }
        List<Double> sorted = new ArrayList<>(errors);
        Collections.sort(sorted);
        int rank = (int) Math.ceil((n + 1) * LEVELS[level]);
        return sorted.get(Math.min(n, rank) - 1);
    }

    private static Map<String, double[]> read() {
        try (InputStream stream = Objects.requireNonNull(
                        Calibration.class.getResourceAsStream("calibration.txt"), "calibration");
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Map<String, double[]> lines = new HashMap<>();
            String line;
            while ((line = reader.readLine()) != null) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    String[] cells = line.split("\t", -1);
                    double[] values = new double[cells.length - 1];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = Double.parseDouble(cells[i + 1]);
                    }
                    lines.put(cells[0], values);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
