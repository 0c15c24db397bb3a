package dev.outlay.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hours of the day in which messages wait.
///
/// From `from` on the named days up to `to`, which is on the next day where it is not later; times are those of a
/// clock in `zone`. Messages below `passes` wait until the hours are over; null lets none pass. `channels` are
/// those that keep quiet, none for all. Throws [IllegalArgumentException] without a day and where the hours would
/// have no end. Immutable and thread-safe.
public record QuietHours(
        ZoneId zone,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        @Nullable Severity passes,
        Set<String> channels) {

    public QuietHours {
        Objects.requireNonNull(zone, "zone");
        days = Set.copyOf(days);
        channels = Set.copyOf(channels);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("quiet hours are on one day at least");
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours end at another time than they begin: " + from + " to " + to
                    + "; for whole days leave both out");
        }
    }

    /// Whole days: from midnight to midnight.
    public static QuietHours wholeDays(
            ZoneId zone, Set<DayOfWeek> days, @Nullable Severity passes, Set<String> channels) {
        return new QuietHours(zone, days, LocalTime.MIDNIGHT, LocalTime.MAX, passes, channels);
    }

    boolean holds(String channel, Severity severity, Instant now) {
        return (channels.isEmpty() || channels.contains(channel))
                && (passes == null || severity.compareTo(passes) < 0)
                && contains(now);
    }

    private boolean contains(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        DayOfWeek day = local.getDayOfWeek();
        if (from.isBefore(to)) {
            // the last instant of a day belongs to it
            boolean beforeEnd = time.isBefore(to) || to.equals(LocalTime.MAX);
            return days.contains(day) && !time.isBefore(from) && beforeEnd;
        }
        return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
    }
}
