package dev.outlay.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.units.CallersMistake;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every Launcher does. [MemoryLauncher] is the specification; any other does as it does.
public interface LauncherContract {

    /// A launcher of two targets: `box`, which runs in 3 copies and can be started, stopped and scaled, and
    /// `fixed`, which is stopped and can be started only. Starting `box` makes it run in one copy.
    Launcher launcher() throws Exception;

    /// A launcher of the same targets in another process: what the first one knew only in memory is gone.
    Launcher afterARestart() throws Exception;

    /// How often something was really done to a target.
    int changes() throws Exception;

    @Test
    default void tellsTheStateOfEveryTargetAndWhatItCan() throws Exception {
        assertThat(launcher().targets())
                .containsExactly(
                        new Target(
                                "box",
                                new TargetState.Running(3),
                                Set.of(Capability.START, Capability.STOP, Capability.SCALE)),
                        new Target("fixed", new TargetState.Stopped(), Set.of(Capability.START)));
    }

    @Test
    default void everyActionAnswersWithWhatTakesItBack() throws Exception {
        Launcher launcher = launcher();

        Effect stopped = launcher.carryOut(new Order("1", "box", new Change.Stop()));
        assertThat(stopped.changed()).isTrue();
        assertThat(stopped.before()).isEqualTo(new TargetState.Running(3));
        assertThat(stopped.undo()).isEqualTo(new Change.Start());
        assertThat(state(launcher, "box")).isEqualTo(new TargetState.Stopped());

        Effect started = launcher.carryOut(new Order("2", "box", new Change.Start()));
        assertThat(started.undo()).isEqualTo(new Change.Stop());
        assertThat(state(launcher, "box")).isEqualTo(new TargetState.Running(1));

        Effect scaled = launcher.carryOut(new Order("3", "box", new Change.Scale(5)));
        assertThat(scaled.undo()).isEqualTo(new Change.Scale(1));
        assertThat(state(launcher, "box")).isEqualTo(new TargetState.Running(5));

        Effect emptied = launcher.carryOut(new Order("4", "box", new Change.Scale(0)));
        assertThat(emptied.undo()).isEqualTo(new Change.Scale(5));
        assertThat(state(launcher, "box")).isEqualTo(new TargetState.Stopped());
        assertThat(changes()).isEqualTo(4);
    }

    @Test
    default void anOrderGivenTwiceIsCarriedOutOnce() throws Exception {
        Launcher launcher = launcher();
        var order = new Order("nights/box/2026-10-05T18:00:00Z", "box", new Change.Stop());

        Effect first = launcher.carryOut(order);
        launcher.carryOut(new Order("another", "box", new Change.Start()));

        assertThat(launcher.carryOut(order)).isEqualTo(first);
        assertThat(state(launcher, "box")).as("it was started since").isEqualTo(new TargetState.Running(1));
        assertThat(changes()).isEqualTo(2);
    }

    @Test
    default void anOrderIsCarriedOutOnceAlsoWhereTheProcessBeganAnew() throws Exception {
        var order = new Order("1", "box", new Change.Stop());
        Effect first = launcher().carryOut(order);
        Launcher again = afterARestart();
        again.carryOut(new Order("2", "box", new Change.Start()));

        assertThat(again.carryOut(order)).isEqualTo(first);
        assertThat(changes()).isEqualTo(2);
    }

    @Test
    default void recallsWhatItDidAndDoesNothing() throws Exception {
        var order = new Order("1", "box", new Change.Stop());
        Launcher launcher = launcher();
        assertThat(launcher.recall(order)).isEmpty();
        assertThat(changes()).isZero();

        Effect effect = launcher.carryOut(order);
        assertThat(launcher.recall(order)).contains(effect);
        assertThat(afterARestart().recall(order)).contains(effect);
        assertThat(changes()).isOne();
    }

    @Test
    default void whatIsSoAlreadyIsNotDoneAndHasNoUndo() throws Exception {
        Launcher launcher = launcher();

        assertThat(launcher.carryOut(new Order("1", "box", new Change.Start())))
                .extracting(Effect::changed, Effect::undo)
                .containsExactly(false, null);
        assertThat(launcher.carryOut(new Order("2", "box", new Change.Scale(3))).changed())
                .isFalse();
        assertThat(changes()).isZero();
    }

    @Test
    default void refusesATargetItDoesNotKnowAndAChangeItCannotMake() throws Exception {
        Launcher launcher = launcher();

        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> launcher.carryOut(new Order("1", "bux", new Change.Stop())))
                .withMessageContaining("bux")
                .withMessageContaining("box");
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> launcher.carryOut(new Order("2", "fixed", new Change.Scale(2))))
                .withMessageContaining("fixed");
        assertThat(changes()).isZero();
    }

    private static TargetState state(Launcher launcher, String name) throws LauncherException {
        return launcher.targets().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
