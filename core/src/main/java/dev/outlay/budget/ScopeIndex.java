package dev.outlay.budget;

import dev.outlay.ledger.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the budgets that cover something among many, looking at few: each stands under the values of that
/// dimension of its scope which tells most budgets apart. Immutable and thread-safe.
final class ScopeIndex {

    private final Map<Dimension, Map<String, List<Entry>>> byValue = new HashMap<>();
    private final List<Entry> everywhere = new ArrayList<>();
    private final Set<Dimension> dimensions = new LinkedHashSet<>();

    /// `rank` is the place in the tree's order, by which those above come first.
    private record Entry(int rank, Budget budget, Scope scope) {}

    ScopeIndex(Tree tree) {
        Map<Dimension, Set<String>> values = new HashMap<>();
        for (Budget budget : tree.budgets()) {
            tree.scope(budget).wanted().forEach((dimension, wanted) -> {
                dimensions.add(dimension);
                values.computeIfAbsent(dimension, _ -> new HashSet<>()).addAll(wanted);
            });
        }
        int rank = 0;
        for (Budget budget : tree.budgets()) {
            var entry = new Entry(rank++, budget, tree.scope(budget));
            Dimension telling = entry.scope().wanted().keySet().stream()
                    .max(Comparator.<Dimension>comparingInt(dimension ->
                                    values.getOrDefault(dimension, Set.of()).size())
                            .thenComparing(Dimension::text))
                    .orElse(null);
            if (telling == null) {
                everywhere.add(entry);
                continue;
            }
            Map<String, List<Entry>> entries = byValue.computeIfAbsent(telling, _ -> new HashMap<>());
            entry.scope()
                    .values(telling)
                    .forEach(value -> entries.computeIfAbsent(value, _ -> new ArrayList<>())
                            .add(entry));
        }
    }

    /// Every dimension that a scope names.
    Set<Dimension> dimensions() {
        return dimensions;
    }

    /// The budgets that cover what has these values, those above first.
    List<Budget> over(Function<Dimension, @Nullable String> said) {
        List<Entry> found = new ArrayList<>(everywhere);
        byValue.forEach((dimension, entries) -> {
            String value = said.apply(dimension);
            if (value != null) {
                entries.getOrDefault(value, List.of()).stream()
                        .filter(entry -> entry.scope().covers(said))
                        .forEach(found::add);
            }
        });
        found.sort(Comparator.comparingInt(Entry::rank));
        return found.stream().map(Entry::budget).toList();
    }
}
