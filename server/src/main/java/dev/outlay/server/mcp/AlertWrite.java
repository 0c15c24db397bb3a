package dev.outlay.server.mcp;

import dev.outlay.Alerting;
import dev.outlay.budget.Ask;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Expected;
import dev.outlay.connect.agent.WriteTool;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes an alert on.
record AlertWrite() implements Write {

    private static final String ID = "id";
    private static final String BY = "by";

    @Override
    public WriteTool tool() {
        return WriteTool.ACKNOWLEDGE_ALERT;
    }

    @Override
    public String title() {
        return "Acknowledge an alert";
    }

    @Override
    public String description() {
        return "Takes an alert on, so that nobody else is told again while it lasts. alerts lists those there are.\n"
                + "Example: {\"id\":\"4f2a91c3aa-1\",\"note\":\"looking into it\"}";
    }

    @Override
    public List<Parameter> parameters() {
        return Alerting.ACKNOWLEDGE.stream()
                .filter(parameter -> !parameter.name().equals(BY))
                .toList();
    }

    @Override
    public Set<String> needed() {
        return Set.of(ID);
    }

    @Override
    public String needs() {
        return "POST /api/v1/alerts/ID/acknowledge";
    }

    @Override
    public Parameters complete(Parameters given, String planId, Visitor visitor, Instant now) {
        return given;
    }

    @Override
    public Table effect(Parameters parameters, Visitor visitor) {
        return visitor.outlay()
                .answer("alert", Parameters.of(ID, parameters.text(ID).orElseThrow()));
    }

    @Override
    public Ask ask(String id, Parameters parameters, Visitor visitor, Instant now) {
        return nothing(id, "the alert " + parameters.text(ID).orElse("") + " would be acknowledged");
    }

    @Override
    public Table act(Parameters parameters, String actor, Visitor visitor) throws SourceException {
        return visitor.alerting().acknowledge(ReserveWrite.with(parameters, BY, actor));
    }

    /// An ask of a person that costs nothing.
    static Ask nothing(String id, String basis) {
        return new Ask(
                id,
                Map.of(),
                Map.of(new BudgetUnit.Currency("USD"), Expected.exactly(BigDecimal.ZERO)),
                null,
                null,
                null,
                null,
                basis);
    }
}
