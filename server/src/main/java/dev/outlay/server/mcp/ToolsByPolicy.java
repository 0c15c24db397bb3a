package dev.outlay.server.mcp;

import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager;
import jakarta.inject.Singleton;

/// Keeps what no policy lets out of the list of tools. A call of it is answered all the same, with why it is not
/// let.
@Singleton
final class ToolsByPolicy implements ToolFilter {

    private final WriteTools writes;

    ToolsByPolicy(WriteTools writes) {
        this.writes = writes;
    }

    @Override
    public boolean test(ToolManager.ToolInfo tool, FilterContext context) {
        return context.method() == McpMethod.TOOLS_CALL || writes.lists(tool.name());
    }
}
