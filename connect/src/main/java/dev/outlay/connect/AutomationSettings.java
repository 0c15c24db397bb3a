package dev.outlay.connect;

import dev.outlay.Outlay;
import dev.outlay.automation.Automation;
import dev.outlay.connect.command.AutomationFile;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;

/// Automation as `automation.yaml` of a home states it, which is read anew whenever it has changed.
///
/// Without the file there is no target and nothing is done. The file `automation.stop` beside it halts everything
/// for as long as it is there, whatever it holds.
final class AutomationSettings {

    private AutomationSettings() {}

    static Automation of(Outlay outlay, Home home, InstantSource clock) {
        var file = new FollowedFile<>(home.automationFile(), AutomationFile.Stated.NOTHING, "", AutomationFile::read);
        return new Automation(
                outlay::ledger,
                () -> file.get().policy(),
                () -> Connectors.launcher(file.get(), home),
                clock,
                () -> Files.exists(home.automationSwitch())
                        ? Optional.of("the file " + home.automationSwitch() + " is there; remove it to go on")
                        : Optional.empty());
    }
}
