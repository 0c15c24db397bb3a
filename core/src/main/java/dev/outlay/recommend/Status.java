package dev.outlay.recommend;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What was decided about an advice: nothing yet, to follow it, not to, or that it was followed.
public enum Status {
    OPEN,
    ACCEPTED,
    DISMISSED,
    DONE;

    /// How it is written in commands, events and on screens, such as `accepted`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The status of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static Status of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown status " + text + ": use one of "
                        + Arrays.stream(values()).map(Status::text).collect(Collectors.joining(", "))));
    }
}
