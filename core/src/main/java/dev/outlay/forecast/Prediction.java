package dev.outlay.forecast;

/// A predicted figure with its interval and what it rests on, in one sentence. Immutable.
public record Prediction(Metric metric, Interval interval, String basis) {

    public double value() {
        return interval.value();
    }
}
