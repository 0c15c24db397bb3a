package dev.outlay.outlook;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is charged once a month: its name, the day of the month, the last amount and that before it, null where it
/// was charged once, and the least and most of the last three. A day that a month lacks is its last. Immutable.
record Fee(
        String name,
        int dayOfMonth,
        LocalDate last,
        BigDecimal amount,
        @Nullable BigDecimal before,
        BigDecimal least,
        BigDecimal most) {

    private static final int LATELY = 3;
    // a fee that falls on a weekend may come a day early or late
    private static final int DAYS_OFF = 1;
    private static final int DAYS_OVERDUE = 5;
    private static final String RECURRING = "Recurring";

    /// The fee that charges of a few days are: one a month on about the same day, the last one not overdue. What
    /// was seen once is a fee where the bill calls it recurring. `waits` is for how long charges are awaited: `to`
    /// is the first day that is not known yet.
    static Optional<Fee> of(
            String name, @Nullable String frequency, NavigableMap<LocalDate, BigDecimal> charges, LocalDate to) {
        List<LocalDate> days = new ArrayList<>(charges.descendingKeySet());
        LocalDate last = days.getFirst();
        boolean monthly = days.size() > 1 || RECURRING.equalsIgnoreCase(frequency);
        for (int i = 1; i < days.size(); i++) {
            YearMonth month = YearMonth.from(last).minusMonths(i);
            monthly &= Math.abs(days.get(i).toEpochDay()
                            - day(month, last.getDayOfMonth()).toEpochDay())
                    <= DAYS_OFF;
        }
        LocalDate due = day(YearMonth.from(last).plusMonths(1), last.getDayOfMonth());
        if (!monthly || due.plusDays(DAYS_OVERDUE).isBefore(to)) {
            return Optional.empty();
        }
        List<BigDecimal> lately =
                days.stream().limit(LATELY).map(charges::get).sorted().toList();
        return Optional.of(new Fee(
                name,
                last.getDayOfMonth(),
                last,
                Objects.requireNonNull(charges.get(last), "a fee on the last of its own days"),
                days.size() > 1 ? charges.get(days.get(1)) : null,
                lately.getFirst(),
                lately.getLast()));
    }

    private static LocalDate day(YearMonth month, int dayOfMonth) {
        return month.atDay(Math.min(dayOfMonth, month.lengthOfMonth()));
    }

    /// How often the fee falls into a span after it was last charged.
    int times(Span span) {
        int times = 0;
        for (int i = 1; ; i++) {
            LocalDate day = day(YearMonth.from(last).plusMonths(i), dayOfMonth);
            Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            if (!at.isBefore(span.to())) {
                return times;
            }
            times += span.contains(at) ? 1 : 0;
        }
    }

    /// What falls into a span.
    Range within(Span span) {
        BigDecimal times = BigDecimal.valueOf(times(span));
        return new Range(amount.multiply(times), least.multiply(times), most.multiply(times));
    }

    /// Whether charges are few enough to be fees: on one of eight days at most, and not day by day of late.
    static boolean mayBe(Map<LocalDate, BigDecimal> charges, LocalDate first, LocalDate to) {
        long length = Math.max(1, to.toEpochDay() - first.toEpochDay());
        long lately = charges.keySet().stream()
                .filter(day -> !day.isBefore(to.minusDays(8)))
                .count();
        return charges.size() * 8L <= length && lately <= 1;
    }
}
