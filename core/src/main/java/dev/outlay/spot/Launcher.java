package dev.outlay.spot;

import java.util.List;
import java.util.Optional;

/// The port by which machines and jobs are started, stopped and scaled. Implementations are thread-safe.
///
/// An order is idempotent by its id, however often and in however many processes it is given: what it did once is
/// answered again and not done again. Where a process ended in the middle of an order, giving it again finds out
/// what became of it and never does it twice.
public interface Launcher {

    /// What it reaches, with the state that each target is in now; a state that cannot be told is
    /// [TargetState.Unknown]. Throws [LauncherException] where nothing can be told of any target.
    List<Target> targets() throws LauncherException;

    /// What became of an order that was given before, perhaps in a process that ended since; empty where it was
    /// never begun. Does nothing. Throws [LauncherException] where it was begun and nobody knows what became of it.
    Optional<Effect> recall(Order order) throws LauncherException;

    /// Does what an order says, where it is not so already, and says how to take it back. Throws
    /// [dev.outlay.units.CallersMistake] on a target it does not know and a change that the target is not capable
    /// of, and [LauncherException] where the change failed, with whether it may have taken effect all the same.
    Effect carryOut(Order order) throws LauncherException;
}
