package dev.outlay.report;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.units.CallersMistake;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which charges a report is asked for: those of some teams, namespaces, or values of any dimension.
final class Filters {

    private static final Parameter FILTER = Parameter.many(
            "filter",
            "provider=aws",
            "Keep only DIMENSION=VALUE; repeat for more; DIMENSION= keeps what does not say it");
    private static final Parameter TEAM = Parameter.many("team", "vision", "Keep only these teams");
    private static final Parameter NAMESPACE = Parameter.many("namespace", "research", "Keep only these namespaces");
    static final List<Parameter> PARAMETERS = List.of(FILTER, TEAM, NAMESPACE);

    private Filters() {}

    /// The filters of the parameters; empty where none is set. Throws [CallersMistake] on one that is none.
    static List<Filter> of(Parameters parameters) {
        Map<Dimension, Set<@Nullable String>> wanted = new LinkedHashMap<>();
        for (String text : parameters.values().getOrDefault(FILTER.name(), List.of())) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new CallersMistake("filter: DIMENSION=VALUE is expected, such as provider=aws, not " + text);
            }
            String value = text.substring(equals + 1);
            wanted.computeIfAbsent(dimension(text.substring(0, equals)), _ -> new HashSet<>())
                    .add(value.isEmpty() ? null : value);
        }
        parameters
                .many(TEAM.name(), text -> text)
                .forEach(team -> wanted.computeIfAbsent(Dimension.Named.TEAM, _ -> new HashSet<>())
                        .add(team));
        parameters
                .many(NAMESPACE.name(), text -> text)
                .forEach(namespace -> wanted.computeIfAbsent(Dimension.Named.NAMESPACE, _ -> new HashSet<>())
                        .add(namespace));
        return wanted.entrySet().stream()
                .map(entry -> new Filter(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Dimension dimension(String text) {
        return Parameters.of(FILTER.name(), text)
                .one(FILTER.name(), Dimension::of)
                .orElseThrow();
    }
}
