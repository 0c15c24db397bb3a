package dev.outlay.connect.focus.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rules that belong together: by id, in the order they are shown, with the name of what they come from.
///
/// `outside` are rules of another data set than cost and usage. Immutable and thread-safe.
record Model(String name, Map<String, Rule> rules, Set<String> outside) {

    Model {
        rules = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        outside = Set.copyOf(outside);
    }

    /// The rules that each rule is a part of.
    Map<String, List<Rule>> wholes() {
        Map<String, List<Rule>> wholes = new HashMap<>();
        for (Rule rule : rules.values()) {
            for (String part : rule.parts()) {
                wholes.computeIfAbsent(part, _ -> new java.util.ArrayList<>()).add(rule);
            }
        }
        return wholes;
    }
}
