package dev.outlay.pricing;

import java.util.Locale;

/// What a slice of a MIG device is measured by.
public enum MigBasis {
    /// Compute slices: 3g.40gb of an H100 is 3/7.
    COMPUTE,
    /// Memory: 3g.40gb of an H100 is 40/80.
    MEMORY;

    /// The basis of a word. Throws [IllegalArgumentException] on another.
    public static MigBasis of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "compute" -> COMPUTE;
            case "memory" -> MEMORY;
            default -> throw new IllegalArgumentException("MIG devices are divided by compute or memory, not " + text);
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
