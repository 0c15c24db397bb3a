package dev.outlay.server.mcp;

import dev.outlay.budget.Ask;
import dev.outlay.connect.agent.WriteTool;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.DoorAction;
import dev.outlay.report.DoorActions;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sets the cost of a job aside in the budgets above it.
record ReserveWrite() implements Write {

    private static final String CHECK = "check";
    private static final String LIMITS = "accept-limits";
    private static final Set<String> NOT_TAKEN = Set.of("reserve", "dry-run", "by");

    @Override
    public WriteTool tool() {
        return WriteTool.RESERVE;
    }

    @Override
    public String title() {
        return "Reserve budget for a job";
    }

    @Override
    public String description() {
        return "Sets what a job will cost aside in every budget above it, before it starts; where it does not fit, the"
                + " answer has priced alternatives. Say what it will take in one way: cost, or gpu, gpus and hours, or"
                + " what is trained. Say whose it is, such as team, and run, so that its charges are known.\n"
                + "Example: {\"team\":\"vision\",\"run\":\"llama-7\",\"gpu\":\"H100\",\"gpus\":8,\"hours\":12}\n"
                + "Example: {\"team\":\"vision\",\"run\":\"sweep-3\",\"cost\":50}";
    }

    @Override
    public List<Parameter> parameters() {
        return DoorActions.ALL.stream()
                .filter(action -> action.name().equals(CHECK))
                .map(DoorAction::parameters)
                .flatMap(List::stream)
                .filter(parameter -> !NOT_TAKEN.contains(parameter.name()))
                .toList();
    }

    @Override
    public Set<String> needed() {
        return Set.of();
    }

    @Override
    public String needs() {
        return "POST /api/v1/budgets/record";
    }

    @Override
    public Parameters complete(Parameters given, String planId, Visitor visitor, Instant now) {
        boolean named = given.text("id").isPresent() || given.text("run").isPresent();
        return named ? given : with(given, "id", planId);
    }

    @Override
    public Table effect(Parameters parameters, Visitor visitor) throws SourceException {
        Map<String, List<String>> asked = new LinkedHashMap<>(parameters.values());
        asked.remove(LIMITS);
        return visitor.outlay().admissions().act(CHECK, new Parameters(asked));
    }

    @Override
    public Ask ask(String id, Parameters parameters, Visitor visitor, Instant now) {
        Ask ask = visitor.outlay().admissions().ask(parameters);
        return new Ask(
                id, ask.who(), ask.amounts(), ask.gpus(), ask.hours(), ask.costLimit(), ask.timeout(), ask.basis());
    }

    @Override
    public Table act(Parameters parameters, String actor, Visitor visitor) throws SourceException {
        return visitor.outlay().admissions().act(CHECK, with(with(parameters, "by", actor), "reserve", "true"));
    }

    static Parameters with(Parameters parameters, String name, String value) {
        Map<String, List<String>> values = new LinkedHashMap<>(parameters.values());
        values.put(name, List.of(value));
        return new Parameters(values);
    }
}
