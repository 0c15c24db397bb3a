package dev.outlay.forecast;

import org.jspecify.annotations.Nullable;

/// How a model is trained step by step, as far as it is known.
///
/// `batch` is that of one step over all accelerators, counted in `batchUnit` (tokens, sequences, images); `length`
/// is the sequence length or the side of an image as written, such as `2048` or `160-192 progressive`; `precision`
/// is as written, such as `bf16-mixed`; `remarks` hold what else was said, such as `activation checkpointing on`.
/// Null where not known. Immutable.
public record Step(
        @Nullable Double batch,
        @Nullable String batchUnit,
        @Nullable String length,
        @Nullable String precision,
        @Nullable String remarks) {

    public static final Step UNKNOWN = new Step(null, null, null, null, null);

    public Step {
        Amount.checkPositive("the batch", batch);
    }
}
