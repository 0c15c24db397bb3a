package dev.outlay.spot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an order did. `changed` is false where the target was in that state already; then there is nothing to undo.
/// `undo` brings the target back, null where there is nothing to undo or the state before is not known well enough.
/// `said` is what the system answered, for a person. Immutable and thread-safe.
public record Effect(
        Order order,
        boolean changed,
        TargetState before,
        @Nullable Change undo,
        String said) {

    public Effect {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(said, "said");
        if (!changed && undo != null) {
            throw new IllegalArgumentException("what changed nothing has no undo: " + order);
        }
    }

    /// An order whose target is as it says already.
    public static Effect nothing(Order order, TargetState before) {
        return new Effect(order, false, before, null, "it was " + before.text() + " already");
    }

    /// An order that was carried out.
    public static Effect of(Order order, TargetState before, String said) {
        return new Effect(order, true, before, order.change().undo(before).orElse(null), said);
    }
}
