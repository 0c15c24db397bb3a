package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs of automation with programs that are really run, and processes that are really killed.
final class AutomationVerbsTest {

    // a Monday; 20:00 in Berlin
    private static final String EVENING = "2026-10-05T18:00:30Z";
    private static final String ID = "nights/box/2026-10-05T18:00:00Z";
    private static final int KILLED = 128 + 9;

    // kills the process that runs it at its Nth call, where a file named after the verb says N
    private static final String PROGRAM = """
            #!/bin/sh
            folder=$(dirname "$0")
            echo . >>"$folder/calls-$1"
            case $1 in
            state) cat "$folder/box" ;;
            start) echo running >"$folder/box"; echo start >>"$folder/changes" ;;
            stop) echo stopped >"$folder/box"; echo stop >>"$folder/changes" ;;
            esac
            if [ -e "$folder/kill-$1" ] && [ "$(wc -l <"$folder/calls-$1")" -eq "$(cat "$folder/kill-$1")" ]; then
                kill -9 $PPID
            fi
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void makeTheTarget() throws IOException {
        Path program = Files.writeString(home.resolve("box.sh"), PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("box"), "running\n");
        Files.writeString(home.resolve("automation.yaml"), """
                targets:
                  box:
                    state: [%1$s, state]
                    start: [%1$s, start]
                    stop: [%1$s, stop]
                schedules:
                  nights:
                    cron: 0 20 * * mon-fri
                    zone: Europe/Berlin
                    do: stop
                    targets: [box]
                """.formatted(program));
    }

    @Test
    void nothingIsDoneByDefaultAndEverythingIsSaid() throws IOException {
        Command plan = automation("plan");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("nights", "box", "stop", "it is time: 0 20 * * mon-fri in Europe/Berlin");

        Command run = automation("run", "--by", "ada");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("nothing was changed");
        assertThat(changes()).isEmpty();
        assertThat(automation("history", "--output", "json").out()).contains("rehearsed", ID);
        assertThat(automation("rules", "--output", "csv").out())
                .contains("nights,stop,0 20 * * mon-fri in Europe/Berlin,box,PT0S,");
    }

    @Test
    void whatIsAppliedIsDoneOnceAndCanBeTakenBack() throws IOException {
        Command run = automation("run", "--apply", "--by", "ada");
        assertThat(run.code()).as(run.err()).isZero();
        automation("run", "--apply");
        assertThat(changes()).containsExactly("stop");
        assertThat(Files.readString(home.resolve("box"))).isEqualTo("stopped\n");

        Command undo = automation("undo", ID, "--by", "lin");
        assertThat(undo.code()).as(undo.err()).isZero();
        assertThat(undo.out()).contains("undone", "lin");
        automation("run", "--apply");
        assertThat(changes()).containsExactly("stop", "start");

        Command again = automation("undo", ID);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("is undone");
        assertThat(automation("history", "--last", "1d", "--output", "json").out())
                .contains("announced", "acted", "undoing", "undone", "\"ada\"", "\"lin\"");
    }

    @Test
    void aFileBesideTheLedgerHaltsEverything() throws IOException {
        Files.writeString(home.resolve("automation.stop"), "");
        Command run = automation("run", "--apply");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("nothing is done: the file").contains("automation.stop");
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatCannotBeDoneEndsWithThree() throws IOException {
        Path file = home.resolve("automation.yaml");
        Files.writeString(file, Files.readString(file).replace("box.sh, stop", "none.sh, stop"));
        Command run = automation("run", "--apply", "--output", "json");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("\"failed\"").contains("none.sh").contains("check stop in automation.yaml");
    }

    @Test
    void aMistakeInTheFileNamesItsLine() throws IOException {
        Path file = home.resolve("automation.yaml");
        Files.writeString(file, Files.readString(file).replace("Europe/Berlin", "Europe/Berin"));
        Command plan = automation("plan");

        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.err()).contains("automation.yaml, line 9: there is no time zone Europe/Berin");
    }

    @Test
    void aProcessKilledBetweenDecidingAndActingForgetsNothing() throws Exception {
        // the first look at the state is for deciding, the second for acting
        Files.writeString(home.resolve("kill-state"), "2\n");
        assertThat(process("automation", "run", "--apply")).isEqualTo(KILLED);
        assertThat(changes()).isEmpty();
        assertThat(verbs()).containsExactly("announced");

        assertThat(process("automation", "run", "--apply")).isZero();
        assertThat(process("automation", "run", "--apply")).isZero();
        assertThat(changes()).containsExactly("stop");
        assertThat(verbs()).containsExactly("announced", "acted");
    }

    @Test
    void aProcessKilledWhileActingRepeatsNothing() throws Exception {
        Files.writeString(home.resolve("kill-stop"), "1\n");
        assertThat(process("automation", "run", "--apply")).isEqualTo(KILLED);
        assertThat(changes()).containsExactly("stop");
        assertThat(verbs()).containsExactly("announced");

        assertThat(process("automation", "run", "--apply")).isZero();
        assertThat(changes()).containsExactly("stop");
        assertThat(verbs()).containsExactly("announced", "acted");
        assertThat(automation("history").out()).contains("its end was not seen; the target is stopped now");
        assertThat(automation("undo", ID).code()).isZero();
        assertThat(changes()).containsExactly("stop", "start");
    }

    private List<String> verbs() {
        Command history = automation("history", "--output", "json");
        List<String> verbs = new ArrayList<>();
        for (String verb : List.of("rehearsed", "announced", "called-off", "acted", "found", "failed", "unsure")) {
            if (history.out().contains("\"verb\":\"" + verb + "\"")) {
                verbs.add(verb);
            }
        }
        return verbs;
    }

    private List<String> changes() throws IOException {
        Path changes = home.resolve("changes");
        return Files.exists(changes) ? Files.readAllLines(changes) : List.of();
    }

    private Command automation(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of("automation", verb));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--now", EVENING));
        return Command.in(home, all.toArray(new String[0]));
    }

    /// Runs a command line in a process of its own and gives its exit code.
    private int process(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString(), "--now", EVENING));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
