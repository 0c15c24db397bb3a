package dev.outlay.server.mcp;

import dev.outlay.budget.Ask;
import dev.outlay.connect.agent.WriteTool;
import dev.outlay.ledger.SourceException;
import dev.outlay.recommend.Status;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says that an advice will be followed.
record AdviceWrite() implements Write {

    private static final String ID = "id";
    private static final String REASON = "reason";

    @Override
    public WriteTool tool() {
        return WriteTool.ACCEPT_RECOMMENDATION;
    }

    @Override
    public String title() {
        return "Accept a recommendation";
    }

    @Override
    public String description() {
        return "Says that an advice of recommend will be followed. It changes nothing but the advice's own status; what"
                + " it saves is held against what it promised once somebody says that it was done.\n"
                + "Example: {\"id\":\"idle-gpu-3fa2\",\"reason\":\"agreed in the weekly review\"}";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(
                Parameter.one(ID, "idle-gpu-3fa2", "The id of the advice, or how it starts, as in recommend"),
                Parameter.one(REASON, "agreed in the weekly review", "Why")));
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public Set<String> needed() {
        return Set.of(ID);
    }

    @Override
    public String needs() {
        return "POST /api/v1/advice/ID/accepted";
    }

    @Override
    public Parameters complete(Parameters given, String planId, Visitor visitor, Instant now) {
        Table found = advice(given, visitor);
        int id = found.columns().stream().map(column -> column.name()).toList().indexOf(ID);
        if (found.rows().size() != 1) {
            throw new CallersMistake("id: " + (found.rows().isEmpty() ? "no advice" : "more than one advice")
                    + " has an id that starts with " + given.text(ID).orElse("") + ": recommend lists them");
        }
        return ReserveWrite.with(
                given, ID, String.valueOf(found.rows().getFirst().get(id)));
    }

    @Override
    public Table effect(Parameters parameters, Visitor visitor) {
        return advice(parameters, visitor);
    }

    @Override
    public Ask ask(String id, Parameters parameters, Visitor visitor, Instant now) {
        return AlertWrite.nothing(id, "the advice " + parameters.text(ID).orElse("") + " would be accepted");
    }

    @Override
    public Table act(Parameters parameters, String actor, Visitor visitor) throws SourceException {
        return visitor.outlay()
                .advice()
                .decide(
                        parameters.text(ID).orElseThrow(),
                        Status.ACCEPTED,
                        actor,
                        parameters.text(REASON).orElse(null),
                        span(parameters));
    }

    private static Table advice(Parameters parameters, Visitor visitor) {
        return visitor.outlay()
                .answer(
                        "recommend",
                        ReserveWrite.with(
                                span(parameters), ID, parameters.text(ID).orElseThrow()));
    }

    private static Parameters span(Parameters parameters) {
        Map<String, List<String>> span = new LinkedHashMap<>(parameters.values());
        span.remove(ID);
        span.remove(REASON);
        return new Parameters(span);
    }
}
