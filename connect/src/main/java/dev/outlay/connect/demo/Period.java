package dev.outlay.connect.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/// The whole days the company is seen over, counted in minutes from the first midnight, all in UTC.
final class Period {
    static final int HOUR = 60;
    static final int DAY = 24 * HOUR;
    private static final double[] WORKING = {
        .06, .05, .05, .05, .07, .12, .30, .62, .88, .98, 1, .92, .90, 1, .99, .95, .84, .62, .40, .30, .24, .18, .12,
        .08
    };
    private static final double[] TRAFFIC = {
        .30, .24, .20, .18, .18, .22, .32, .46, .60, .70, .76, .80, .82, .82, .84, .86, .90, .95, 1, 1, .94, .80, .60,
        .42
    };

    private final LocalDate first;
    private final int firstDayOfWeek;
    private final List<String> dates;

    Period(LocalDate first, int days) {
        this.first = first;
        this.firstDayOfWeek = first.getDayOfWeek().getValue();
        this.dates = IntStream.range(0, days + 1)
                .mapToObj(day -> first.plusDays(day).toString())
                .toList();
    }

    /// The days that are over at `now`, so that every one of them is whole.
    static Period before(Instant now, int days) {
        return new Period(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days), days);
    }

    /// The same period and some days after it.
    Period longerBy(int more) {
        return new Period(first, days() + more);
    }

    int days() {
        return dates.size() - 1;
    }

    int end() {
        return days() * DAY;
    }

    LocalDate date(int day) {
        return first.plusDays(day);
    }

    boolean weekend(int minute) {
        return (firstDayOfWeek - 1 + minute / DAY) % 7 + 1 >= DayOfWeek.SATURDAY.getValue();
    }

    /// How many of the people who work here are at it, from 0 to 1.
    double working(int minute) {
        return WORKING[hour(minute)] * (weekend(minute) ? 0.10 : 1);
    }

    /// How much the company's customers ask of its services, from 0 to 1: evenings are busy, weekends quieter.
    double traffic(int minute) {
        return TRAFFIC[hour(minute)] * (weekend(minute) ? 0.72 : 1);
    }

    /// A minute as ISO 8601 in UTC.
    void append(StringBuilder text, int minute) {
        text.append(dates.get(minute / DAY)).append('T');
        appendTwo(text, hour(minute)).append(':');
        appendTwo(text, minute % HOUR).append(":00Z");
    }

    String text(int minute) {
        StringBuilder text = new StringBuilder(20);
        append(text, minute);
        return text.toString();
    }

    private static int hour(int minute) {
        return minute % DAY / HOUR;
    }

    private static StringBuilder appendTwo(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
