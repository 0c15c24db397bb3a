package dev.outlay.pricing;

/// What a slice of a MIG device is measured by.
public enum MigBasis {
    /// Compute slices: 3g.40gb of an H100 is 3/7.
    COMPUTE,
    /// Memory: 3g.40gb of an H100 is 40/80.
    MEMORY
}
