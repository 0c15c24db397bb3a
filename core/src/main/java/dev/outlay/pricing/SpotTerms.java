package dev.outlay.pricing;

import java.math.BigDecimal;

/// What a spot offer must be like to be advised.
///
/// It saves `leastSaving` percent at least over the cheapest on-demand offer, is taken back from at most
/// `mostInterruption` percent of machines in a month by the band its provider publishes, and was never in the span
/// looked at as dear as that on-demand offer. With `acceptsUnknown` one whose interruptions or history are not
/// known will do. Throws [IllegalArgumentException] on percents outside 0 to 100. Immutable and thread-safe.
public record SpotTerms(BigDecimal leastSaving, int mostInterruption, boolean acceptsUnknown) {

    /// A saving of 20 percent, and the bands up to 20 percent a month.
    public static final SpotTerms USUAL = new SpotTerms(BigDecimal.valueOf(20), 20, false);

    private static final int HUNDRED = 100;

    public SpotTerms {
        if (leastSaving.signum() < 0
                || leastSaving.compareTo(BigDecimal.valueOf(HUNDRED)) > 0
                || mostInterruption < 0
                || mostInterruption > HUNDRED) {
            throw new IllegalArgumentException(
                    "percents lie between 0 and 100: " + leastSaving.toPlainString() + ", " + mostInterruption);
        }
    }
}
