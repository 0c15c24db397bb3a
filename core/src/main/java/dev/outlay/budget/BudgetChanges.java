package dev.outlay.budget;

import dev.outlay.catalog.NearNames;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes what is done to budgets as events, each after a look at what holds. The look and the writing are one
/// step, so that two callers never build on the same state. Thread-safe where the ledger is.
public final class BudgetChanges {

    private final Ledger ledger;

    public BudgetChanges(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What was done to a budget: `set`, `unchanged`, `deleted`, `reset`.
    public record Change(Budget budget, String done) {}

    /// States budgets in place of those of their names; with `prune` all others go. Either all are stated or, where
    /// one cannot be, none. Throws [CallersMistake] with the place where that one is stated.
    public List<Change> set(List<Stated> stated, boolean prune, @Nullable String actor, Instant now)
            throws SourceException {
        return write(
                state -> {
                    Tree tree = tree(stated, prune ? Tree.EMPTY : state.tree());
                    List<Change> changes = new ArrayList<>();
                    for (Stated one : stated) {
                        boolean same = state.tree()
                                .named(one.budget().name())
                                .filter(one.budget()::equals)
                                .isPresent();
                        changes.add(new Change(one.budget(), same ? "unchanged" : BudgetState.SET));
                    }
                    state.tree().budgets().stream()
                            .filter(budget -> tree.named(budget.name()).isEmpty())
                            .forEach(budget -> changes.add(new Change(budget, BudgetState.DELETED)));
                    return changes;
                },
                actor,
                now);
    }

    /// States a budget that there is not yet. Throws [CallersMistake] where there is one of its name.
    public List<Change> create(Stated stated, @Nullable String actor, Instant now) throws SourceException {
        return write(
                state -> {
                    state.tree().named(stated.budget().name()).ifPresent(there -> {
                        throw new CallersMistake("there is a budget " + there.name() + " already, of "
                                + there.limit().text() + ": choose another name, or change it with outlay budget set");
                    });
                    tree(List.of(stated), state.tree());
                    return List.of(new Change(stated.budget(), BudgetState.SET));
                },
                actor,
                now);
    }

    /// Has the spend of a budget's running period count from now on. Throws [CallersMistake] where there is none of
    /// the name or it does not hold now.
    public List<Change> reset(String name, @Nullable String actor, Instant now) throws SourceException {
        return write(
                state -> {
                    Budget budget = named(state, name);
                    if (budget.periodAt(now).isEmpty()) {
                        throw new CallersMistake("the budget " + name + " does not hold at " + now
                                + ", so there is nothing to reset: see outlay budget status " + name);
                    }
                    return List.of(new Change(budget, BudgetState.RESET));
                },
                actor,
                now);
    }

    /// Takes a budget away; with `below` those below it too. Its history and the charges stay. Throws
    /// [CallersMistake] where there is none of the name, or there are some below it and they are not to go.
    public List<Change> delete(String name, boolean below, @Nullable String actor, Instant now) throws SourceException {
        return write(
                state -> {
                    Budget budget = named(state, name);
                    List<Budget> gone = new ArrayList<>(List.of(budget));
                    for (int i = 0; i < gone.size(); i++) {
                        gone.addAll(state.tree().below(gone.get(i)));
                    }
                    if (gone.size() > 1 && !below) {
                        throw new CallersMistake("below the budget " + name + " there are " + (gone.size() - 1)
                                + " others, such as " + gone.get(1).name()
                                + ": delete them too with --with-below, or state"
                                + " them below another one first");
                    }
                    // from the leaves up, so that at no point one is without the one above it
                    return gone.reversed().stream()
                            .map(one -> new Change(one, BudgetState.DELETED))
                            .toList();
                },
                actor,
                now);
    }

    /// Enters an expense as a charge, with an event that says who did. Entering it again changes nothing and gives
    /// false. Throws [CallersMistake] where another expense has its id.
    public boolean record(Expense expense, @Nullable String actor, Instant now) throws SourceException {
        Charge charge = expense.charge();
        boolean[] added = new boolean[1];
        Appended appended = ledger.append(consumer -> {
            Optional<Charge> known = known(charge.origin().id());
            if (known.isPresent()) {
                if (!known.get().equals(charge)) {
                    throw new CallersMistake("another expense has the id " + expense.id() + ", of "
                            + known.get().costs().billed() + " on "
                            + known.get().period() + ": choose another id, or none");
                }
                return;
            }
            added[0] = true;
            consumer.accept(charge);
            consumer.accept(Event.of(
                    "expense/" + expense.id(),
                    now,
                    BudgetState.TOPIC,
                    charge.origin().id(),
                    BudgetState.RECORDED,
                    actor,
                    told(expense, charge.owner().team())));
        });
        if (appended.refused() > 0) {
            throw new CallersMistake("the expense " + expense.id()
                    + " was refused: another one has its id, or it is of a team that is not yours: choose another id,"
                    + " or name a team of yours");
        }
        return added[0];
    }

    private static Map<String, String> told(Expense expense, @Nullable String team) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("amount", expense.amount().toString());
        details.put("provider", expense.provider());
        details.put("from", expense.period().from().toString());
        details.put("to", expense.period().to().toString());
        if (team != null) {
            details.put("team", team);
        }
        return details;
    }

