package dev.outlay.automation;

import dev.outlay.ledger.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// A rule that acts on targets whose every GPU was idle, by every signal it names, for all of `lasting` up to now.
///
/// `below` holds the value that each signal must stay under, shares from 0 to 1 and power in watts. `gap` is the
/// longest time without a measurement that still counts as measured. `rest` is how long a target is left alone
/// after an action on it failed or was taken back. Throws [IllegalArgumentException] with fewer than two signals,
/// because one meter alone may be broken, and on lengths that cannot be. Immutable and thread-safe.
public record IdleRule(Common common, Duration lasting, Map<Signal, BigDecimal> below, Duration gap, Duration rest)
        implements Rule {

    public static final Duration DEFAULT_GAP = Duration.ofMinutes(5);
    public static final Duration DEFAULT_REST = Duration.ofHours(4);

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(7);

    public IdleRule {
        Objects.requireNonNull(common, "common");
        if (below.size() < 2) {
            throw new IllegalArgumentException(
                    "two signals at least tell that a GPU is idle, for one meter alone may be"
                            + " broken: add one of gpu_utilization, sm_active, tensor_active, gpu_memory_used, power");
        }
        below.forEach((signal, value) -> {
            if (signal == Signal.CPU_UTILIZATION || signal == Signal.MEMORY_UTILIZATION) {
                throw new IllegalArgumentException(signal.text() + " tells nothing of a GPU");
            }
            if (value.signum() <= 0 || (signal != Signal.POWER && value.compareTo(BigDecimal.ONE) > 0)) {
                throw new IllegalArgumentException(signal.text() + " stays under a "
                        + (signal == Signal.POWER ? "number of watts" : "share above 0 and up to 1") + ", not "
                        + value.toPlainString());
            }
        });
        below = Map.copyOf(new EnumMap<>(below));
        if (lasting.compareTo(SHORTEST) < 0 || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("idle lasts between 5 minutes and 7 days: " + lasting);
        }
        if (gap.isNegative() || gap.isZero() || gap.compareTo(lasting) > 0) {
            throw new IllegalArgumentException(
                    "a gap is above 0 and no longer than idle lasts, " + lasting + ": " + gap);
        }
        if (rest.isNegative() || rest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rest lies between 0 and 7 days: " + rest);
        }
    }
}
