package dev.outlay.budget;

import java.util.Locale;

/// How much a threshold matters to those who are told, the least first.
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /// How it is written in files and shown, such as `warning`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The severity of a written name. Throws [IllegalArgumentException] on any other word.
    public static Severity of(String text) {
        for (Severity severity : values()) {
            if (severity.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return severity;
            }
        }
        throw new IllegalArgumentException("a severity is info, warning or critical, not " + text);
    }
}