    /// The charge of an expense that was entered; its event says when it lies, so that few charges are looked at.
    private Optional<Charge> known(String id) {
        Optional<Event> entered;
        try (Stream<Event> events = history(ledger)) {
            entered = events.filter(event -> event.verb().equals(BudgetState.RECORDED)
                            && event.subject().equals(id))
                    .findFirst();
        }
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> said = entered.get().details();
        var period = new Span(Instant.parse(said.get("from")), Instant.parse(said.get("to")));
        try (Stream<Charge> charges = ledger.facts(Charge.class, period)) {
            return charges.filter(charge -> charge.origin().id().equals(id)).findFirst();
        }
    }

    private List<Change> write(Function<BudgetState, List<Change>> deciding, @Nullable String actor, Instant now)
            throws SourceException {
        List<Change> changes = new ArrayList<>();
        ledger.append(consumer -> {
            changes.addAll(deciding.apply(BudgetState.of(ledger)));
            Set<String> changed = changes.stream()
                    .filter(change -> !change.done().equals("unchanged"))
                    .map(change -> change.budget().name())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (changed.isEmpty()) {
                return;
            }
            Map<String, Instant> last = lastTold(changed);
            for (Change change : changes) {
                if (changed.contains(change.budget().name())) {
                    consumer.accept(event(change, last.get(change.budget().name()), actor, now));
                }
            }
        });
        return changes;
    }

    /// An event later than those before it, for what is told last holds, whatever a clock says.
    private static Fact event(Change change, @Nullable Instant last, @Nullable String actor, Instant now) {
        String name = change.budget().name();
        Instant at = last == null || now.isAfter(last) ? now : last.plusNanos(1000);
        return Event.of(
                name + "/" + change.done() + "/" + at,
                at,
                BudgetState.TOPIC,
                name,
                change.done(),
                actor,
                change.done().equals(BudgetState.SET) ? change.budget().details() : Map.of());
    }

    private Map<String, Instant> lastTold(Set<String> names) {
        Map<String, Instant> last = new LinkedHashMap<>();
        try (Stream<Event> events = history(ledger)) {
            events.filter(event -> names.contains(event.subject()))
                    .forEach(event -> last.put(event.subject(), event.at()));
        }
        return last;
    }

    private static Stream<Event> history(LedgerReader ledger) {
        return ledger.facts(Event.class, Span.EVER)
                .filter(event -> event.topic().equals(BudgetState.TOPIC));
    }

    private static Tree tree(List<Stated> stated, Tree others) {
        try {
            return others.with(stated.stream().map(Stated::budget).toList());
        } catch (Tree.Mistake mistake) {
            String where = stated.stream()
                    .filter(one -> one.budget().name().equals(mistake.budget()))
                    .reduce((_, second) -> second)
                    .map(one -> one.where(mistake.part()) + ": ")
                    .orElse("");
            throw new CallersMistake(where + mistake.getMessage(), mistake);
        }
    }

    private static Budget named(BudgetState state, String name) {
        return state.tree().named(name).orElseThrow(() -> unknown(state.tree(), name));
    }

    /// The mistake of naming a budget that is not there.
    public static CallersMistake unknown(Tree tree, String name) {
        List<String> names = tree.budgets().stream().map(Budget::name).toList();
        List<String> near = NearNames.nearest(name, names);
        return new CallersMistake("there is no budget " + name
                + (near.isEmpty()
                        ? names.isEmpty() ? ": state some with outlay budget set FILE" : ": see outlay budget list"
                        : ": did you mean " + near.getFirst() + "?"));
    }
}
