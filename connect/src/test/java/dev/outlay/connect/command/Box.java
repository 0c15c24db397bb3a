package dev.outlay.connect.command;

import dev.outlay.spot.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Two targets whose states are files in a folder, changed by programs that are really run.
record Box(Path folder) {

    private static final String PROGRAM = """
            #!/bin/sh
            # VERB TARGET [COUNT]
            folder=$(dirname "$0")
            file=$folder/$2.copies
            case $1 in
            state)
                copies=$(cat "$file")
                if [ "$copies" = 0 ]; then echo stopped; else echo "running $copies"; fi
                exit 0 ;;
            start) echo 1 >"$file" ;;
            stop) echo 0 >"$file" ;;
            scale) echo "$3" >"$file" ;;
            esac
            echo "$1 $2 $OUTLAY_REQUEST" >>"$folder/changes"
            echo "$1 of $2 is done"
            """;

    static Box in(Path folder) throws IOException {
        Path program = folder.resolve("box.sh");
        Files.writeString(program, PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("box.copies"), "3\n");
        Files.writeString(folder.resolve("fixed.copies"), "0\n");
        return new Box(folder);
    }

    String program() {
        return folder.resolve("box.sh").toString();
    }

    CommandTarget target(String name, Capability... capabilities) {
        Map<Capability, List<String>> commands = new java.util.EnumMap<>(Capability.class);
        for (Capability capability : capabilities) {
            commands.put(
                    capability,
                    capability == Capability.SCALE
                            ? List.of(program(), "scale", "{target}", "{count}")
                            : List.of(program(), capability.word(), "{target}"));
        }
        return new CommandTarget(name, List.of(program(), "state", "{target}"), commands, Duration.ofSeconds(20));
    }

    CommandLauncher launcher() {
        return new CommandLauncher(
                List.of(target("box", Capability.values()), target("fixed", Capability.START)),
                folder.resolve("journal"));
    }

    List<String> changes() throws IOException {
        Path changes = folder.resolve("changes");
        return Files.exists(changes) ? Files.readAllLines(changes) : List.of();
    }
}
