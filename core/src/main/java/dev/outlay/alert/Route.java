package dev.outlay.alert;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// To which channels alerts of a kind go.
///
/// A route takes an alert whose rule is one of `rules` (by the name of its watch or of its rule), whose severity is
/// one of `severities` and whose labels have the values of `where`; an empty condition takes all. `more` lets the
/// routes behind it take the alert too. Throws [IllegalArgumentException] where it leads nowhere. Immutable and
/// thread-safe.
public record Route(
        Set<String> rules, Set<Severity> severities, Map<String, Set<String>> where, List<String> to, boolean more) {

    public Route {
        rules = Set.copyOf(rules);
        severities = Set.copyOf(severities);
        where = Map.copyOf(where);
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("a route leads to one channel at least: say it with to");
        }
    }

    boolean takes(Watch watch, Severity severity, Map<String, String> labels) {
        return (rules.isEmpty()
                        || rules.contains(watch.name())
                        || rules.contains(watch.rule().name()))
                && (severities.isEmpty() || severities.contains(severity))
                && where.entrySet().stream()
                        .allMatch(entry -> labels.containsKey(entry.getKey())
                                && entry.getValue().contains(labels.get(entry.getKey())));
    }
}
