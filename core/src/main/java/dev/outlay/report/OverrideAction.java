package dev.outlay.report;

import dev.outlay.budget.Admissions;
import dev.outlay.ledger.SourceException;
import java.util.List;
import java.util.Optional;

/// Opens a budget for a time, by an amount or without bound.
final class OverrideAction implements DoorAction {

    private static final Parameter BUDGET = Parameter.one("budget", "vision", "The budget that may be gone over");
    private static final Parameter AMOUNT =
            Parameter.one("amount", "500", "By how much in its unit (default: without bound)");

    @Override
    public String name() {
        return "override";
    }

    @Override
    public String description() {
        return "Lets any ask go over a budget until a time, by an amount or without bound.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(BUDGET, AMOUNT, ActionParameters.UNTIL, ActionParameters.WHY, ActionParameters.BY);
    }

    @Override
    public Optional<String> first() {
        return Optional.of(BUDGET.name());
    }

    @Override
    public List<String> examples() {
        return List.of("budget override vision --amount 500 --until 8h --why launch    # for all that ask until then");
    }

    @Override
    public Table act(Parameters parameters, Desk desk, Admissions door) throws SourceException {
        return ConsentTables.of(door.override(
                parameters.required(BUDGET),
                parameters.one(AMOUNT.name(), Texts::positive).orElse(null),
                parameters.required(ActionParameters.BY),
                parameters.required(ActionParameters.WHY),
                ActionParameters.until(parameters, desk.now())));
    }
}
