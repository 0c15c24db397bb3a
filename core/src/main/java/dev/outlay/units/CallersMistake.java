package dev.outlay.units;

/// The caller asked for something that cannot be answered: exit code 2, HTTP status 400.
///
/// The message says what was asked, what is wrong and what to do; it is shown to the caller as it stands.
public final class CallersMistake extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CallersMistake(String message) {
        super(message);
    }

    public CallersMistake(String message, Throwable cause) {
        super(message, cause);
    }

    /// The mistake that a value of the caller's made, in the words of whatever refused it.
    public static CallersMistake of(IllegalArgumentException refusal) {
        return new CallersMistake(String.valueOf(refusal.getMessage()), refusal);
    }
}
