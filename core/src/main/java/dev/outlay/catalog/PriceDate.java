package dev.outlay.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;

/// The day, month or year in which a figure was true, as far as its source says: `2022-05-22`, `2026-08` or `2026`.
///
/// A shortened date is kept short and never filled up. Orders by the earliest day it can mean, the more exact
/// first. Throws [IllegalArgumentException] on anything else. Immutable and thread-safe.
public record PriceDate(String text) implements Comparable<PriceDate> {

    public PriceDate {
        try {
            day(text, false);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a date is a year, a year and month, or a day, as in 2026-08: " + text, e);
        }
    }

    /// The first day the date can mean.
    public LocalDate earliest() {
        return day(text, false);
    }

    /// The last day the date can mean.
    public LocalDate latest() {
        return day(text, true);
    }

    /// Whether the source named the very day.
    public boolean isExact() {
        return text.length() == 10;
    }

    @Override
    public int compareTo(PriceDate other) {
        int order = earliest().compareTo(other.earliest());
        return order != 0 ? order : latest().compareTo(other.latest());
    }

    @Override
    public String toString() {
        return text;
    }

    private static LocalDate day(String text, boolean last) {
        int length = text.length();
        boolean dashed = (length < 5 || text.charAt(4) == '-') && (length < 8 || text.charAt(7) == '-');
        if (!dashed || (length != 4 && length != 7 && length != 10)) {
            throw new DateTimeException("neither a year, nor a month, nor a day");
        }
        int year = number(text, 0, 4);
        if (length == 10) {
            return LocalDate.of(year, number(text, 5, 7), number(text, 8, 10));
        }
        int month = length == 7 ? number(text, 5, 7) : last ? 12 : 1;
        LocalDate first = LocalDate.of(year, month, 1);
        return last ? first.withDayOfMonth(first.lengthOfMonth()) : first;
    }

    // by hand, because the JDK's date formats take tens of milliseconds to load and every command reads prices
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit at " + i);
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
