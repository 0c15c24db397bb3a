package dev.outlay.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
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

    /// What an interval's width depends on, beside the variance: what is predicted, and how near a run was known.
    enum Case {
        LANGUAGE_NEW,
        LANGUAGE_FAMILY,
        LANGUAGE_MODEL,
        SAMPLED_NEW,
        SAMPLED_FAMILY,
        SAMPLED_MODEL,
        UNCOUNTED_NEW,
        UNCOUNTED_MODEL;

        static Case of(Features features, Known known) {
            if (!features.counted()) {
                return known == Known.MODEL ? UNCOUNTED_MODEL : UNCOUNTED_NEW;
            }
            boolean language = features.domain() == Features.Domain.LANGUAGE;
            return switch (known) {
                case NOTHING -> language ? LANGUAGE_NEW : SAMPLED_NEW;
                case FAMILY -> language ? LANGUAGE_FAMILY : SAMPLED_FAMILY;
                case MODEL -> language ? LANGUAGE_MODEL : SAMPLED_MODEL;
            };
        }
    }

    /// How near to a run those are that were learned from: of its family, of its model in its family (or of its
    /// model alone, where its work was not counted), or neither.
    enum Known {
        NOTHING,
        FAMILY,
        MODEL;

        /// What an observation adds to what was known of a run.
        Known and(Features run, Features other) {
            if (this == MODEL) {
                return this;
            }
            boolean family = run.family() != null && run.family().equals(other.family());
            boolean model = run.architecture() == other.architecture()
                    && run.model().equals(other.model())
                    && run.counted() == other.counted();
            if (model && (family || !run.counted())) {
                return MODEL;
            }
            return family ? FAMILY : this;
        }
    }

    // what lines of widths start with: a variance may have the name of a case
    private static final String WIDTH = "width of ";
    static final double[] LEVELS = {0.8, 0.9};
    // of a normal distribution, for cases with too few errors to tell
    private static final double[] NORMAL = {1.2816, 1.6449};
    private static final int ENOUGH = 10;
    static final double FAMILY_EXPONENT = 0.6;

    static Calibration builtin() {
        Map<String, double[]> lines = read();
        Kernel kernel = Kernel.start();
        for (Kernel.Part part : Kernel.Part.values()) {
            kernel = kernel.with(part, Objects.requireNonNull(lines.get(part.name()), part.name())[0]);
        }
        Map<Case, double[]> widths = new EnumMap<>(Case.class);
        for (Case each : Case.values()) {
            widths.put(each, Objects.requireNonNull(lines.get(WIDTH + each.name()), each.name()));
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
        Map<Case, List<double[]>> scores = new EnumMap<>(Case.class);
        for (int[] family : LeaveOut.families(observations)) {
            double weight = 1 / Math.pow(family.length, FAMILY_EXPONENT);
            for (int i : family) {
                Features features = observations.get(i).features();
                Known known = known(observations, i);
                if (known != Known.NOTHING) {
                    add(scores, Case.of(features, known), left.score(i, left.withoutItself(i)), weight);
                }
                add(scores, Case.of(features, Known.NOTHING), left.score(i, left.withoutFamily(i)), weight);
            }
        }
        Map<Case, double[]> widths = new EnumMap<>(Case.class);
        for (Case each : Case.values()) {
            List<double[]> errors = scores.getOrDefault(each, List.of());
            // of models whose work nobody counted too few are known to take quantiles of
            widths.put(each, each == Case.UNCOUNTED_NEW ? NORMAL : new double[] {width(errors, 0), width(errors, 1)});
        }
        return new Calibration(kernel, widths);
    }

    private static Known known(List<Observation> observations, int of) {
        Known known = Known.NOTHING;
        for (int i = 0; i < observations.size(); i++) {
            if (i != of) {
                known = known.and(
                        observations.get(of).features(), observations.get(i).features());
            }
        }
        return known;
    }

    private static void add(Map<Case, List<double[]>> scores, Case to, double score, double weight) {
        scores.computeIfAbsent(to, _ -> new ArrayList<>()).add(new double[] {Math.abs(score), weight});
    }

    /// The lines of the file, to be read again by [#builtin].
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Kernel.Part part : Kernel.Part.values()) {
            lines.add(part.name() + "\t" + String.format(Locale.ROOT, "%.6g", kernel.of(part)));
        }
        widths.forEach((each, values) ->
                lines.add(WIDTH + each.name() + "\t" + String.format(Locale.ROOT, "%.4f\t%.4f", values[0], values[1])));
        return lines;
    }

    /// The quantile of a conformal interval: that of one error more than were seen. A family of many runs counts
    /// for less than as many families would.
    private static double width(List<double[]> errors, int level) {
        if (errors.size() < ENOUGH) {
            return NORMAL[level];
        }
        List<double[]> sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparingDouble(each -> each[0]));
        double all = sorted.stream().mapToDouble(each -> each[1]).sum();
        double wanted = LEVELS[level] * all * (sorted.size() + 1) / sorted.size();
        double sum = 0;
        for (double[] each : sorted) {
            sum += each[1];
            if (sum >= wanted) {
                return each[0];
            }
        }
        return sorted.getLast()[0];
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
