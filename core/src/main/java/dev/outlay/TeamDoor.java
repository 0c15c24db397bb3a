package dev.outlay;

import dev.outlay.budget.Admissions;
import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetBook;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.DoorAction;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The door before money is spent for those who see some teams: they ask for their teams, every budget decides, and
/// the answer tells of theirs. Thread-safe.
final class TeamDoor {

    private static final String BUDGET = "budget";
    private static final String OTHERS = "a budget above those that you see decides; ask whoever keeps it";

    private final Set<String> teams;
    private final Admitting whole;
    private final Admissions seen;
    private final Supplier<BudgetBook> books;

    TeamDoor(Set<String> teams, Admitting whole, Admissions seen, Supplier<BudgetBook> books) {
        this.teams = teams;
        this.whole = whole;
        this.seen = seen;
        this.books = books;
    }

    Table act(DoorAction action, Parameters parameters) throws SourceException {
        switch (action.name()) {
            case "check" -> mustBeTheirs(parameters);
            case "release" -> mustBeReserved(parameters.text("id").orElse(""));
            default ->
                throw new CallersMistake("budget " + action.name() + " is for those who see all teams, not " + who()
                        + " only: it lets somebody over a limit that others count on");
        }
        return told(whole.act(action, parameters));
    }

    private void mustBeTheirs(Parameters parameters) {
        String team = parameters.text("team").orElse("");
        if (!teams.contains(team)) {
            throw new CallersMistake("say for which team it is: team is one of " + who()
                    + (team.isEmpty() ? ", and is missing" : ", not " + team));
        }
        String id = parameters.text("id").or(() -> parameters.text("run")).orElse("");
        if (isReserved(id, whole.door()) && !isReserved(id, seen)) {
            throw new CallersMistake("the id " + id + " is taken: choose another");
        }
    }

    private void mustBeReserved(String id) {
        if (!isReserved(id, seen)) {
            throw new CallersMistake(
                    "nothing is reserved under the id " + id + ": see outlay budget reservations for what is");
        }
    }

    private static boolean isReserved(String id, Admissions door) {
        return door.reservations().stream()
                .anyMatch(standing -> standing.reservation().id().equals(id));
    }

    /// An answer without the budgets that are not seen.
    private Table told(Table table) {
        Set<String> visible = names(books.get());
        Set<String> hidden = names(whole.book());
        hidden.removeAll(visible);
        if (hidden.isEmpty()) {
            return table;
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        table.heading().forEach((key, text) -> heading.put(key, text == null || !names(text, hidden) ? text : OTHERS));
        int budget =
                table.columns().stream().map(column -> column.name()).toList().indexOf(BUDGET);
        List<List<@Nullable String>> rows = new ArrayList<>();
        table.rows().stream()
                .filter(row -> budget < 0 || !hidden.contains(String.valueOf(row.get(budget))))
                .forEach(rows::add);
        List<String> notes =
                table.notes().stream().filter(note -> !names(note, hidden)).toList();
        return Table.of(table.name(), heading, table.columns(), rows, notes, table.parts());
    }

    private static boolean names(String text, Set<String> hidden) {
        return hidden.stream().anyMatch(text::contains);
    }

    private static Set<String> names(BudgetBook book) {
        return book.tree().budgets().stream().map(Budget::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private String who() {
        return String.join(", ", new TreeSet<>(teams));
    }
}
