package dev.outlay.forecast;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is to be trained: a model, how much, and how.
///
/// `family` groups runs that are not independent of each other, such as those of one paper or repository, or of one
/// team; null where there is none. `model` is its name as people write it. `work` is null where only a throughput
/// is asked for, or where all that is known is that the model is trained to the usual end. Immutable.
public record Workload(
        @Nullable String family,
        String model,
        Architecture architecture,
        ModelSize size,
        @Nullable Amount work,
        Step step) {

    public Workload {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(step, "step");
    }

    /// A dense language model of so many parameters trained on so many tokens.
    public static Workload languageModel(double parameters, double tokens) {
        return new Workload(
                null,
                "language model",
                Architecture.DENSE_LM,
                ModelSize.ofParameters(parameters),
                Amount.tokens(tokens),
                Step.UNKNOWN);
    }
}
