package dev.outlay.report;

import dev.outlay.budget.Admissions;
import dev.outlay.budget.Hold;
import dev.outlay.budget.Reservation;
import dev.outlay.ledger.SourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets go of what was set aside for a job.
final class ReleaseAction implements DoorAction {

    private static final Parameter ID = Parameter.one("id", "llama-7", "The id of the reservation");

    @Override
    public String name() {
        return "release";
    }

    @Override
    public String description() {
        return "Lets go of what was reserved for a job that will not run, or has run.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(ID, ActionParameters.WHY, ActionParameters.BY);
    }

    @Override
    public Optional<String> first() {
        return Optional.of(ID.name());
    }

    @Override
    public List<String> examples() {
        return List.of("budget release llama-7 --why cancelled    # see budget reservations for what there is");
    }

    @Override
    public Table act(Parameters parameters, Desk desk, Admissions door) throws SourceException {
        Reservation released = door.release(
                parameters.required(ID),
                parameters.text(ActionParameters.WHY.name()).orElse("released by hand"),
                ActionParameters.by(parameters));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("released", released.id());
        return Table.of(
                "budget-release",
                heading,
                List.of(Column.text("budget"), Column.decimal("held", null)),
                released.holds().stream().map(ReleaseAction::row).toList(),
                List.of());
    }

    private static List<@Nullable String> row(Hold hold) {
        return List.of(hold.budget(), Texts.money(hold.amount()));
    }
}
