package dev.outlay.connect.command;

import dev.outlay.spot.Change;
import dev.outlay.spot.Effect;
import dev.outlay.spot.Launcher;
import dev.outlay.spot.LauncherException;
import dev.outlay.spot.Order;
import dev.outlay.spot.Target;
import dev.outlay.spot.TargetState;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Launcher that runs the user's own commands.
///
/// Every order is written to a journal before its command runs and after, so that no order is carried out twice.
/// One whose process ended in between is not run again: the target's state tells whether it took effect, and where
/// it does not, nobody knows. Thread-safe; orders are carried out one at a time.
public final class CommandLauncher implements Launcher {

    private final List<CommandTarget> targets;
    private final Journal journal;

    /// `journal` is a folder, made when it is first needed, that belongs to this launcher.
    public CommandLauncher(List<CommandTarget> targets, Path journal) {
        this.targets = List.copyOf(targets);
        this.journal = new Journal(journal);
    }

    @Override
    public List<Target> targets() {
        return targets.stream()
                .map(target -> new Target(target.name(), state(target), target.capabilities()))
                .toList();
    }

    @Override
    public synchronized Optional<Effect> recall(Order order) throws LauncherException {
        CommandTarget target = target(order);
        try {
            Journal.Entry known = journal.find(order).orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            return Optional.of(known.effect() == null ? foundOut(known, target) : known.effect());
        } catch (IOException e) {
            throw LauncherException.unsure(
                    "what became of " + order.change().text() + " " + order.target() + " cannot be read ("
                            + e.getMessage() + "): see the folder of the home",
                    e);
        }
    }

    @Override
    public synchronized Effect carryOut(Order order) throws LauncherException {
        Optional<Effect> before = recall(order);
        return before.isPresent() ? before.get() : begin(order, target(order));
    }

    private Effect begin(Order order, CommandTarget target) throws LauncherException {
        try {
            TargetState before = state(target);
            if (order.change().isIn(before)) {
                Effect nothing = Effect.nothing(order, before);
                journal.end(nothing);
                return nothing;
            }
            journal.begin(order, before);
            return run(order, target, before);
        } catch (IOException e) {
            throw LauncherException.failed(
                    order.change().text() + " " + order.target() + ": the journal of orders cannot be kept ("
                            + e.getMessage() + "): see the folder of the home",
                    e);
        }
    }

    private Effect run(Order order, CommandTarget target, TargetState before) throws LauncherException, IOException {
        Change change = order.change();
        List<String> command = target.command(change, order.id());
        Ran ran;
        try {
            ran = Commands.run(command, environment(order), target.timeout());
        } catch (IOException e) {
            journal.forget(order);
            throw LauncherException.failed(
                    change.text() + " " + target.name() + " could not begin: " + e.getMessage() + "; check "
                            + change.needs().word() + " in automation.yaml",
                    e);
        }
        if (ran.isDone()) {
            Effect effect = Effect.of(order, before, ran.line());
            journal.end(effect);
            return effect;
        }
        if (ran.code() == null) {
            // it may have done its work all the same
            return foundOut(new Journal.Entry(order, before, null), target);
        }
        journal.forget(order);
        throw LauncherException.failed(
                change.text() + " " + target.name() + " failed: " + command.getFirst() + " " + ran.failure(),
                new IOException(ran.failure()));
    }

    /// What became of an order that was begun and whose end nobody saw.
    private Effect foundOut(Journal.Entry begun, CommandTarget target) throws LauncherException, IOException {
        Order order = begun.order();
        TargetState state = state(target);
        if (order.change().isIn(state)) {
            Effect effect =
                    Effect.of(order, begun.before(), "its end was not seen; the target is " + state.text() + " now");
            journal.end(effect);
            return effect;
        }
        String sentence = order.change().text() + " " + target.name()
                + " was begun and its end not seen; the target is " + state.text()
                + ". It is not done again by itself: look at the target";
        throw LauncherException.unsure(sentence, new IOException(sentence));
    }

    private TargetState state(CommandTarget target) {
        try {
            Ran ran = Commands.run(target.stateCommand(), Map.of("OUTLAY_TARGET", target.name()), target.timeout());
            return ran.isDone()
                    ? States.read(ran.out())
                    : new TargetState.Unknown("its command of state " + ran.failure());
        } catch (IOException e) {
            return new TargetState.Unknown("its command of state cannot be run: " + e.getMessage());
        }
    }

    private static Map<String, String> environment(Order order) {
        String count = order.change() instanceof Change.Scale(int copies) ? Integer.toString(copies) : "";
        return Map.of("OUTLAY_TARGET", order.target(), "OUTLAY_REQUEST", order.id(), "OUTLAY_COUNT", count);
    }

    private CommandTarget target(Order order) {
        CommandTarget target = targets.stream()
                .filter(each -> each.name().equals(order.target()))
                .findFirst()
                .orElseThrow(() -> new CallersMistake("no target is called " + order.target() + ": there are "
                        + String.join(
                                ", ", targets.stream().map(CommandTarget::name).toList())));
        if (!target.capabilities().contains(order.change().needs())) {
            throw new CallersMistake("cannot " + order.change().text() + " " + target.name()
                    + ": nothing says how; add " + order.change().needs().word() + " to it in automation.yaml");
        }
        return target;
    }
}
