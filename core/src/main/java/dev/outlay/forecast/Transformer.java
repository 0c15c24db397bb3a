package dev.outlay.forecast;

import org.jspecify.annotations.Nullable;

/// The shape of a language model: what is known of it, the rest inferred from its parameters.
///
/// Operations of one token are 6 for each parameter that works on it (2 forward, 4 backward) and those of
/// attention, 12 x layers x hidden x length, half of that where a token sees only those before it (Kaplan et al.,
/// arXiv 2001.08361, section 2.1; Narayanan et al., arXiv 2104.04473, equation 3).
record Transformer(double parameters, double working, double layers, double hidden, double length, boolean causal) {

    private static final double USUAL_LENGTH = 2048;
    // parameters, layers and hidden size as published: GPT-2, GPT-3 (arXiv 2005.14165), Llama, Megatron
    // (2104.04473)
    private static final double[][] SHAPES = {
        {2e7, 6, 384},
        {1.25e8, 12, 768},
        {3.5e8, 24, 1024},
        {7.6e8, 24, 1536},
        {1.3e9, 24, 2048},
        {2.7e9, 32, 2560},
        {6.7e9, 32, 4096},
        {1.3e10, 40, 5120},
        {3e10, 48, 7168},
        {6.9e10, 80, 8192},
        {1.75e11, 96, 12288},
        {5.3e11, 105, 20480},
        {1e12, 128, 25600}
    };

    static Transformer of(ModelSize size, @Nullable Double length, boolean causal) {
        Double known = size.parameters();
        Double working = size.working();
        if (working == null) {
            throw new IllegalArgumentException("the number of parameters is not known");
        }
        double total = known == null ? working : Math.max(known, working);
        Double layers = size.layers();
        Double hidden = size.hidden();
        return new Transformer(
                total,
                working,
                layers == null ? inferred(working, 1) : layers,
                hidden == null ? inferred(working, 2) : hidden,
                length == null ? USUAL_LENGTH : length,
                causal);
    }

    double flopsPerToken() {
        return 6 * working + attentionPerToken();
    }

    double attentionPerToken() {
        double attention = 12 * layers * hidden * length;
        return causal ? attention / 2 : attention;
    }

    /// Bytes that activations move to and from memory for one token in training.
    ///
    /// About 34 bytes per layer and hidden unit are kept for the backward pass in 16-bit precision (Korthikanti et
    /// al., arXiv 2205.05198, equation 2, without attention scores); each is written once and read several times.
    double bytesPerToken() {
        return 110 * layers * hidden + 400_000;
    }

    /// Bytes kept for the backward pass for one token where nothing is computed again.
    double activationBytesPerToken() {
        return 34 * layers * hidden;
    }

    private static double inferred(double parameters, int column) {
        int above = 1;
        while (above < SHAPES.length - 1 && SHAPES[above][0] < parameters) {
            above++;
        }
        double[] low = SHAPES[above - 1];
        double[] high = SHAPES[above];
        double share = Math.log(parameters / low[0]) / Math.log(high[0] / low[0]);
        return low[column] * Math.pow(high[column] / low[column], share);
    }
}
