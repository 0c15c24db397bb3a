package dev.outlay.alert;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What happens to alerts that nobody takes on.
///
/// Counted from when somebody was first told of an alert of at least `from`, each step is taken once, as long as
/// the alert is neither acknowledged nor over. Throws [IllegalArgumentException] where a step comes before the one
/// above it. Immutable and thread-safe.
public record Escalation(Severity from, List<Step> steps) {

    public static final Escalation NONE = new Escalation(Severity.WARNING, List.of());

    /// After so long the alert has at least `severity`, null for the one it has, and goes to `to`; where that is
    /// empty, to where alerts of its new severity go.
    public record Step(Duration after, @Nullable Severity severity, List<String> to) {

        public Step {
            to = List.copyOf(to);
            if (!after.isPositive()) {
                throw new IllegalArgumentException("a step of escalation comes after some time: " + after);
            }
            if (severity == null && to.isEmpty()) {
                throw new IllegalArgumentException(
                        "a step of escalation raises the severity or tells others: say severity, to or both");
            }
        }
    }

    public Escalation {
        Objects.requireNonNull(from, "from");
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).after().compareTo(steps.get(i - 1).after()) <= 0) {
                throw new IllegalArgumentException("each step of escalation comes later than the one above it: "
                        + steps.get(i).after());
            }
        }
    }
}
