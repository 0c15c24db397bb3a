package dev.outlay.estimate;

import java.util.Objects;

/// The nearest plan that would do if one limit were another: which one, and the best choice then.
///
/// Immutable and thread-safe.
public record Relaxation(Kind kind, Choice choice) {

    /// What is given up. All other limits hold, but for the last two.
    public enum Kind {
        /// The cheapest within the other limits.
        BUDGET,
        /// The fastest within the other limits.
        DEADLINE,
        /// The cleanest within the other limits.
        CARBON,
        /// The cheapest in any place.
        PLACE,
        /// The cheapest of any provider.
        PROVIDER,
        /// The cheapest on any GPU.
        GPU,
        /// The cheapest in any way of buying.
        CAPACITY,
        /// The cheapest of any size, from any machine.
        SIZE,
        /// The cheapest however long it takes and whatever it emits.
        CHEAPEST,
        /// The fastest at any cost and whatever it emits.
        FASTEST
    }

    public Relaxation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(choice, "choice");
    }
}
