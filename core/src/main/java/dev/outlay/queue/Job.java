package dev.outlay.queue;

import dev.outlay.budget.Expected;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;

/// A job that waits: whose it is, how urgent, how many GPUs it holds for how long, and what it costs.
///
/// A higher `priority` goes first. `cost` is in the one currency of the queue; `gpus` are whole ones, all at once.
/// `submitted` decides between what is equal otherwise. Throws [IllegalArgumentException] on fewer than one GPU and
/// on hours that are not above zero. Immutable and thread-safe.
public record Job(String name, String owner, int priority, int gpus, Expected hours, Expected cost, Instant submitted) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    public Job {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(submitted, "submitted");
        if (gpus < 1 || hours.low().signum() <= 0) {
            throw new IllegalArgumentException(
                    "a job holds at least one GPU for more than no time: " + name + ", " + gpus + " GPUs, " + hours);
        }
    }

    /// When it ends that starts at an instant and takes some hours.
    static Instant after(Instant start, BigDecimal hours) {
        return start.plusSeconds(Math.max(
                1,
                hours.multiply(SECONDS_PER_HOUR)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact()));
    }
}
