package dev.outlay.report;

import dev.outlay.budget.Reservation;
import dev.outlay.budget.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is reserved now: for which job, against which budgets, how much of it was spent since, what is left.
final class ReservationsReport implements Report {

    private static final Parameter BUDGET = Parameter.one("budget", "vision", "Only what is held against this budget");

    @Override
    public String name() {
        return "budget-reservations";
    }

    @Override
    public String description() {
        return "What is set aside of budgets for jobs: held, spent since, and left, with when it is let go.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(BUDGET);
    }

    @Override
    public List<String> examples() {
        return List.of("budget reservations --budget vision    # what is held against one budget");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        String budget = parameters.text(BUDGET.name()).orElse(null);
        List<List<@Nullable String>> rows = new ArrayList<>();
        int shown = 0;
        for (Standing standing : Doors.of(desk).reservations()) {
            int before = rows.size();
            standing.parts().stream()
                    .filter(part -> budget == null || part.budget().equals(budget))
                    .forEach(part -> rows.add(row(standing, part)));
            if (standing.parts().isEmpty() && budget == null) {
                rows.add(row(standing, null));
            }
            shown += rows.size() > before ? 1 : 0;
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("reservations", Integer.toString(shown));
        heading.put("now", desk.now().toString());
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("reservation"),
                        Column.text("budget"),
                        Column.text("unit"),
                        Column.decimal("held", null),
                        Column.decimal("drawn", null),
                        Column.decimal("remaining", null),
                        Column.text("for"),
                        Column.text("by"),
                        Column.time("from"),
                        Column.time("until"),
                        Column.text("limited_to")),
                rows,
                List.of());
    }

    private static List<@Nullable String> row(Standing standing, Standing.@Nullable Part part) {
        Reservation reservation = standing.reservation();
        List<@Nullable String> row = new ArrayList<>();
        row.add(reservation.id());
        row.add(part == null ? null : part.budget());
        row.add(part == null || part.unit() == null ? null : part.unit().text());
        row.add(part == null ? null : Texts.money(part.held()));
        row.add(part == null ? null : Texts.money(part.drawn()));
        row.add(part == null ? null : Texts.money(part.remaining()));
        row.add(DecisionTables.who(reservation.ask().who()));
        row.add(reservation.by());
        row.add(reservation.from().toString());
        row.add(standing.lets().toString());
        row.add(reservation.limitedTo());
        return row;
    }
}
