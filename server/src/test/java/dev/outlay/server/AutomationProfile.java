package dev.outlay.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/// The server on a Monday evening with a target whose state is a file, rehearsing by the clock.
public final class AutomationProfile implements QuarkusTestProfile {

    static final Path HOME = Path.of(
                    "target/test-home-automation-" + ProcessHandle.current().pid())
            .toAbsolutePath();

    private static final String PROGRAM = """
            #!/bin/sh
            file=$(dirname "$0")/box
            case $1 in
            state) cat "$file" ;;
            start) echo running >"$file" ;;
            stop) echo stopped >"$file" ;;
            esac
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Files.createDirectories(HOME);
            Path program = Files.writeString(HOME.resolve("box.sh"), PROGRAM);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(HOME.resolve("box"), "running\n");
            Files.writeString(HOME.resolve("automation.yaml"), """
                    targets:
                      box:
                        state: [%1$s, state]
                        start: [%1$s, start]
                        stop: [%1$s, stop]
                    schedules:
                      nights: {cron: 0 20 * * mon-fri, zone: Europe/Berlin, do: stop, targets: [box]}
                    """.formatted(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "outlay.home", HOME.toString(),
                "outlay.now", "2026-10-05T18:00:30Z",
                "outlay.automation", "dry-run",
                "outlay.automation.every", "PT1S");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SampleProfile.Sample.class);
    }
}
