package dev.outlay.automation;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/// A rule that acts by a time table.
///
/// It is announced `grace` before its time. Where nobody was there to act, it is made up for until `catchUp` after
/// its time, and left out after that. Throws [IllegalArgumentException] on a `catchUp` below a minute or above a
/// day. Immutable and thread-safe.
public record Schedule(Common common, Cron cron, ZoneId zone, Duration catchUp) implements Rule {

    public static final Duration DEFAULT_CATCH_UP = Duration.ofHours(1);

    public Schedule {
        Objects.requireNonNull(common, "common");
        Objects.requireNonNull(cron, "cron");
        Objects.requireNonNull(zone, "zone");
        if (catchUp.compareTo(Duration.ofMinutes(1)) < 0 || catchUp.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("catch-up lies between 1 minute and 1 day: " + catchUp);
        }
    }
}
