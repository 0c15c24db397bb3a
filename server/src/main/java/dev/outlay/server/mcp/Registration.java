package dev.outlay.server.mcp;

import dev.outlay.server.access.Visitor;
import dev.outlay.server.problem.ProblemException;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes the tools known to the server of the protocol, in the order in which they are listed.
@Singleton
final class Registration {

    private final Visitor visitor;
    private final ToolManager tools;
    private final WriteTools writes;
    private final Planning planning;

    Registration(Visitor visitor, ToolManager tools, WriteTools writes, Planning planning) {
        this.planning = planning;
        this.visitor = visitor;
        this.tools = tools;
        this.writes = writes;
    }

    @Startup
    void register() {
        List<Tool> all = new ArrayList<>(NamedTools.all());
        all.addAll(ReportTools.all());
        all.addAll(ServerTools.all());
        all.addAll(writes.all());
        all.forEach(this::register);
    }

    private void register(Tool tool) {
        tools.newTool(tool.name())
                .setTitle(tool.title())
                .setDescription(tool.description())
                .setInputSchema(Input.schema(tool.inputs()))
                .setOutputSchema(Answers.SCHEMA)
                .setAnnotations(annotations(tool))
                .setHandler(call -> answer(tool, call.args()))
                .register();
    }

    private static ToolManager.ToolAnnotations annotations(Tool tool) {
        boolean reads = tool.effect() != Tool.Effect.WRITES;
        // nothing is ever taken out of the ledger, and a plan is confirmed once; nothing beyond it is touched
        return new ToolManager.ToolAnnotations(tool.title(), reads, false, reads, false);
    }

    private ToolResponse answer(Tool tool, Map<String, Object> arguments) {
        try {
            String[] needs = tool.needs().split(" ", 2);
            visitor.needs(needs[0], needs[1]);
            return Answers.of(tool.answering().answer(new Given(tool, arguments), visitor));
        } catch (ProblemException e) {
            planning.denied(tool.name(), visitor, e.problem().detail());
            return Answers.of(tool.name(), e);
        } catch (Exception e) {
            return Answers.of(tool.name(), e);
        }
    }
}
