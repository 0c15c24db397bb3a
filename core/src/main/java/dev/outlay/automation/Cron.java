package dev.outlay.automation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A time table in the five fields of cron: minute, hour, day of month, month, day of week.
///
/// Fields hold numbers, names (`mon`, `jan`), lists, ranges, steps and stars; Sunday is 0 and 7; `@hourly`,
/// `@daily`, `@weekly`, `@monthly` and `@yearly` stand for what they say. Where both days are restricted, either
/// will do, as in every cron.
///
/// Where clocks change: a time of day that is skipped counts at the instant at which the clocks jump, once; one
/// that comes twice counts the first time. A table whose hour starts with a star means every such hour, so it
/// counts every real hour: twice where the hour comes twice, not where it is skipped.
///
/// Throws [IllegalArgumentException], naming the field, on anything else and on a day that never comes. Immutable
/// and thread-safe.
public final class Cron {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> WORDS = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");
    // the 29th of February can be eight years away, around a year such as 2100
    private static final Duration LONGEST_WAIT = Duration.ofDays(366 * 9);

    private final String text;
    private final CronField minute;
    private final CronField hour;
    private final CronField day;
    private final CronField month;
    private final CronField weekday;

    private Cron(String text, String[] fields) {
        this.text = text;
        this.minute = CronField.of("minute", fields[0], 0, 59, List.of());
        this.hour = CronField.of("hour", fields[1], 0, 23, List.of());
        this.day = CronField.of("day of month", fields[2], 1, 31, List.of());
        this.month = CronField.of("month", fields[3], 1, 12, MONTHS);
        this.weekday = CronField.of("day of week", fields[4], 0, 7, DAYS);
    }

    /// The table of a text.
    public static Cron of(String text) {
        String written = text.strip();
        String[] fields =
                WORDS.getOrDefault(written.toLowerCase(Locale.ROOT), written).split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "a cron expression has five fields (minute hour day-of-month month day-of-week), such as"
                            + " 0 20 * * mon-fri, or is a word such as @daily, not " + written);
        }
        var cron = new Cron(written, fields);
        if (cron.day.from(1) > cron.longestMonth() && cron.weekday.isOpen()) {
            throw new IllegalArgumentException("no month of " + written + " has such a day: it never comes");
        }
        return cron;
    }

    private int longestMonth() {
        int longest = 0;
        for (int number = 1; number <= 12; number++) {
            longest = month.has(number) ? Math.max(longest, Month.of(number).maxLength()) : longest;
        }
        return longest;
    }

    /// The instants of the table in a zone that lie after `after` and not after `until`, in order.
    public List<Instant> between(Instant after, Instant until, ZoneId zone) {
        var instants = new TreeSet<Instant>();
        if (after.isBefore(until)) {
            // a skipped time of day counts up to a transition later than it reads: look from a day before
            LocalDate first = LocalDate.ofInstant(after, zone).minusDays(1);
            LocalDate last = LocalDate.ofInstant(until, zone).plusDays(1);
            for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
                if (isOn(date)) {
                    addDay(date, zone, instants);
                }
            }
        }
        return new ArrayList<>(instants.headSet(until, true).tailSet(after, false));
    }

    /// The first instant of the table after another. Null where there is none within nine years.
    public @Nullable Instant next(Instant after, ZoneId zone) {
        Instant from = after;
        for (long days = 2; ; days *= 2) {
            Instant until = after.plus(Duration.ofDays(Math.min(days, LONGEST_WAIT.toDays())));
            List<Instant> found = between(from, until, zone);
            if (!found.isEmpty() || days >= LONGEST_WAIT.toDays()) {
                return found.isEmpty() ? null : found.getFirst();
            }
            from = until;
        }
    }

    private boolean isOn(LocalDate date) {
        if (!month.has(date.getMonthValue())) {
            return false;
        }
        boolean dayFits = day.has(date.getDayOfMonth());
        int number = date.getDayOfWeek().getValue();
        // Sunday is 7 in java.time, and 0 or 7 here
        boolean weekdayFits = weekday.has(number) || (number == 7 && weekday.has(0));
        return (day.isOpen() || weekday.isOpen()) ? (dayFits && weekdayFits) : (dayFits || weekdayFits);
    }

    private void addDay(LocalDate date, ZoneId zone, Set<Instant> instants) {
        for (int h = hour.from(0); h >= 0; h = hour.from(h + 1)) {
            for (int m = minute.from(0); m >= 0; m = minute.from(m + 1)) {
                addTime(date.atTime(LocalTime.of(h, m)), zone, instants);
            }
        }
    }

    private void addTime(LocalDateTime time, ZoneId zone, Set<Instant> instants) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition jump = zone.getRules().getTransition(time);
            if (!hour.isOpen() && jump != null) {
                instants.add(jump.getInstant());
            }
            return;
        }
        instants.add(time.toInstant(offsets.getFirst()));
        if (hour.isOpen() && offsets.size() > 1) {
            instants.add(time.toInstant(offsets.get(1)));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cron cron && text.equals(cron.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// The text it was made of.
    @Override
    public String toString() {
        return text;
    }
}
