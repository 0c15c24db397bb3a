package dev.outlay.recommend;

import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.util.Locale;

/// How a load uses what it holds. The lines between the profiles are ours, but for under- and over-use: below 30
/// and above 90 percent, the lines of the product's alerts.
public enum Profile {
    /// Below the idle line in more than 90 percent of the time.
    IDLE,
    /// At times more than three times as busy as on average, and half busy at least.
    BURSTY,
    /// On average below 30 percent, without bursts.
    LOW,
    /// Between.
    STEADY,
    /// On average above 90 percent.
    FULL;

    private static final BigDecimal MOSTLY = new BigDecimal("0.9");
    private static final BigDecimal LITTLE = new BigDecimal("0.3");
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal THREE = BigDecimal.valueOf(3);

    static Profile of(Series series) {
        if (series.idleShare() != null && series.idleShare().compareTo(MOSTLY) > 0) {
            return IDLE;
        }
        if (series.max().compareTo(HALF) >= 0
                && series.max().compareTo(series.mean().multiply(THREE)) > 0) {
            return BURSTY;
        }
        if (series.mean().compareTo(LITTLE) < 0) {
            return LOW;
        }
        return series.mean().compareTo(MOSTLY) > 0 ? FULL : STEADY;
    }

    /// How it is written on screens, such as `bursty`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
