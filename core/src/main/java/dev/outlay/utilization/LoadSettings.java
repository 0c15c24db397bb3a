package dev.outlay.utilization;

import java.math.BigDecimal;
import java.time.Duration;

/// What counts as idle and how series are summed up.
///
/// `idleBelow` is the share of use under which a reading is idle. `stretch` is how long a thing must be idle
/// without a break to count as one that could have been given back. `window` is the length of the windows whose
/// highest mean is the peak. Up to `exactValues` different values of a series are kept, and its percentiles are
/// exact; beyond, values are rounded to as many digits as keep within that number. Throws
/// [IllegalArgumentException] outside of what makes sense. Immutable and thread-safe.
public record LoadSettings(BigDecimal idleBelow, Duration stretch, Duration window, int exactValues) {

    /// Idle below 5 percent, the line at which AWS Compute Optimizer and Azure Advisor call a processor idle by
    /// default, taken over to GPUs; stretches of an hour; windows of five minutes; 4,096 values.
    public static final LoadSettings DEFAULT =
            new LoadSettings(new BigDecimal("0.05"), Duration.ofHours(1), Duration.ofMinutes(5), 4096);

    public LoadSettings {
        if (idleBelow.signum() <= 0 || idleBelow.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("idle is below a share above 0 and up to 1: " + idleBelow);
        }
        if (!stretch.isPositive() || !window.isPositive() || exactValues < 2) {
            throw new IllegalArgumentException("stretches and windows have a length, and two values are kept at least: "
                    + stretch + ", " + window + ", " + exactValues);
        }
    }
}
