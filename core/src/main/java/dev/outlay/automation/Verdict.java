package dev.outlay.automation;

import java.util.Objects;

/// Whether a target is idle, with the figures or the reason in a sentence. Immutable and thread-safe.
public record Verdict(Kind kind, String because) {

    /// What was found.
    public enum Kind {
        IDLE,
        BUSY,
        /// Too little is known to say, so nothing is done.
        UNMEASURED
    }

    public Verdict {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(because, "because");
    }

    public boolean isIdle() {
        return kind == Kind.IDLE;
    }
}
