package dev.outlay.server.mcp;

import dev.outlay.connect.agent.WriteTool;
import dev.outlay.report.Parameters;
import dev.outlay.units.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an agent would write, once it is confirmed: which tool with which parameters, planned by whom, until when
/// it can be confirmed, and how much it is about, null where that is no money or not known, and whether a person
/// has to approve it first. Immutable and thread-safe.
record Plan(
        String id,
        WriteTool tool,
        Parameters parameters,
        String visitor,
        String actor,
        Instant until,
        @Nullable Money amount,
        boolean waits) {}
