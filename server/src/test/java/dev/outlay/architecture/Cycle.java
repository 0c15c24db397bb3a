package dev.outlay.architecture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A walk through a graph that comes back to where it began.
final class Cycle {
    private final Map<String, Set<String>> graph;
    private final Set<String> done = new HashSet<>();
    private final List<String> path = new ArrayList<>();

    private Cycle(Map<String, Set<String>> graph) {
        this.graph = graph;
    }

    /// One cycle of `graph`, as `a -> b -> a`; empty if there is none.
    static Optional<String> in(Map<String, Set<String>> graph) {
        var search = new Cycle(graph);
        return graph.keySet().stream()
                .map(search::from)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> from(String node) {
        int seenAt = path.indexOf(node);
        if (seenAt >= 0) {
            return Optional.of(String.join(" -> ", path.subList(seenAt, path.size())) + " -> " + node);
        }
        if (done.contains(node)) {
            return Optional.empty();
        }
        path.add(node);
        for (String next : graph.getOrDefault(node, Set.of())) {
            Optional<String> cycle = from(next);
            if (cycle.isPresent()) {
                return cycle;
            }
        }
        path.removeLast();
        done.add(node);
        return Optional.empty();
    }
}
