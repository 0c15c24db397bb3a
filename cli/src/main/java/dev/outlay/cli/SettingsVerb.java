package dev.outlay.cli;

import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.setting.Settings;
import dev.outlay.report.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Every setting: of the server that runs, else of this process.
final class SettingsVerb {

    private SettingsVerb() {}

    static CommandLine command(Session session) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    Optional<RunningServer> server = session.server();
                    session.print(
                            server.isPresent()
                                    ? server.get().act("settings", "GET", "/api/v1/settings", Parameters.NONE, null)
                                    : Settings.ofProcess());
                    return 0;
                })
                .name("settings");
        Help.describe(
                spec,
                "Every setting with its value, or ***, and where that came from: those of the server that runs, else those"
                        + " it would start with.",
                List.of("settings    # no secret is shown"));
        return new CommandLine(spec);
    }
}
