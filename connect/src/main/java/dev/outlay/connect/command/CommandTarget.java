package dev.outlay.connect.command;

import dev.outlay.automation.Names;
import dev.outlay.spot.Capability;
import dev.outlay.spot.Change;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A target with the commands that tell its state and change it, each a program and its arguments.
///
/// `{target}`, `{count}` and `{request}` within an argument stand for the target's name, the copies it is to have
/// and the id of the order. Throws [IllegalArgumentException] on a command without a program, on `{count}` where
/// there is none, and on a `timeout` below a second or above an hour. Immutable and thread-safe.
public record CommandTarget(String name, List<String> state, Map<Capability, List<String>> commands, Duration timeout) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    private static final String COUNT = "{count}";

    public CommandTarget {
        Names.check("a target", name);
        state = program(name, "state", state);
        Map<Capability, List<String>> copy = new EnumMap<>(Capability.class);
        commands.forEach((capability, command) -> copy.put(capability, program(name, capability.word(), command)));
        commands = Map.copyOf(copy);
        boolean scales = commands.getOrDefault(Capability.SCALE, List.of(COUNT)).stream()
                .anyMatch(argument -> argument.contains(COUNT));
        if (!scales) {
            throw new IllegalArgumentException("scale of " + name + " has no argument with " + COUNT);
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a timeout lies between 1 second and 1 hour: " + timeout);
        }
    }

    private static List<String> program(String name, String what, List<String> command) {
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw new IllegalArgumentException(what + " of " + name + " names no program");
        }
        return List.copyOf(command);
    }

    Set<Capability> capabilities() {
        return commands.keySet();
    }

    /// The command that makes a change for an order.
    List<String> command(Change change, String order) {
        List<String> command = Objects.requireNonNull(commands.get(change.needs()), change.text());
        String count = change instanceof Change.Scale(int copies) ? Integer.toString(copies) : "";
        return command.stream()
                .map(argument -> argument.replace("{target}", name)
                        .replace("{request}", order)
                        .replace(COUNT, count))
                .toList();
    }

    List<String> stateCommand() {
        return state.stream()
                .map(argument -> argument.replace("{target}", name))
                .toList();
    }
}
