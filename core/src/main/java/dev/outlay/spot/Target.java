package dev.outlay.spot;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// Something with a name that can be started, stopped or scaled, and the state it is in. Immutable and thread-safe.
public record Target(String name, TargetState state, Set<Capability> capabilities) {

    public Target {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a target has a name");
        }
        Objects.requireNonNull(state, "state");
        capabilities = capabilities.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(capabilities));
    }

    /// Whether a change can be made to it.
    public boolean isCapableOf(Change change) {
        return capabilities.contains(change.needs());
    }
}
