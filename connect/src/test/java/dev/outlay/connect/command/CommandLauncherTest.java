package dev.outlay.connect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.spot.Capability;
import dev.outlay.spot.Change;
import dev.outlay.spot.Effect;
import dev.outlay.spot.Launcher;
import dev.outlay.spot.LauncherContract;
import dev.outlay.spot.LauncherException;
import dev.outlay.spot.Order;
import dev.outlay.spot.TargetState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real programs, which keep their state in files.
class CommandLauncherTest implements LauncherContract {

    private static final Order STOP = new Order("1", "box", new Change.Stop());

    @TempDir
    private Path folder = Path.of("");

    private Box box = new Box(folder);

    @BeforeEach
    void makeTheTargets() throws IOException {
        box = Box.in(folder);
    }

    @Override
    public Launcher launcher() {
        return box.launcher();
    }

    @Override
    public Launcher afterARestart() {
        return box.launcher();
    }

    @Override
    public int changes() throws IOException {
        return box.changes().size();
    }

    @Test
    void handsOverTheOrderAndSaysWhatTheProgramSaid() throws Exception {
        Effect effect = launcher().carryOut(new Order("rule/box/2026", "box", new Change.Scale(7)));

        assertThat(effect.said()).isEqualTo("scale of box is done");
        assertThat(box.changes()).containsExactly("scale box rule/box/2026");
        assertThat(Files.readString(folder.resolve("box.copies"))).isEqualTo("7\n");
    }

    @Test
    void noShellReadsWhatIsInAName() throws Exception {
        Path proof = folder.resolve("proof");
        var target = new CommandTarget(
                "box",
                List.of("echo", "running"),
                Map.of(Capability.STOP, List.of("echo", "{request}; touch " + proof, "$(touch " + proof + ")")),
                Duration.ofSeconds(20));

        Effect effect = launcher(target).carryOut(new Order("`touch " + proof + "`", "box", new Change.Stop()));

        assertThat(proof).doesNotExist();
        assertThat(effect.said()).startsWith("`touch ").contains("$(touch ");
    }

    @Test
    void whatFailedChangedNothingAndMayBeGivenAgain() throws Exception {
        Path broken = folder.resolve("broken");
        Files.writeString(broken, "");
        var target = new CommandTarget(
                "box",
                List.of(box.program(), "state", "box"),
                Map.of(
                        Capability.STOP,
                        List.of(
                                "sh",
                                "-c",
                                "[ -e " + broken + " ] && { echo no permission >&2; exit 5; }; " + box.program()
                                        + " stop box")),
                Duration.ofSeconds(20));
        Launcher launcher = launcher(target);

        assertThatExceptionOfType(LauncherException.class)
                .isThrownBy(() -> launcher.carryOut(STOP))
                .withMessage("stop box failed: sh ended with 5: no permission")
                .satisfies(failure -> assertThat(failure.isUnsure()).isFalse());
        Files.delete(broken);
        assertThat(launcher.carryOut(STOP).changed()).isTrue();
        assertThat(changes()).isOne();
    }

    @Test
    void aProgramThatIsNotThereIsTold() {
        var target = new CommandTarget(
                "box",
                List.of(box.program(), "state", "box"),
                Map.of(Capability.STOP, List.of("/no/such/program")),
                Duration.ofSeconds(20));

        assertThatExceptionOfType(LauncherException.class)
                .isThrownBy(() -> launcher(target).carryOut(STOP))
                .withMessageContaining("/no/such/program")
                .withMessageContaining("check stop in automation.yaml");
    }

    @Test
    void aProgramThatTakesTooLongIsEndedWithAllItStartedAndItsEffectFoundOut() throws Exception {
        var slow = new CommandTarget(
                "box",
                List.of(box.program(), "state", "box"),
                Map.of(Capability.STOP, List.of("sh", "-c", box.program() + " stop box; sleep 300")),
                Duration.ofSeconds(2));
        long began = System.nanoTime();

        Effect effect = launcher(slow).carryOut(STOP);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(effect.said()).contains("its end was not seen; the target is stopped now");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(each -> each.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("sleep 300"));
    }

    @Test
    void whoseEndNobodySawAndWhichTookNoEffectIsNotDoneAgain() throws Exception {
        var stuck = new CommandTarget(
                "box",
                List.of(box.program(), "state", "box"),
                Map.of(Capability.STOP, List.of("sleep", "300")),
                Duration.ofSeconds(1));

        assertThatExceptionOfType(LauncherException.class)
                .isThrownBy(() -> launcher(stuck).carryOut(STOP))
                .withMessageContaining("its end not seen; the target is running 3")
                .satisfies(failure -> assertThat(failure.isUnsure()).isTrue());
        assertThatExceptionOfType(LauncherException.class)
                .as("given again, with a program that would work")
                .isThrownBy(() -> launcher().carryOut(STOP))
                .satisfies(failure -> assertThat(failure.isUnsure()).isTrue());
        assertThat(changes()).isZero();
    }

    @Test
    void aStateThatCannotBeToldIsUnknownWithTheReason() {
        assertThat(state(List.of("echo", "perhaps"))).contains("says 'perhaps' and not running");
        assertThat(state(List.of("sh", "-c", "echo broken >&2; exit 3"))).contains("ended with 3: broken");
        assertThat(state(List.of("/no/such/program"))).contains("cannot be run");
        assertThat(state(List.of("sleep", "300"))).contains("took longer than PT1S");
    }

    @Test
    void muchOutputIsReadToItsEndAndNotKept() throws Exception {
        var loud = new CommandTarget(
                "box",
                List.of(box.program(), "state", "box"),
                Map.of(Capability.STOP, List.of("sh", "-c", "yes | head -c 5000000; " + box.program() + " stop box")),
                Duration.ofSeconds(20));

        assertThat(launcher(loud).carryOut(STOP).said()).hasSizeLessThan(400);
        assertThat(changes()).isOne();
    }

    private String state(List<String> command) {
        var target = new CommandTarget("box", command, Map.of(Capability.STOP, List.of("true")), Duration.ofSeconds(1));
        TargetState state = launcher(target).targets().getFirst().state();
        assertThat(state).isInstanceOf(TargetState.Unknown.class);
        return state.text();
    }

    private CommandLauncher launcher(CommandTarget target) {
        return new CommandLauncher(List.of(target), folder.resolve("journal"));
    }
}
