package dev.outlay.server.mcp;

import dev.outlay.connect.AgentSettings;
import dev.outlay.connect.agent.AgentPolicy;
import dev.outlay.server.settings.ServerSettings;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// The policy of this server's home, as it stands whenever it is asked for. Thread-safe.
@Singleton
final class AgentPolicies implements Supplier<AgentPolicy> {

    private final AgentSettings settings;

    AgentPolicies(ServerSettings settings) {
        this.settings = AgentSettings.of(settings.home());
    }

    @Override
    public AgentPolicy get() {
        return settings.get();
    }
}
