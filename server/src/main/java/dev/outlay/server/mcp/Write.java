package dev.outlay.server.mcp;

import dev.outlay.budget.Ask;
import dev.outlay.connect.agent.WriteTool;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Something that an agent may write: what it takes, what it would do, and how it is done. Stateless and
/// thread-safe.
sealed interface Write permits ReserveWrite, ExpenseWrite, AdviceWrite, AlertWrite {

    static Write of(WriteTool tool) {
        return switch (tool) {
            case RESERVE -> new ReserveWrite();
            case RECORD_EXPENSE -> new ExpenseWrite();
            case ACCEPT_RECOMMENDATION -> new AdviceWrite();
            case ACKNOWLEDGE_ALERT -> new AlertWrite();
        };
    }

    WriteTool tool();

    String title();

    String description();

    List<Parameter> parameters();

    /// Those of the parameters that must be there.
    Set<String> needed();

    /// The method and the path of REST that does the same.
    String needs();

    /// The parameters with what is left open filled in, so that what is confirmed is what was planned.
    Parameters complete(Parameters given, String planId, Visitor visitor, Instant now);

    /// What it would do, as a table. Writes nothing.
    Table effect(Parameters parameters, Visitor visitor) throws SourceException;

    /// What a person would be asked, under an id.
    Ask ask(String id, Parameters parameters, Visitor visitor, Instant now);

    /// Does it.
    Table act(Parameters parameters, String actor, Visitor visitor) throws SourceException;
}
