package dev.outlay.spot;

/// A machine or job could not be started, stopped or scaled, or its state not be told.
public final class LauncherException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unsure;

    private LauncherException(String message, boolean unsure, Throwable cause) {
        super(message, cause);
        this.unsure = unsure;
    }

    /// It failed and changed nothing.
    public static LauncherException failed(String sentence, Throwable cause) {
        return new LauncherException(sentence, false, cause);
    }

    /// Nobody knows whether it took effect, and it is not to be tried again by a machine.
    public static LauncherException unsure(String sentence, Throwable cause) {
        return new LauncherException(sentence, true, cause);
    }

    /// Whether it may have taken effect.
    public boolean isUnsure() {
        return unsure;
    }

    /// What happened, for a person.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
