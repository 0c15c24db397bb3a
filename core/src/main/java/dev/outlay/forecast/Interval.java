package dev.outlay.forecast;

/// A value and the spans in which it is expected to lie with a probability of 80 % and of 90 %.
///
/// Throws [IllegalArgumentException] where the spans do not contain each other and the value. Immutable.
public record Interval(double value, double low80, double high80, double low90, double high90) {

    public Interval {
        if (!(low90 > 0 && low90 <= low80 && low80 <= value && value <= high80 && high80 <= high90)) {
            throw new IllegalArgumentException("an interval is positive and contains its value: " + low90 + " " + low80
                    + " " + value + " " + high80 + " " + high90);
        }
    }

    /// The interval around a value whose logarithm is off by at most `log80` and `log90`.
    static Interval around(double value, double log80, double log90) {
        double inner = Math.exp(log80);
        double outer = Math.exp(Math.max(log80, log90));
        return new Interval(value, value / inner, value * inner, value / outer, value * outer);
    }

    /// The same interval of a multiple.
    public Interval times(double factor) {
        return new Interval(value * factor, low80 * factor, high80 * factor, low90 * factor, high90 * factor);
    }

    /// The same value with one more cause of error, of which `log80` is half of the 80 % interval of the logarithm.
    Interval widened(double log80) {
        double log90 = log80 * 1.2834;
        return new Interval(
                value,
                value / Math.exp(Math.hypot(Math.log(value / low80), log80)),
                value * Math.exp(Math.hypot(Math.log(high80 / value), log80)),
                value / Math.exp(Math.hypot(Math.log(value / low90), log90)),
                value * Math.exp(Math.hypot(Math.log(high90 / value), log90)));
    }

    /// The interval of `1 / value`, such as of a rate from a duration.
    public Interval inverse() {
        return new Interval(1 / value, 1 / high80, 1 / low80, 1 / high90, 1 / low90);
    }
}
