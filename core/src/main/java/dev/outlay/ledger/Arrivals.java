package dev.outlay.ledger;

/// Some places in the order in which the facts of one kind came into a ledger: from `after`, the number of facts
/// that came before, up to and without `upTo`.
///
/// Facts are never taken out, so a place means the same fact for ever, and a ledger's count of a kind is the place
/// at which the next one will stand. Throws [IllegalArgumentException] on a place below 0 or an end before the
/// start. Immutable and thread-safe.
public record Arrivals(long after, long upTo) {

    public Arrivals {
        if (after < 0 || upTo < after) {
            throw new IllegalArgumentException(
                    "places are counted from 0 and do not go back: " + after + " to " + upTo);
        }
    }

    /// Whether a place is among them.
    public boolean contains(long place) {
        return place >= after && place < upTo;
    }
}
