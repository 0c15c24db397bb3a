package dev.outlay.forecast;

import java.util.function.DoubleUnaryOperator;

/// A value and the span in which it is expected to lie with a probability of 90 %. Other than an [Interval] it may
/// reach zero, as what is left of a run does. Throws [IllegalArgumentException] where the value lies outside.
/// Immutable and thread-safe.
public record Likely(double value, double low, double high) {

    public Likely {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException("a value lies within its span: " + value + ", " + low + " to " + high);
        }
    }

    /// The same of a multiple that is not negative.
    public Likely times(double factor) {
        return new Likely(value * factor, low * factor, high * factor);
    }

    /// The span that holds this and another, around this value.
    public Likely with(Likely other) {
        return new Likely(value, Math.min(low, other.low), Math.max(high, other.high));
    }

    /// The place where a function that rises reaches a level, between two marks.
    static double reach(DoubleUnaryOperator rising, double level, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// Below how many standard errors a value of so many degrees of freedom lies with a probability of 95 %: the
    /// expansion of Student's distribution around the normal one, within 1.5 % from two degrees on.
    public static double student(double degrees) {
        double z = 1.6448536269514722;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        return z
                + (z3 + z) / (4 * degrees)
                + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees * degrees * degrees);
    }

    /// The probability that a normal value lies below so many standard errors; Abramowitz and Stegun 7.1.26, right
    /// to seven digits.
    static double normal(double errors) {
        double x = Math.abs(errors) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double tail = t
                * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                * Math.exp(-x * x);
        return errors >= 0 ? 1 - tail / 2 : tail / 2;
    }
}
