package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;

/// Reads decimals and instants that are written in the usual way straight from their bytes, many times faster than
/// a database does. What is written in any other way, or wrongly, is left to the mapping, which knows all ways.
///
/// The usual decimal is digits with or without a point between them and a minus before; the usual instant is
/// `2026-10-01T00:00:00Z`, with a space for the T and without the Z as well.
final class ValueReader {

    // ten to the power of 18 times a number below it fits 128 bits with sign
    private static final int MOST_DIGITS = 18;
    private static final int SCALE = 18;
    private static final long[] POWERS = powers();
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private ValueReader() {}

    /// Says the decimal of some bytes in a column of a batch, and nothing where it is not the usual.
    static void decimal(byte[] bytes, int from, int to, Batch batch, int column) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        int point = -1;
        long digits = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits >= POWERS[MOST_DIGITS - 1]) {
                    return;
                }
                digits = 10 * digits + digit;
            } else if (bytes[at] == '.' && point < 0 && at > first) {
                point = at;
            } else {
                return;
            }
        }
        int fraction = point < 0 ? 0 : to - point - 1;
        if (at == first || point == to - 1 || fraction > SCALE) {
            return;
        }
        long power = POWERS[SCALE - fraction];
        long upper = Math.multiplyHigh(digits, power);
        long lower = digits * power;
        if (negative) {
            lower = -lower;
            upper = ~upper + (lower == 0 ? 1 : 0);
        }
        batch.decimal(column, lower, upper);
    }

    /// Says the instant of some bytes in a column of a batch, and nothing where it is not the usual.
    static void instant(byte[] bytes, int from, int to, Batch batch, int column) {
        int length = to - from;
        if (length != 19 && !(length == 20 && bytes[from + 19] == 'Z')) {
            return;
        }
        if (bytes[from + 4] != '-'
                || bytes[from + 7] != '-'
                || (bytes[from + 10] != 'T' && bytes[from + 10] != ' ')
                || bytes[from + 13] != ':'
                || bytes[from + 16] != ':') {
            return;
        }
        int century = two(bytes, from);
        int year = 100 * century + two(bytes, from + 2);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        int hour = two(bytes, from + 11);
        int minute = two(bytes, from + 14);
        int second = two(bytes, from + 17);
        // two places that are no digits count far less than zero; years before 1000 have forms of their own
        if (century < 10 || year < 1000 || month < 1 || month > 12 || day < 1 || (hour | minute | second) < 0) {
            return;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int february = leap ? 29 : 28;
        int daysOfMonth = month == 2 ? february : 30 + ((month + (month >> 3)) & 1);
        if (day > daysOfMonth || hour > 23 || minute > 59 || second > 59) {
            return;
        }
        int before = year - 1;
        long days = 365L * before
                + before / 4
                - before / 100
                + before / 400
                + DAYS_BEFORE[month - 1]
                + (leap && month > 2 ? 1 : 0)
                + day
                - 719_163;
        batch.number(column, (86_400 * days + 3_600L * hour + 60L * minute + second) * 1_000_000);
    }

    private static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -10_000 : 10 * tens + ones;
    }

    private static long[] powers() {
        long[] powers = new long[SCALE + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
