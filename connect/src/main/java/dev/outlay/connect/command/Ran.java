package dev.outlay.connect.command;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a command ended and what it said, cut to its first kilobytes. `code` is null where it was ended because it
/// took longer than it may. Immutable.
record Ran(@Nullable Integer code, String out, String err, Duration timeout) {

    private static final int LONGEST_LINE = 300;

    Ran {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }

    boolean isDone() {
        return code != null && code == 0;
    }

    /// What it said, in one line: the last of its errors, else the last of its answer.
    String line() {
        String text = lastLine(err).isEmpty() ? lastLine(out) : lastLine(err);
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
    }

    /// How it failed, for a person.
    String failure() {
        String how = code == null ? "took longer than " + timeout + " and was ended" : "ended with " + code;
        return line().isEmpty() ? how : how + ": " + line();
    }

    private static String lastLine(String text) {
        return text.lines()
                .map(Ran::shown)
                .filter(line -> !line.isBlank())
                .reduce((_, later) -> later)
                .orElse("");
    }

    private static String shown(String line) {
        return line.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
