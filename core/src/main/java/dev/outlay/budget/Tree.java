package dev.outlay.budget;

import dev.outlay.catalog.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Budgets below budgets, as far up and down as they go; every level above must hold.
///
/// A budget covers what its own scope and those of all above it cover. Throws [Mistake] on a name that stands
/// twice, an unknown parent, a parent that is below its own child, a scope that nothing can fall under because of
/// those above it, and budgets side by side that would count the same thing twice, see [Overlaps]. Immutable and
/// thread-safe.
public final class Tree {

    /// No budgets.
    public static final Tree EMPTY = Tree.of(List.of());

    /// How many budgets may stand above each other; an organisation has fewer levels.
    static final int DEEPEST = 50;

    private final Map<String, Budget> budgets;
    private final Map<String, Scope> scopes;
    private final Map<String, List<Budget>> below;

    private Tree(Map<String, Budget> budgets, Map<String, Scope> scopes, Map<String, List<Budget>> below) {
        this.budgets = budgets;
        this.scopes = scopes;
        this.below = below;
    }

    /// Budgets that do not stand together, and which of them is at fault for what.
    public static final class Mistake extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final String budget;
        private final Part part;

        /// What of the budget is wrong.
        public enum Part {
            NAME,
            PARENT,
            SCOPE
        }

        Mistake(Budget budget, Part part, String message) {
            super(message);
            this.budget = budget.name();
            this.part = part;
        }

        /// The name of the budget at fault.
        public String budget() {
            return budget;
        }

        public Part part() {
            return part;
        }
    }

    /// The tree of some budgets, in any order.
    public static Tree of(Collection<Budget> all) {
        Map<String, Budget> named = new LinkedHashMap<>();
        for (Budget budget : all) {
            if (named.putIfAbsent(budget.name(), budget) != null) {
                throw new Mistake(
                        budget,
                        Mistake.Part.NAME,
                        "the budget " + budget.name() + " stands twice: give each a name of its own");
            }
        }
        Map<String, List<Budget>> below = new HashMap<>();
        for (Budget budget : named.values()) {
            checkChain(budget, named);
            below.computeIfAbsent(key(budget.parent()), _ -> new ArrayList<>()).add(budget);
        }
        Map<String, Budget> ordered = new LinkedHashMap<>();
        Map<String, Scope> scopes = new HashMap<>();
        order("", below, named, ordered, scopes);
        below.forEach((parent, siblings) ->
                Overlaps.refuse(parent.isEmpty() ? null : named.get(parent), siblings, scopes, below.keySet()));
        return new Tree(ordered, scopes, below);
    }

    /// All budgets, each behind those above it, siblings by name.
    public Collection<Budget> budgets() {
        return budgets.values();
    }

    public int size() {
        return budgets.size();
    }

    /// The budget of a name.
    public Optional<Budget> named(String name) {
        return Optional.ofNullable(budgets.get(name));
    }

    /// A budget and all above it, the top last.
    public List<Budget> chain(Budget budget) {
        List<Budget> chain = new ArrayList<>();
        for (Budget level = budget;
                level != null;
                level = level.parent() == null ? null : budgets.get(level.parent())) {
            chain.add(level);
        }
        return chain;
    }

    /// The budgets directly below one.
    public List<Budget> below(Budget budget) {
        return List.copyOf(below.getOrDefault(budget.name(), List.of()));
    }

    /// What falls under a budget of this tree: its own scope within those of all above it.
    public Scope scope(Budget budget) {
        Scope scope = scopes.get(budget.name());
        if (scope == null) {
            throw new IllegalArgumentException("the budget " + budget.name() + " is not in this tree");
        }
        return scope;
    }

    /// This tree with some budgets in place of those of their names, or beside the others. Throws as [#of] does.
    public Tree with(Collection<Budget> others) {
        Map<String, Budget> merged = new LinkedHashMap<>(budgets);
        Set<String> seen = new LinkedHashSet<>();
        for (Budget budget : others) {
            if (!seen.add(budget.name())) {
                throw new Mistake(
                        budget,
                        Mistake.Part.NAME,
                        "the budget " + budget.name() + " stands twice: give each a name of its own");
            }
            // what is stated now is at fault where it does not stand together with what was there
            merged.remove(budget.name());
            merged.put(budget.name(), budget);
        }
        return of(merged.values());
    }

    private static void checkChain(Budget budget, Map<String, Budget> named) {
        Set<String> path = new LinkedHashSet<>(List.of(budget.name()));
        for (Budget level = budget; level.parent() != null; ) {
            Budget above = named.get(level.parent());
            if (above == null) {
                List<String> near = NearNames.nearest(key(level.parent()), named.keySet());
                throw new Mistake(
                        level,
                        Mistake.Part.PARENT,
                        "the budget " + level.name() + " is below "
                                + level.parent() + ", and there is no budget of that name"
                                + (near.isEmpty() ? "" : ": did you mean " + near.getFirst() + "?"));
            }
            if (!path.add(above.name())) {
                throw new Mistake(
                        level,
                        Mistake.Part.PARENT,
                        "budgets stand below each other in a circle: " + String.join(" below ", path) + " below "
                                + above.name());
            }
            if (path.size() > DEEPEST) {
                throw new Mistake(
                        budget,
                        Mistake.Part.PARENT,
                        "more than " + DEEPEST + " budgets stand above " + budget.name() + ": a tree has at most "
                                + DEEPEST + " levels");
            }
            level = above;
        }
    }

    private static void order(
            String parent,
            Map<String, List<Budget>> below,
            Map<String, Budget> named,
            Map<String, Budget> ordered,
            Map<String, Scope> scopes) {
        List<Budget> level = new ArrayList<>(below.getOrDefault(parent, List.of()));
        level.sort(Comparator.comparing(Budget::name));
        for (Budget budget : level) {
            Budget above = named.get(parent);
            Scope outer = above == null ? Scope.EVERYTHING : scopes.getOrDefault(parent, Scope.EVERYTHING);
            Scope scope = budget.scope()
                    .within(outer)
                    .orElseThrow(() -> new Mistake(
                            budget,
                            Mistake.Part.SCOPE,
                            "nothing can fall under the budget "
                                    + budget.name() + ": it covers "
                                    + budget.scope().text() + ", and what is above it covers "
                                    + outer.text()));
            ordered.put(budget.name(), budget);
            scopes.put(budget.name(), scope);
            order(budget.name(), below, named, ordered, scopes);
        }
    }

    private static String key(@Nullable String parent) {
        return parent == null ? "" : parent;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tree tree && budgets.equals(tree.budgets);
    }

    @Override
    public int hashCode() {
        return budgets.hashCode();
    }
}
