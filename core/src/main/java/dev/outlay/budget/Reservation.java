package dev.outlay.budget;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Cost that is set aside for a job until it is spent, the job ends or the time is over.
///
/// `times` counts how often the ask with this id was reserved, from 1. `holds` are the amounts set aside, one for
/// each budget. It counts from `from` until `expires`. `by` is who asked, null where nobody said. `limitedTo` is
/// the share of what was asked for that was admitted, in words, null where it was all. Immutable and thread-safe.
public record Reservation(
        Ask ask,
        int times,
        Instant from,
        Instant expires,
        List<Hold> holds,
        @Nullable String by,
        @Nullable String limitedTo) {

    public Reservation {
        Objects.requireNonNull(ask, "ask");
        if (!from.isBefore(expires)) {
            throw new IllegalArgumentException(
                    "a reservation ends after it starts: " + from + " to " + expires + " of " + ask.id());
        }
        holds = List.copyOf(holds);
    }

    public String id() {
        return ask.id();
    }
}
