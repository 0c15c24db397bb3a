package dev.outlay.ledger;

import org.jspecify.annotations.Nullable;

/// A ledger that cannot be opened or used, with what to do about it: it is locked by a process, was written by a
/// newer version, or its storage failed.
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Why it cannot be used.
    public enum Cause {
        /// Another process holds it.
        LOCKED,
        /// A newer version of the product wrote it, or it is no ledger.
        FOREIGN,
        /// The storage under it failed.
        FAILED
    }

    private final Cause why;

    public LedgerException(Cause why, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Cause why() {
        return why;
    }
}
