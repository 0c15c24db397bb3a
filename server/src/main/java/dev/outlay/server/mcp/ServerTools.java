package dev.outlay.server.mcp;

import dev.outlay.connect.setting.Settings;
import java.util.List;

/// Tools about the server itself, for those who run it. Stateless and thread-safe.
final class ServerTools {

    private ServerTools() {}

    static List<Tool> all() {
        return List.of(settings());
    }

    private static Tool settings() {
        return new Tool(
                "settings",
                "How the server is set up",
                """
                Every setting of this server with its value, or *** where it is a secret, and where that came from: \
                property, variable or default. For administrators who see all teams. Start here where the server does \
                not do what was expected of it.
                Example: {}""",
                List.of(),
                Tool.Effect.READS,
                "GET /api/v1/settings",
                (_, _) -> Settings.ofProcess());
    }
}
