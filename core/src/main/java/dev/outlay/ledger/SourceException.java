package dev.outlay.ledger;

import org.jspecify.annotations.Nullable;

/// A source that could not be read at all, with what to do about it. `callersMistake` tells a file of the wrong
/// kind, which the caller can mend, from an outside system that failed.
public final class SourceException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean callersMistake;

    private SourceException(String message, boolean callersMistake, @Nullable Throwable cause) {
        super(message, cause);
        this.callersMistake = callersMistake;
    }

    /// The caller gave something that cannot be read: exit code 2, HTTP status 400.
    public static SourceException callersMistake(String message) {
        return new SourceException(message, true, null);
    }

    /// An outside system failed: exit code 3, HTTP status 502.
    public static SourceException outsideFailed(String message, Throwable cause) {
        return new SourceException(message, false, cause);
    }

    public boolean isCallersMistake() {
        return callersMistake;
    }
}
