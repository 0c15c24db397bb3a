package dev.outlay.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// A document that was taken in whole: what tells a bill that is read again from one that was issued anew.
///
/// The origin's id is `delivery/`, the source's name and the fingerprint of the document's content; its document is
/// the name under which it came first. `at` is when it was taken in, `lines` how many it held. Immutable and
/// thread-safe.
public record Delivery(Origin origin, Instant at, long lines) implements Fact {

    public Delivery {
        Objects.requireNonNull(origin, "origin");
        // kept to the microsecond, as databases do
        at = at.truncatedTo(ChronoUnit.MICROS);
        if (lines < 0) {
            throw new IllegalArgumentException("a document holds no lines or more: " + lines);
        }
    }

    @Override
    public Delivery readAt(Origin elsewhere) {
        return new Delivery(elsewhere, at, lines);
    }
}
