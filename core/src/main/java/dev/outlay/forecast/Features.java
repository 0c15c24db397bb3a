package dev.outlay.forecast;

import org.jspecify.annotations.Nullable;

/// What runs are compared by: whom they belong to, what they run on, and a few magnitudes on a logarithmic scale.
///
/// `numbers` are centred near 0 and about 1 apart where runs differ much; a magnitude that is not known is at its
/// centre. `guessed` says that the work of a sample is not known but for its order of magnitude. `words` are the
/// words of the model's name with their weights, of length 1 together. Codes below zero are like no other run's.
record Features(
        Domain domain,
        Architecture architecture,
        TrainingRun.Kind kind,
        boolean counted,
        boolean guessed,
        @Nullable String family,
        String model,
        String generation,
        String gpu,
        NumberFormat format,
        double[] numbers,
        String[] words,
        double[] weights) {

    static final int NUMBERS = 8;
    // where the number of accelerators stands among the numbers
    static final int COUNT = 1;

    /// What kinds of models behave alike on hardware.
    enum Domain {
        LANGUAGE,
        VISION,
        OTHER;

        static Domain of(Architecture architecture) {
            return switch (architecture) {
                case DENSE_LM, MOE_LM, ENCODER_LM -> LANGUAGE;
                case CNN, DETECTOR, GAN, DIFFUSION, VISION_SSL, CLIP -> VISION;
                case SEQ2SEQ, SPEECH, RECSYS -> OTHER;
            };
        }
    }

    /// How alike the names are, from 0 to 1.
    double likeness(Features other) {
        double sum = 0;
        for (int i = 0; i < words.length; i++) {
            for (int j = 0; j < other.words.length; j++) {
                if (words[i].equals(other.words[j])) {
                    sum += weights[i] * other.weights[j];
                }
            }
        }
        return sum;
    }
}
