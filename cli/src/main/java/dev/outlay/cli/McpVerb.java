package dev.outlay.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Speaks the Model Context Protocol on standard input and output, for an agent that starts it: each message goes
/// to the server that owns the ledger, or to one of its own that ends with it.
final class McpVerb implements Callable<Integer> {

    private final Session session;

    private McpVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(new McpVerb(session)).name("mcp");
        Help.describe(
                spec,
                "Serve an agent on standard input and output, by the Model Context Protocol.",
                List.of(
                        "mcp    # an agent starts this: through the server that runs, else through one of its own",
                        "mcp --home /srv/outlay    # on another ledger"));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws Exception {
        try (var server = new ServerAtHand(session);
                var bridge = new McpBridge(session.out(), server)) {
            bridge.carry(System.in);
        }
        return 0;
    }
}
