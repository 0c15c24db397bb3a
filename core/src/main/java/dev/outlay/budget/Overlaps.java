package dev.outlay.budget;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses budgets side by side that would count the same thing twice.
///
/// Those directly below one budget divide it, and so do the tops of trees: where they count in one unit, over
/// periods of one kind and at the same time, nothing may fall under two of them. A budget alone, with none above
/// and none below, divides nothing and may cover what others cover, but not exactly the same as another.
final class Overlaps {

    private Overlaps() {}

    /// Budgets that count the same way, so that one could count for the other.
    private record Way(BudgetUnit unit, Measure cost, Period.Cycle cycle) {

        static Way of(Budget budget) {
            return new Way(
                    budget.limit().unit(),
                    budget.limit().unit() instanceof BudgetUnit.Currency ? budget.cost() : Measure.EFFECTIVE,
                    budget.period().cycle());
        }
    }

    static void refuse(
            @Nullable Budget parent, List<Budget> siblings, Map<String, Scope> scopes, Set<String> withBudgetsBelow) {
        Map<Way, List<Budget>> alike = new LinkedHashMap<>();
        Map<Way, Map<Scope, Budget>> alone = new HashMap<>();
        for (Budget budget : siblings) {
            if (parent != null || withBudgetsBelow.contains(budget.name())) {
                alike.computeIfAbsent(Way.of(budget), _ -> new ArrayList<>()).add(budget);
                continue;
            }
            Budget same =
                    alone.computeIfAbsent(Way.of(budget), _ -> new HashMap<>()).putIfAbsent(budget.scope(), budget);
            if (same != null && same.period().meets(budget.period())) {
                throw new Tree.Mistake(
                        budget,
                        Tree.Mistake.Part.SCOPE,
                        "the budgets " + same.name() + " and "
                                + budget.name() + " limit the same, "
                                + budget.scope().text() + " per "
                                + budget.period().cycle().text()
                                + ": keep one of them, with as many thresholds as it takes");
            }
        }
        alike.values().forEach(group -> refuse(parent, group, scopes));
    }

    private static void refuse(@Nullable Budget parent, List<Budget> group, Map<String, Scope> scopes) {
        if (group.size() < 2) {
            return;
        }
        Dimension dividing = mostNamed(group, scopes);
        Map<String, List<Budget>> byValue = new HashMap<>();
        List<Budget> everywhere = new ArrayList<>();
        List<Budget> seen = new ArrayList<>();
        for (Budget budget : group) {
            Scope scope = scope(budget, scopes);
            Set<String> values = dividing == null ? Set.of() : scope.values(dividing);
            if (values.isEmpty()) {
                seen.forEach(other -> refuseMeeting(parent, other, budget, scopes));
                everywhere.add(budget);
            } else {
                everywhere.forEach(other -> refuseMeeting(parent, other, budget, scopes));
                for (String value : values) {
                    List<Budget> others = byValue.computeIfAbsent(value, _ -> new ArrayList<>());
                    others.forEach(other -> refuseMeeting(parent, other, budget, scopes));
                    others.add(budget);
                }
            }
            seen.add(budget);
        }
    }

    private static void refuseMeeting(@Nullable Budget parent, Budget one, Budget other, Map<String, Scope> scopes) {
        if (!one.period().meets(other.period()) || !scope(one, scopes).meets(scope(other, scopes))) {
            return;
        }
        throw new Tree.Mistake(
                other,
                Tree.Mistake.Part.SCOPE,
                "the budgets " + one.name() + " (" + one.scope().text() + ") and " + other.name() + " ("
                        + other.scope().text() + ") "
                        + (parent == null ? "are tops of trees" : "stand side by side below " + parent.name())
                        + " and overlap: what falls under both would count twice. Put one below the other, keep them"
                        + " apart by a dimension, or let one stand alone without a parent and without budgets below");
    }

    /// The dimension that most of them name, by which few are left to compare; null where none names any.
    private static @Nullable Dimension mostNamed(List<Budget> group, Map<String, Scope> scopes) {
        Map<Dimension, Integer> counts = new HashMap<>();
        group.forEach(budget ->
                scope(budget, scopes).wanted().keySet().forEach(dimension -> counts.merge(dimension, 1, Integer::sum)));
        return counts.entrySet().stream()
                .max(Map.Entry.<Dimension, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().text(), Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static Scope scope(Budget budget, Map<String, Scope> scopes) {
        return scopes.getOrDefault(budget.name(), budget.scope());
    }
}
