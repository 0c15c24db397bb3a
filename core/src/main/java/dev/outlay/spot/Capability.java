package dev.outlay.spot;

import java.util.Locale;

/// What can be done to a target.
public enum Capability {
    START,
    STOP,
    SCALE;

    /// The word that settings and answers use: `start`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
