package dev.outlay.forecast;

/// How much the logarithms of two runs' residuals vary together: a sum of what they share.
///
/// Each part is a variance that belongs to all runs alike in one respect - the same kind of model, hardware,
/// family, name - or that falls off with the distance of their magnitudes. This is a model of random effects at
/// every level at once: what few runs say about a family counts for as much as its variance allows (partial
/// pooling). The variances are fitted by [Calibrator] and ship as data.
// the place of a part among the variances is its ordinal: a covariance is taken a million times for one answer
@SuppressWarnings("EnumOrdinal")
final class Kernel {

    /// The parts, in the order of the variances.
    enum Part {
        ALL(1.0),
        DOMAIN(0.2),
        ARCHITECTURE(0.3),
        ARCHITECTURE_OF_LANGUAGE(0.03),
        KIND(0.02),
        GENERATION(0.05),
        GENERATION_OF_DOMAIN(0.03),
        CHIP(0.01),
        FORMAT_OF_GENERATION(0.03),
        FORMAT_OF_DOMAIN(0.03),
        FAMILY(0.05),
        FAMILY_ON_CHIP(0.01),
        MODEL(0.05),
        MODEL_OF_FAMILY(0.01),
        MODEL_ON_CHIP(0.01),
        WORDS(0.3),
        GUESSED(0.3),
        GUESSED_WORDS(0.7),
        UNCOUNTED(1.0),
        UNCOUNTED_MODEL(2.0),
        UNCOUNTED_MODEL_ON_CHIP(0.01),
        UNCOUNTED_COUNT(0.02),
        UNCOUNTED_SMOOTH(0.02),
        UNCOUNTED_FAMILY(0.1),
        UNCOUNTED_NEAR(0.02),
        SLOPE_0(0.02),
        SLOPE_1(0.02),
        SLOPE_2(0.02),
        SLOPE_3(0.02),
        SLOPE_4(0.02),
        SLOPE_5(0.02),
        SLOPE_6(0.02),
        SLOPE_7(0.02),
        LANGUAGE_SLOPE_0(0.02),
        LANGUAGE_SLOPE_1(0.02),
        LANGUAGE_SLOPE_2(0.02),
        LANGUAGE_SLOPE_3(0.02),
        LANGUAGE_SLOPE_4(0.02),
        LANGUAGE_SLOPE_5(0.02),
        LANGUAGE_SLOPE_6(0.02),
        LANGUAGE_SLOPE_7(0.02),
        SMOOTH(0.05),
        SMOOTH_IN_FAMILY(0.03),
        COUNT_IN_MODEL(0.02),
        COUNT_IN_FAMILY(0.01),
        WORK_IN_FAMILY(0.01),
        SAMPLED_WORK_IN_FAMILY(0.1),
        SAMPLED_SMOOTH_IN_FAMILY(0.03),
        SAMPLED_FAMILY(0.05),
        SAMPLED_FAMILY_ON_CHIP(0.02),
        LENGTH_IN_FAMILY(0.01),
        REACH(1.0),
        REACH_IN_FAMILY(1.0),
        NOISE_OF_RATES(0.003),
        NOISE_OF_RUNS(0.01),
        NOISE_OF_LANGUAGE_RUNS(0.02),
        NOISE_OF_UNCOUNTED(0.005);

        private final double start;

        Part(double start) {
            this.start = start;
        }

        double start() {
            return start;
        }
    }

    private static final int PARTS = Part.values().length;

    private final double[] variances;

    private Kernel(double[] variances) {
        this.variances = variances;
    }

    static Kernel start() {
        double[] values = new double[PARTS];
        for (Part part : Part.values()) {
            values[part.ordinal()] = part.start();
        }
        return new Kernel(values);
    }

    double of(Part part) {
        return variances[part.ordinal()];
    }

    Kernel with(Part part, double value) {
        double[] other = variances.clone();
        other[part.ordinal()] = value;
        return new Kernel(other);
    }

