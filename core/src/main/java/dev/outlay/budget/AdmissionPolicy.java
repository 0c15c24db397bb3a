package dev.outlay.budget;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What happens at an enforced budget that an ask does not fit into, and how much of an ask it reserves.
///
/// `full` says whether it refuses or limits. `end` is which end of the predicted interval is reserved. `timeout` is
/// how long a reservation outlives the hours its job is expected to take at most. `settling` is how long it
/// outlives the end of its run, so that what was metered late arrives before it goes. `approvers` may let somebody
/// go over; where there are none, anybody but the one who asks may. Throws [IllegalArgumentException] on a negative
/// length of time. Immutable and thread-safe.
public record AdmissionPolicy(
        Full full, Expected.End end, Duration timeout, Duration settling, List<String> approvers) {

    /// What a budget does with an ask that does not fit.
    public enum Full {
        /// It is refused.
        BLOCK,
        /// It may take what is left, with fewer hours or GPUs; where nothing is left it is refused.
        THROTTLE;

        /// How it is written, such as `block`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The word of a written name. Throws [IllegalArgumentException] listing the known ones.
        public static Full of(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "block" -> BLOCK;
                case "throttle" -> THROTTLE;
                default ->
                    throw new IllegalArgumentException("a budget that is full can block or throttle, not " + text);
            };
        }
    }

    /// What holds where nobody said otherwise: refuse, reserve what is expected, a day for waiting in a
    /// queue and for running late, an hour for meters to catch up, and any approver but the one who asks.
    public static final AdmissionPolicy DEFAULT = new AdmissionPolicy(
            Full.BLOCK, Expected.End.EXPECTED, Duration.ofHours(24), Duration.ofHours(1), List.of());

    public AdmissionPolicy {
        Objects.requireNonNull(full, "full");
        Objects.requireNonNull(end, "end");
        approvers = List.copyOf(approvers);
        if (timeout.isNegative() || settling.isNegative()) {
            throw new IllegalArgumentException(
                    "lengths of time are not negative: timeout " + timeout + ", " + settling);
        }
    }
}
