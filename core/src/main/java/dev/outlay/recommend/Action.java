package dev.outlay.recommend;

import java.util.Locale;
import java.util.Objects;

/// What to do, ready to be used by a person; Outlay does not do it.
///
/// Throws [IllegalArgumentException] on a blank text. Immutable and thread-safe.
public record Action(Kind kind, String text) {

    /// What the text is.
    public enum Kind {
        /// A command line.
        COMMAND,
        /// A patch of a manifest or of settings: YAML on one line.
        PATCH,
        /// Something that only people can do, in a sentence.
        STEP
    }

    public Action {
        Objects.requireNonNull(kind, "kind");
        if (text.isBlank()) {
            throw new IllegalArgumentException("an action says what to do: " + kind);
        }
    }

    public static Action command(String text) {
        return new Action(Kind.COMMAND, text);
    }

    public static Action patch(String text) {
        return new Action(Kind.PATCH, text);
    }

    public static Action step(String text) {
        return new Action(Kind.STEP, text);
    }

    /// `command`, `patch` or `step`.
    public String kindText() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
