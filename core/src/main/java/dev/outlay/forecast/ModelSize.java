package dev.outlay.forecast;

import org.jspecify.annotations.Nullable;

/// How large a model is, as far as it is known.
///
/// `parameters` and `activeParameters` (those used for one token, fewer than all in a mixture of experts) are
/// counts; `forwardGflops` is the work of one forward pass over one sample in 10^9 multiplications and additions,
/// or multiply-adds where its source counts so; `layers` and `hidden` describe a transformer. Null where not known.
/// Throws [IllegalArgumentException] on a figure that is not above zero. Immutable.
public record ModelSize(
        @Nullable Double parameters,
        @Nullable Double activeParameters,
        @Nullable Double forwardGflops,
        @Nullable Double layers,
        @Nullable Double hidden) {

    public static final ModelSize UNKNOWN = new ModelSize(null, null, null, null, null);

    public ModelSize {
        Amount.checkPositive("parameters", parameters);
        Amount.checkPositive("active parameters", activeParameters);
        Amount.checkPositive("forward work per sample", forwardGflops);
        Amount.checkPositive("layers", layers);
        Amount.checkPositive("hidden size", hidden);
    }

    /// A model of which only the number of parameters is known, all of them active.
    public static ModelSize ofParameters(double parameters) {
        return new ModelSize(parameters, parameters, null, null, null);
    }

    /// The parameters that work on one token: the active ones, else all; null where neither is known.
    @Nullable
    Double working() {
        return activeParameters == null ? parameters : activeParameters;
    }
}
