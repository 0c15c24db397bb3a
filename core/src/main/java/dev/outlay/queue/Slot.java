package dev.outlay.queue;

import java.time.Duration;
import java.time.Instant;

/// When a job starts and ends as planned, and why then. Immutable and thread-safe.
public record Slot(Job job, Instant start, Instant end, String why) {

    /// How long it waits from its submission, or from the start of the plan where that is later.
    public Duration waits(Instant planned) {
        Instant from = job.submitted().isAfter(planned) ? job.submitted() : planned;
        return Duration.between(from, start);
    }
}
