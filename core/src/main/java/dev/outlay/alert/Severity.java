package dev.outlay.alert;

import java.util.Locale;

/// How much something matters, least first.
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /// The word that settings, answers and messages use: `warning`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The severity of a word. Throws [IllegalArgumentException] listing the known ones.
    public static Severity of(String word) {
        for (Severity severity : values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("a severity is info, warning or critical, not " + word);
    }
}
