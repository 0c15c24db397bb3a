package dev.outlay.estimate;

/// How long work takes where machines are taken away: what is saved, how often, and what an interruption costs.
///
/// Interruptions come at random and independently at a constant rate; losing one machine stops all of them, what
/// was done since the last checkpoint is done again, and then work starts anew after `restartHours`. The mean
/// duration is that of Daly (A higher order estimate of the optimum checkpoint interval for restart dumps, 2006,
/// equation 13) at his interval (equation 37), which is Young's square root with two more terms. Waiting until
/// there is a machine again is not part of it: nobody publishes how long that takes.
///
/// Throws [IllegalArgumentException] unless both are above zero. Immutable and thread-safe.
public record Checkpoints(double saveHours, double restartHours) {

    /// Five minutes to save, a quarter of an hour to start anew: assumptions, to be replaced by one's own figures.
    public static final Checkpoints ASSUMED = new Checkpoints(5 / 60.0, 15 / 60.0);

    public Checkpoints {
        if (!(saveHours > 0 && restartHours > 0) || saveHours > 1_000 || restartHours > 1_000) {
            throw new IllegalArgumentException("saving and starting anew take time, above zero and below 1,000 hours: "
                    + saveHours + ", " + restartHours);
        }
    }

    /// The hours of work between two checkpoints that lose least, for interruptions per hour of the whole cluster.
    public double interval(double hours, double perHour) {
        if (perHour <= 0) {
            return hours;
        }
        double between = 1 / perHour;
        double ratio = saveHours / (2 * between);
        double best = ratio < 1
                ? Math.sqrt(2 * saveHours * between) * (1 + Math.sqrt(ratio) / 3 + ratio / 9) - saveHours
                : between;
        return Math.min(hours, best);
    }

    /// The mean hours until work of so many hours is done; infinite where it practically never is.
    public double expected(double hours, double perHour) {
        double interval = interval(hours, perHour);
        double segments = hours / interval;
        if (perHour <= 0) {
            return hours + segments * saveHours;
        }
        return Math.exp(restartHours * perHour) * Math.expm1((interval + saveHours) * perHour) / perHour * segments;
    }
}
