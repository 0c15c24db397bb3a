package dev.outlay.ledger;

import dev.outlay.units.Span;
import org.jspecify.annotations.Nullable;

/// What an append did: facts added, facts that were known already, and lines refused.
///
/// `covered` reaches from the earliest start to the latest end of the usage read, known usage too; null where there
/// was none. Immutable and thread-safe.
public record Appended(
        long added, long known, long refused, @Nullable Span covered) {

    public static final Appended NOTHING = new Appended(0, 0, 0, null);

    /// Both together.
    public Appended plus(Appended other) {
        return new Appended(
                added + other.added, known + other.known, refused + other.refused, cover(covered, other.covered));
    }

    public long read() {
        return added + known + refused;
    }

    /// The smallest span over both, null where neither is known.
    public static @Nullable Span cover(@Nullable Span one, @Nullable Span other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Span(
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to());
    }
}
