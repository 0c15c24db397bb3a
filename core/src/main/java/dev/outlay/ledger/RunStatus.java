package dev.outlay.ledger;

import java.util.Locale;

/// How a run stands.
public enum RunStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /// Stopped before its end by a person or by capacity taken away.
    INTERRUPTED;

    /// How it is written in files and on screens, such as `failed`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