    /// The covariance of two runs, without what is only their own.
    double covariance(Features a, Features b) {
        double sum = of(Part.ALL);
        boolean sameDomain = a.domain() == b.domain();
        boolean sameGeneration = a.generation().equals(b.generation());
        boolean sameChip = sameGeneration && a.isOnSameChip(b);
        boolean sameFormat = a.format() == b.format();
        if (sameGeneration) {
            sum += of(Part.GENERATION);
            sum += sameFormat ? of(Part.FORMAT_OF_GENERATION) : 0;
            sum += sameChip ? of(Part.CHIP) : 0;
        }
        if (!a.counted() || !b.counted()) {
            return a.counted() == b.counted() ? sum + ofUncounted(a, b, sameChip) : sum;
        }
        boolean sameFamily = a.family() != null && a.family().equals(b.family());
        double far = 0;
        double farInFamily = 0;
        if (sameDomain || sameFamily) {
            for (int i = 0; i < Features.NUMBERS; i++) {
                double distance = a.number(i) - b.number(i);
                far += distance * distance;
            }
            farInFamily = far / of(Part.REACH_IN_FAMILY);
            far /= of(Part.REACH);
        }
        if (sameDomain) {
            sum += of(Part.DOMAIN);
            sum += sameFormat ? of(Part.FORMAT_OF_DOMAIN) : 0;
            sum += sameGeneration ? of(Part.GENERATION_OF_DOMAIN) : 0;
            sum += a.kind() == b.kind() ? of(Part.KIND) : 0;
            int slopes =
                    a.domain() == Features.Domain.LANGUAGE ? Part.LANGUAGE_SLOPE_0.ordinal() : Part.SLOPE_0.ordinal();
            for (int i = 0; i < Features.NUMBERS; i++) {
                sum += variances[slopes + i] * a.number(i) * b.number(i);
            }
            sum += of(Part.SMOOTH) * Math.exp(-far / 2);
            if (a.architecture() == b.architecture()) {
                sum += ofArchitecture(a, b, sameChip);
            }
        }
        if (sameFamily) {
            double near = Math.exp(-farInFamily / 2);
            sum += of(Part.FAMILY);
            sum += sameChip && sameFormat ? of(Part.FAMILY_ON_CHIP) : 0;
            sum += of(Part.SMOOTH_IN_FAMILY) * near;
            sum += a.model().equals(b.model()) ? of(Part.MODEL_OF_FAMILY) : 0;
            sum += of(Part.COUNT_IN_FAMILY) * a.number(Features.COUNT) * b.number(Features.COUNT);
            sum += of(Part.WORK_IN_FAMILY) * a.number(0) * b.number(0);
            sum += of(Part.LENGTH_IN_FAMILY) * a.number(2) * b.number(2);
            // models that see samples differ more from family to family: loading data, augmentation, programs
            if (sameDomain && a.domain() != Features.Domain.LANGUAGE) {
                sum += of(Part.SAMPLED_FAMILY);
                sum += sameChip && sameFormat ? of(Part.SAMPLED_FAMILY_ON_CHIP) : 0;
                sum += of(Part.SAMPLED_SMOOTH_IN_FAMILY) * near;
                sum += of(Part.SAMPLED_WORK_IN_FAMILY) * a.number(0) * b.number(0);
            }
        }
        return sum;
    }

    private double ofArchitecture(Features a, Features b, boolean sameChip) {
        double sum = of(a.architecture().isLanguageModel() ? Part.ARCHITECTURE_OF_LANGUAGE : Part.ARCHITECTURE)
                + of(Part.WORDS) * a.likeness(b);
        if (a.guessed() && b.guessed()) {
            sum += of(Part.GUESSED) + of(Part.GUESSED_WORDS) * a.likeness(b);
        }
        boolean sameModel = a.model().equals(b.model());
        if (sameModel) {
            sum += of(Part.MODEL);
            sum += of(Part.COUNT_IN_MODEL) * a.number(Features.COUNT) * b.number(Features.COUNT);
            sum += sameChip ? of(Part.MODEL_ON_CHIP) : 0;
        }
        return sum;
    }

    // where nobody says how much work a run is, runs of the same name tell most
    private double ofUncounted(Features a, Features b, boolean sameChip) {
        if (a.architecture() != b.architecture()) {
            return 0;
        }
        double sum = of(Part.UNCOUNTED);
        sum += a.family() != null && a.family().equals(b.family()) ? of(Part.UNCOUNTED_FAMILY) : 0;
        if (a.model().equals(b.model())) {
            double counts = a.number(Features.COUNT) - b.number(Features.COUNT);
            sum += of(Part.UNCOUNTED_MODEL);
            sum += sameChip
                    ? of(Part.UNCOUNTED_MODEL_ON_CHIP) + of(Part.UNCOUNTED_NEAR) * Math.exp(-8 * counts * counts)
                    : 0;
            sum += of(Part.UNCOUNTED_COUNT) * a.number(Features.COUNT) * b.number(Features.COUNT);
            sum += of(Part.UNCOUNTED_SMOOTH) * Math.exp(-counts * counts / 2);
        }
        return sum;
    }

    /// The variance of what is only one run's own.
    double noise(Features features) {
        if (!features.counted()) {
            return of(Part.NOISE_OF_UNCOUNTED);
        }
        if (features.kind() == TrainingRun.Kind.THROUGHPUT) {
            return of(Part.NOISE_OF_RATES);
        }
        return features.domain() == Features.Domain.LANGUAGE ? of(Part.NOISE_OF_LANGUAGE_RUNS) : of(Part.NOISE_OF_RUNS);
    }
}
