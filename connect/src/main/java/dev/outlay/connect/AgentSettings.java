package dev.outlay.connect;

import dev.outlay.connect.agent.AgentFile;
import dev.outlay.connect.agent.AgentPolicy;
import java.util.function.Supplier;

/// What agents may write, as the file `mcp.yaml` of a home states it.
///
/// The file is read when it is first needed and again whenever it has changed, so a running server follows it.
/// Without the file agents may write nothing. Thread-safe.
public final class AgentSettings implements Supplier<AgentPolicy> {

    private final FollowedFile<AgentPolicy> file;

    private AgentSettings(FollowedFile<AgentPolicy> file) {
        this.file = file;
    }

    /// The settings of a home.
    public static AgentSettings of(Home home) {
        return new AgentSettings(new FollowedFile<>(home.agentFile(), AgentPolicy.NOTHING, "", AgentFile::read));
    }

    /// What is stated now. Throws [dev.outlay.units.CallersMistake], naming file and line, where it is not
    /// understood.
    @Override
    public AgentPolicy get() {
        return file.get();
    }
}
