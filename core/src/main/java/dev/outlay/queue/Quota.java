package dev.outlay.queue;

import java.util.Map;

/// How many GPUs may be held at once, in all and by one owner; an owner who is not named has no limit of their own.
/// Throws [IllegalArgumentException] on fewer than one. Immutable and thread-safe.
public record Quota(int gpus, Map<String, Integer> byOwner) {

    public Quota {
        byOwner = Map.copyOf(byOwner);
        if (gpus < 1 || byOwner.values().stream().anyMatch(own -> own < 1)) {
            throw new IllegalArgumentException("a quota is at least one GPU: " + gpus + ", " + byOwner);
        }
    }

    /// The most that one owner may hold at once.
    int of(String owner) {
        return Math.min(gpus, byOwner.getOrDefault(owner, gpus));
    }
}
