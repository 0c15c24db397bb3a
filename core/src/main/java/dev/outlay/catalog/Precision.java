package dev.outlay.catalog;

/// A number format in which chips state how fast they calculate.
public enum Precision {
    /// On the vector units.
    FP32,
    TF32,
    FP16,
    BF16,
    FP8,
    INT8,
    FP4
}
