package dev.outlay.estimate;

import java.util.List;

/// The answer to a question: the first choices, each another offer on its best size, and how many offers keep all
/// limits. Both are empty where none does. Immutable and thread-safe.
public record Plan(List<Choice> choices, int feasible) {

    public Plan {
        choices = List.copyOf(choices);
    }

    public boolean isFeasible() {
        return !choices.isEmpty();
    }
}
