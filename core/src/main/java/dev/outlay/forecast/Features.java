package dev.outlay.forecast;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What runs are compared by: whom they belong to, what they run on, and a few magnitudes on a logarithmic scale.
///
/// Numbers are centred near 0 and about 1 apart where runs differ much; a magnitude that is not known is at its
/// centre. `guessed` says that the work of a sample is not known but for its order of magnitude. Immutable.
final class Features {

    static final int NUMBERS = 8;
    // where the number of accelerators stands among the numbers
    static final int COUNT = 1;

    private final Architecture architecture;
    private final TrainingRun.Kind kind;
    private final boolean counted;
    private final boolean guessed;
    private final @Nullable String family;
    private final String model;
    private final Chip chip;
    private final NumberFormat format;
    private final double[] numbers;
    private final Set<String> words;

    /// The features of a workload; `numbers` are not copied and are not to be changed.
    Features(
            Workload workload,
            TrainingRun.Kind kind,
            Chip chip,
            NumberFormat format,
            boolean counted,
            boolean guessed,
            double[] numbers) {
        architecture = workload.architecture();
        this.kind = kind;
        this.counted = counted;
        this.guessed = guessed;
        String name = workload.family();
        family = name == null ? null : name.toLowerCase(Locale.ROOT).strip();
        List<String> all = ModelWords.of(workload.model());
        model = String.join(" ", all);
        words = Set.copyOf(all);
        this.chip = chip;
        this.format = format;
        this.numbers = numbers;
    }

    Domain domain() {
        return Domain.of(architecture);
    }

    Architecture architecture() {
        return architecture;
    }

    TrainingRun.Kind kind() {
        return kind;
    }

    boolean counted() {
        return counted;
    }

    boolean guessed() {
        return guessed;
    }

    @Nullable
    String family() {
        return family;
    }

    String model() {
        return model;
    }

    String generation() {
        return chip.generation();
    }

    /// The chip, apart from those of which the variant is not told.
    boolean isOnSameChip(Features other) {
        return chip.gpu().model().equals(other.chip.gpu().model()) && chip.exact() == other.chip.exact();
    }

    NumberFormat format() {
        return format;
    }

    double number(int index) {
        return numbers[index];
    }

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

    /// How alike the names are, from 0 to 1: the cosine of the sets of their words.
    double likeness(Features other) {
        if (words.isEmpty() || other.words.isEmpty()) {
            return 0;
        }
        int shared = 0;
        for (String word : words) {
            shared += other.words.contains(word) ? 1 : 0;
        }
        return shared / Math.sqrt((double) words.size() * other.words.size());
    }
}
