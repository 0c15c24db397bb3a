package dev.outlay;

import dev.outlay.allocation.Allocation;
import dev.outlay.budget.Admissions;
import dev.outlay.budget.Ask;
import dev.outlay.budget.BudgetBook;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Desk;
import dev.outlay.report.DoorAction;
import dev.outlay.report.DoorActions;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door before money is spent: checks, reservations, approvals and policies of budgets, by name. Thread-safe.
public final class Admitting implements HeardLedger.Listener {

    private final Supplier<Desk> desks;
    private final Admissions door;
    private final @Nullable TeamDoor team;
    private final Supplier<BudgetBook> books;

    Admitting(
            Supplier<Ledger> ledgers,
            InstantSource clock,
            Supplier<Allocation> allocations,
            Supplier<BudgetBook> books,
            Supplier<Desk> desks) {
        this.desks = desks;
        this.books = books;
        this.team = null;
        this.door = new Admissions(ledgers, clock, () -> allocations.get().owners(), books);
    }

    /// For those who see some teams only: they are decided about by `whole`, where every budget counts.
    Admitting(
            Supplier<Ledger> ledgers,
            InstantSource clock,
            Supplier<Allocation> allocations,
            Supplier<BudgetBook> books,
            Supplier<Desk> desks,
            Admitting whole,
            Set<String> teams) {
        this.desks = desks;
        this.books = books;
        this.door = new Admissions(ledgers, clock, () -> allocations.get().owners(), books);
        this.team = new TeamDoor(teams, whole, door, books);
    }

    /// The door itself, for those who ask in values.
    public Admissions door() {
        return door;
    }

    /// The ask that parameters of the action `check` tell. Throws [CallersMistake] where they tell none.
    public Ask ask(Parameters parameters) {
        return DoorActions.ask(parameters, desks.get());
    }

    /// Does one of [DoorActions#ALL] and answers with what came of it. Throws [CallersMistake] on an unknown
    /// action or parameter and where it cannot be done as asked.
    public Table act(String name, Parameters parameters) throws SourceException {
        DoorAction action = DoorActions.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CallersMistake("nothing is done to budgets by the name of " + name
                        + ": there is "
                        + String.join(
                                ", ",
                                DoorActions.ALL.stream().map(DoorAction::name).toList())));
        List<String> known = action.parameters().stream().map(Parameter::name).toList();
        parameters.values().keySet().stream()
                .filter(given -> !known.contains(given))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new CallersMistake("budget " + name + " knows no parameter '" + unknown + "': it takes "
                            + String.join(", ", known));
                });
        return team == null ? action.act(parameters, desks.get(), door) : team.act(action, parameters);
    }

    BudgetBook book() {
        return books.get();
    }

    /// Does an action that is known, with parameters that it knows.
    Table act(DoorAction action, Parameters parameters) throws SourceException {
        return action.act(parameters, desks.get(), door);
    }

    @Override
    public void heard(@Nullable Span charges, Set<String> topics) {
        if (charges != null || topics.contains(HeardLedger.RUNS)) {
            door.heard();
        }
    }
}
