package dev.outlay.scope;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.Scope;
import dev.outlay.budget.Tree;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which budgets and asks somebody sees who belongs to some teams, told event by event in their order.
///
/// A budget is seen where everything it covers is of the teams. One that stands below a budget which is not seen is
/// seen at the top of its tree, with the scope that it has below the other: it covers the same. An ask is seen
/// where it names one of the teams; what it says about budgets that are not seen is left out. Not thread-safe.
final class TeamBudgets {

    private static final String OTHERS = "a budget above those that you see decided";
    private static final int DEEPEST = 50;

    private final Teams teams;
    // as they are in the end: what stands above a budget says today what it covers
    private final Map<String, Budget> last = new HashMap<>();
    private final Map<String, Budget> all = new HashMap<>();
    private final Map<String, Budget> seen = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> asks = new HashSet<>();

    TeamBudgets(Teams teams, List<Event> events) {
        this.teams = teams;
        events.stream().filter(event -> event.topic().equals(BudgetState.TOPIC)).forEach(event -> {
            if (event.verb().equals(BudgetState.SET)) {
                last.put(event.subject(), Budget.of(event.subject(), event.details()));
            } else if (event.verb().equals(BudgetState.DELETED)) {
                last.remove(event.subject());
            }
        });
    }

    /// Budgets that are seen and would not stand together without those that are not: they are hidden too.
    Set<String> standingAlone() {
        Map<String, Budget> left = new HashMap<>(seen);
        Set<String> alone = new HashSet<>();
        while (true) {
            try {
                Tree.of(left.values());
                return alone;
            } catch (Tree.Mistake mistake) {
                alone.add(mistake.budget());
                left.remove(mistake.budget());
            }
        }
    }

    /// An event of the topic `budget` as it is seen; empty where it is not.
    Optional<Event> budget(Event event) {
        return switch (event.verb()) {
            case BudgetState.SET -> set(event, Budget.of(event.subject(), event.details()));
            case BudgetState.DELETED -> deleted(event);
            case BudgetState.RECORDED ->
                teams.has(event.details().get(TeamEvents.TEAM)) ? Optional.of(event) : Optional.empty();
            default -> seen.containsKey(event.subject()) ? Optional.of(event) : Optional.empty();
        };
    }

    private Optional<Event> deleted(Event event) {
        all.remove(event.subject());
        hidden.remove(event.subject());
        return seen.remove(event.subject()) == null ? Optional.empty() : Optional.of(event);
    }

    private Optional<Event> set(Event event, Budget budget) {
        all.put(budget.name(), budget);
        Scope scope = covered(budget);
        if (!areTheirs(scope)) {
            hidden.add(budget.name());
            // it was seen until now: for whoever saw it, it went
            return seen.remove(budget.name()) != null
                    ? Optional.of(with(event, BudgetState.DELETED, Map.of()))
                    : Optional.empty();
        }
        hidden.remove(budget.name());
        Budget above = above(budget);
        if (above == null || areTheirs(covered(above))) {
            seen.put(budget.name(), budget);
            return Optional.of(event);
        }
        Budget top = covering(budget, scope);
        seen.put(budget.name(), top);
        return Optional.of(with(event, event.verb(), top.details()));
    }

    private boolean areTheirs(Scope scope) {
        Set<String> covers = scope.wanted().getOrDefault(Named.TEAM, Set.of());
        return !covers.isEmpty() && teams.names().containsAll(covers);
    }

    /// What a budget covers within those above it; the narrower of both where they have nothing in common.
    private Scope covered(Budget budget) {
        Scope scope = budget.scope();
        Budget above = above(budget);
        for (int levels = 0; above != null && levels < DEEPEST; levels++) {
            scope = scope.within(above.scope()).orElse(scope);
            above = above(above);
        }
        return scope;
    }

    private @Nullable Budget above(Budget budget) {
        String parent = budget.parent();
        return parent == null ? null : last.getOrDefault(parent, all.get(parent));
    }

    private static Budget covering(Budget budget, Scope scope) {
        return new Budget(
                budget.name(),
                null,
                budget.limit(),
                budget.cost(),
                budget.period(),
                budget.zone(),
                scope,
                budget.thresholds(),
                budget.guard());
    }

    /// An event of the topic `reservation` as it is seen; empty where it is not.
    Optional<Event> ask(Event event) {
        if (event.details().keySet().stream().anyMatch(key -> key.startsWith("who:"))) {
            if (!teams.has(event.details().get("who:team"))) {
                asks.remove(event.subject());
                return Optional.empty();
            }
            asks.add(event.subject());
            return Optional.of(with(event, event.verb(), told(event.details())));
        }
        boolean own = switch (event.verb()) {
            case "policy-set", "grace-started", "overridden" -> seen.containsKey(event.subject());
            default -> asks.contains(event.subject());
        };
        return own ? Optional.of(with(event, event.verb(), told(event.details()))) : Optional.empty();
    }

    private Map<String, String> told(Map<String, String> details) {
        Map<String, String> told = new LinkedHashMap<>();
        boolean[] left = {false};
        details.forEach((key, value) -> {
            int colon = key.indexOf(':');
            String about = colon < 0 ? "" : key.substring(0, colon);
            if (Set.of("hold", "over", "excuse").contains(about) && !seen.containsKey(key.substring(colon + 1))) {
                left[0] = true;
            } else {
                told.put(key, value);
            }
        });
        boolean named = hidden.stream()
                .anyMatch(name -> details.getOrDefault("because", "").contains(name));
        if ((left[0] || named) && told.containsKey("because")) {
            told.put("because", OTHERS);
        }
        String limits = told.get("limited-to");
        if (limits != null && hidden.stream().anyMatch(limits::contains)) {
            told.put("limited-to", OTHERS);
        }
        return told;
    }

    private static Event with(Event event, String verb, Map<String, String> details) {
        return new Event(event.origin(), event.at(), event.topic(), event.subject(), verb, event.actor(), details);
    }
}
