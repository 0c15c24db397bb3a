package dev.outlay.automation;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which measurements are of a target: those whose cluster, node, namespace, workload, pod and run all match.
///
/// What is named and not said by a measurement does not match. Throws [IllegalArgumentException] on another key.
/// Immutable and thread-safe.
public record Match(Map<String, Glob> patterns) {

    /// What can be named.
    public static final List<String> KEYS = List.of("cluster", "node", "namespace", "workload", "pod", "run");

    /// Nothing is measured of the target.
    public static final Match NOTHING = new Match(Map.of());

    public Match {
        patterns = Map.copyOf(patterns);
        patterns.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "measurements are matched by " + String.join(", ", KEYS) + ", not by " + key);
                });
    }

    public boolean matches(Place place, Owner owner) {
        return !patterns.isEmpty()
                && patterns.entrySet().stream().allMatch(entry -> {
                    String said = said(entry.getKey(), place, owner);
                    return said != null && entry.getValue().matches(said);
                });
    }

    private static @Nullable String said(String key, Place place, Owner owner) {
        return switch (key) {
            case "cluster" -> place.cluster();
            case "node" -> place.node();
            case "namespace" -> owner.namespace();
            case "workload" -> owner.workload();
            case "pod" -> owner.pod();
            default -> owner.run();
        };
    }
}
