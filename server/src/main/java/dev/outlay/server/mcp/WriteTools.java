package dev.outlay.server.mcp;

import dev.outlay.connect.agent.AgentPolicy;
import dev.outlay.connect.agent.WriteTool;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.CallersMistake;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The tools that write, where a policy lets them: each answers with a plan, which `confirm` then does.
/// Thread-safe.
@Singleton
final class WriteTools {

    private static final String CONFIRM = "confirm";
    private static final Input PLAN_ID = Input.text(
                    "plan_id", "plan-0b6f", "The plan, by the id that it was answered with")
            .needed();

    private final Supplier<AgentPolicy> policy;
    private final Planning planning;

    WriteTools(AgentPolicies policy, Planning planning) {
        this.policy = policy;
        this.planning = planning;
    }

    List<Tool> all() {
        List<Tool> all = new ArrayList<>();
        for (WriteTool tool : WriteTool.values()) {
            Write write = Write.of(tool);
            all.add(new Tool(
                    tool.text(),
                    write.title(),
                    write.description()
                            + " It answers with a plan that changes nothing yet; show it to the person you work for,"
                            + " then call confirm with its plan_id. Above the amount of the policy a person has to"
                            + " approve it first, as the plan says.",
                    inputs(write),
                    Tool.Effect.PLANS,
                    write.needs(),
                    (given, visitor) -> {
                        try {
                            AgentPolicy.Leave leave = leave(tool);
                            return planning.plan(write, given, visitor, policy.get(), leave);
                        } catch (CallersMistake refused) {
                            planning.refused(tool, visitor, String.valueOf(refused.getMessage()));
                            throw refused;
                        }
                    }));
        }
        all.add(new Tool(
                CONFIRM,
                "Confirm a plan",
                "Does what a plan of reserve, record_expense, accept_recommendation or acknowledge_alert said, once. A"
                        + " plan that waits for a person's approval is refused until it has it, and can be confirmed"
                        + " again then.\nExample: {\"plan_id\":\"plan-0b6f\"}",
                List.of(PLAN_ID),
                Tool.Effect.WRITES,
                "POST /api/v1/budgets/record",
                this::confirm));
        return all;
    }

    /// Whether a tool is listed: all but those that write and that the policy does not let. A policy that cannot be
    /// read lets none.
    boolean lists(String tool) {
        Optional<WriteTool> named = WriteTool.named(tool);
        if (named.isEmpty() && !tool.equals(CONFIRM)) {
            return true;
        }
        try {
            Map<WriteTool, AgentPolicy.Leave> leaves = policy.get().leaves();
            return named.map(leaves::containsKey).orElse(!leaves.isEmpty());
        } catch (CallersMistake unreadable) {
            // a call says what is wrong with it
            return false;
        }
    }

    private Table confirm(Given given, Visitor visitor) throws SourceException {
        AgentPolicy holding = policy.get();
        return planning.confirm(given.text(PLAN_ID.name()).orElseThrow(), visitor, holding::leave);
    }

    private AgentPolicy.Leave leave(WriteTool tool) {
        return policy.get()
                .leave(tool)
                .orElseThrow(() -> new CallersMistake("agents may not call " + tool.text()
                        + ": the file mcp.yaml of the home does not let them. A person who wants it adds it there,"
                        + " such as write: {" + tool.text() + ": " + (tool.isAboutMoney() ? "500 USD" : "allowed")
                        + "}"));
    }

    private static List<Input> inputs(Write write) {
        List<Input> inputs = new ArrayList<>();
        for (Parameter parameter : write.parameters()) {
            Input input = Input.of(parameter);
            inputs.add(write.needed().contains(parameter.name()) ? input.needed() : input);
        }
        return inputs;
    }
}
