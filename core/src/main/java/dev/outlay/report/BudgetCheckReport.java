package dev.outlay.report;

import dev.outlay.ledger.SourceException;
import java.util.List;

/// Whether a job fits into every budget above it; the question alone, which writes nothing.
final class BudgetCheckReport implements Report {

    private final CheckAction check = new CheckAction();

    @Override
    public String name() {
        return "budget-check";
    }

    @Override
    public String description() {
        return check.description();
    }

    @Override
    public List<Parameter> parameters() {
        return AskParameters.ALL;
    }

    @Override
    public List<String> examples() {
        return List.of("report budget-check --team vision --cost 50    # as budget check, without reserving");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        try {
            return check.act(parameters, desk, Doors.of(desk));
        } catch (SourceException e) {
            throw new IllegalStateException("a question writes nothing that could fail", e);
        }
    }
}
