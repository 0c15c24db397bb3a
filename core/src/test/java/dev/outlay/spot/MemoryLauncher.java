package dev.outlay.spot;

import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Targets in memory, the specification of launchers. Not thread-safe.
public final class MemoryLauncher implements Launcher {

    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, Effect> effects = new HashMap<>();
    private final List<Order> done = new ArrayList<>();
    private @Nullable LauncherException failure;

    public MemoryLauncher put(String name, TargetState state, Capability... capabilities) {
        targets.put(name, new Target(name, state, Set.of(capabilities)));
        return this;
    }

    /// Has the next orders fail; null lets them succeed again.
    public void failWith(boolean unsure, @Nullable String sentence) {
        failure = sentence == null
                ? null
                : unsure
                        ? LauncherException.unsure(sentence, new IOException(sentence))
                        : LauncherException.failed(sentence, new IOException(sentence));
    }

    /// The orders that really changed something.
    public List<Order> done() {
        return List.copyOf(done);
    }

    @Override
    public List<Target> targets() {
        return List.copyOf(targets.values());
    }

    @Override
    public Optional<Effect> recall(Order order) {
        return Optional.ofNullable(effects.get(order.id()));
    }

    @Override
    public Effect carryOut(Order order) throws LauncherException {
        Target target = targets.get(order.target());
        if (target == null || !target.isCapableOf(order.change())) {
            throw new CallersMistake("cannot " + order.change().text() + " " + order.target() + ": there are "
                    + String.join(", ", targets.keySet()));
        }
        Effect known = effects.get(order.id());
        if (known != null) {
            return known;
        }
        if (failure != null) {
            throw failure;
        }
        Effect effect = order.change().isIn(target.state())
                ? Effect.nothing(order, target.state())
                : Effect.of(order, target.state(), "done");
        effects.put(order.id(), effect);
        if (effect.changed()) {
            done.add(order);
            put(order.target(), state(order.change()), target.capabilities().toArray(new Capability[0]));
        }
        return effect;
    }

    private static TargetState state(Change change) {
        return switch (change) {
            case Change.Start _ -> new TargetState.Running(1);
            case Change.Stop _ -> new TargetState.Stopped();
            case Change.Scale(int count) -> count == 0 ? new TargetState.Stopped() : new TargetState.Running(count);
        };
    }

    TargetState state(String name) {
        return Objects.requireNonNull(targets.get(name), name).state();
    }
}
