package dev.outlay.report;

import dev.outlay.budget.Admissions;
import dev.outlay.ledger.SourceException;
import java.util.List;
import java.util.Optional;

/// Lets one ask that was refused go over the budgets that refused it.
final class ApproveAction implements DoorAction {

    private static final Parameter ID = Parameter.one("id", "llama-7", "The id of the ask that was refused");

    @Override
    public String name() {
        return "approve";
    }

    @Override
    public String description() {
        return "Lets one ask that was refused go over its budgets, by what it asked for and until a time.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(ID, ActionParameters.UNTIL, ActionParameters.WHY, ActionParameters.BY);
    }

    @Override
    public Optional<String> first() {
        return Optional.of(ID.name());
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget approve llama-7 --until 2d --why \"paper deadline\"    # then it can be asked for again");
    }

    @Override
    public Table act(Parameters parameters, Desk desk, Admissions door) throws SourceException {
        return ConsentTables.of(door.approve(
                parameters.required(ID),
                parameters.required(ActionParameters.BY),
                parameters.required(ActionParameters.WHY),
                ActionParameters.until(parameters, desk.now())));
    }
}
