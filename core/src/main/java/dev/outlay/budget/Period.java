package dev.outlay.budget;

import dev.outlay.units.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When a budget begins anew: every month, quarter, year or so many days, or once; days are those of its time zone.
///
/// `from` is the first day that counts, `to` the first that counts no more; null where there is no such end. A
/// period that they cut is shorter, its limit is not. Days are counted from `from`, which they need; once needs
/// both. Throws [IllegalArgumentException] on anything else. Immutable and thread-safe.
public record Period(
        Cycle cycle, @Nullable LocalDate from, @Nullable LocalDate to) {

    private static final Pattern DAYS = Pattern.compile("(\\d{1,4}) ?d(?:ays?)?");

    public Period {
        Objects.requireNonNull(cycle, "cycle");
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a budget ends after it begins: from " + from + " to " + to);
        }
        if (cycle instanceof Days && from == null) {
            throw new IllegalArgumentException("a budget per " + cycle.text()
                    + " says from which day they are counted: add from, such as 2026-10-01");
        }
        if (cycle == Once.ONCE && (from == null || to == null)) {
            throw new IllegalArgumentException("a budget that holds once says from and to, two days");
        }
    }

    /// How long one period is.
    public sealed interface Cycle {

        /// How it is written in files and shown, such as `month` or `7 days`.
        String text();
    }

    /// Months, quarters and years of the calendar.
    public enum Calendar implements Cycle {
        MONTH(1, "month"),
        QUARTER(3, "quarter"),
        YEAR(12, "year");

        private final int months;
        private final String text;

        Calendar(int months, String text) {
            this.months = months;
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /// So many days, from 1 to 3660. Immutable and thread-safe.
    public record Days(int count) implements Cycle {

        public Days {
            if (count < 1 || count > 3660) {
                throw new IllegalArgumentException("a period has from 1 to 3660 days, not " + count);
            }
        }

        @Override
        public String text() {
            return count == 1 ? "1 day" : count + " days";
        }
    }

    /// One period and no more.
    public enum Once implements Cycle {
        ONCE;

        @Override
        public String text() {
            return "once";
        }
    }

    /// Reads `month`, `quarter`, `year`, `7 days` or `once`. Throws [IllegalArgumentException] on anything else.
    public static Cycle cycle(String text) {
        String word = text.strip();
        Matcher days = DAYS.matcher(word);
        if (days.matches()) {
            return new Days(Integer.parseInt(days.group(1)));
        }
        return switch (word) {
            case "month", "monthly" -> Calendar.MONTH;
            case "quarter", "quarterly" -> Calendar.QUARTER;
            case "year", "yearly", "annual" -> Calendar.YEAR;
            case "week", "weekly" ->
                throw new IllegalArgumentException(
                        "a week is 7 days: write 7 days, and from which day they are counted");
            case "once" -> Once.ONCE;
            default ->
                throw new IllegalArgumentException(
                        "a period is month, quarter, year, so many days such as 7 days, or once, not " + text);
        };
    }

    /// Every month, without an end.
    public static Period monthly() {
        return new Period(Calendar.MONTH, null, null);
    }

    /// The period that an instant lies in; empty before the budget begins and once it has ended.
    public Optional<Span> around(Instant at, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        if ((from != null && day.isBefore(from)) || (to != null && !day.isBefore(to))) {
            return Optional.empty();
        }
        LocalDate first = first(day);
        LocalDate next = next(first);
        LocalDate begin = from != null && first.isBefore(from) ? from : first;
        LocalDate end = to != null && to.isBefore(next) ? to : next;
        return Optional.of(new Span(start(begin, zone), start(end, zone)));
    }

    /// The period that an instant lies in, or the last one where the budget has ended; empty before it begins.
    public Optional<Span> latest(Instant at, ZoneId zone) {
        return to != null && hasEnded(at, zone) ? around(start(to, zone).minusNanos(1000), zone) : around(at, zone);
    }

    /// The period before another one of this budget; empty where that was the first.
    public Optional<Span> before(Span period, ZoneId zone) {
        return around(period.from().minusNanos(1000), zone);
    }

    /// Whether the budget holds no more.
    public boolean hasEnded(Instant at, ZoneId zone) {
        return to != null && !at.isBefore(start(to, zone));
    }

    /// Whether two budgets ever hold at the same time, by their days alone.
    boolean meets(Period other) {
        return (from == null || other.to == null || from.isBefore(other.to))
                && (to == null || other.from == null || other.from.isBefore(to));
    }

    private LocalDate first(LocalDate day) {
        return switch (cycle) {
            case Calendar calendar -> {
                int months = calendar.months;
                int month = (day.getMonthValue() - 1) / months * months + 1;
                yield LocalDate.of(day.getYear(), month, 1);
            }
            case Days(int count) -> {
                LocalDate anchor = Objects.requireNonNull(from);
                yield anchor.plusDays(Math.floorDiv(ChronoUnit.DAYS.between(anchor, day), count) * (long) count);
            }
            case Once _ -> Objects.requireNonNull(from);
        };
    }

    private LocalDate next(LocalDate first) {
        return switch (cycle) {
            case Calendar calendar -> first.plusMonths(calendar.months);
            case Days(int count) -> first.plusDays(count);
            case Once _ -> Objects.requireNonNull(to);
        };
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
