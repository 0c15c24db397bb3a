package dev.outlay.server.mcp;

import dev.outlay.server.SampleProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The sample server with a home of its own, whose policy the tests write.
public final class AgentProfile extends SampleProfile {

    static final Path HOME = Path.of("target/agent-home");

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("outlay.home", HOME.toString());
        return overrides;
    }

    /// States a policy; an empty one is no file.
    static void state(String policy) {
        try {
            Path file = HOME.resolve("mcp.yaml");
            Files.createDirectories(HOME);
            if (policy.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.writeString(file, policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
