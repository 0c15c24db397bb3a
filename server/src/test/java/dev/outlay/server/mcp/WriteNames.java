package dev.outlay.server.mcp;

import dev.outlay.connect.agent.WriteTool;
import java.util.List;
import java.util.stream.Stream;

/// The tools that are listed only where a policy lets them.
final class WriteNames {

    static final List<String> ALL =
            Stream.concat(WriteTool.texts().stream(), Stream.of("confirm")).toList();

    private WriteNames() {}
}
