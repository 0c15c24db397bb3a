package dev.outlay.recommend;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An advice and what became of it.
///
/// `advice` is null where it was decided about and is no longer found; what it said is then in the life's
/// [Remembered]. `certainty` is calibrated. `outcome` is null unless it was done. Immutable and thread-safe.
public record AdviceCase(
        String id,
        @Nullable Advice advice,
        Remembered said,
        Life life,
        Certainty certainty,
        @Nullable Outcome outcome) {

    public AdviceCase {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(said, "said");
        Objects.requireNonNull(life, "life");
        Objects.requireNonNull(certainty, "certainty");
    }

    /// What is expected to be saved; null where no money is promised.
    public @Nullable Promise promise() {
        return said.promise();
    }

    /// What the cost of would change; empty where the advice is no longer found.
    public Set<Concern> concerns() {
        return advice == null ? Set.of() : advice.subject().concerns();
    }

    /// The run and the node that what it concerns is a part of; empty where the advice is no longer found.
    public Set<Concern> wholes() {
        Set<Concern> wholes = new TreeSet<>();
        if (advice != null) {
            Subject subject = advice.subject();
            Concern.run(subject.owner()).ifPresent(wholes::add);
            Concern.node(subject.place()).ifPresent(wholes::add);
        }
        return wholes;
    }

    public Status status() {
        return life.status();
    }
}
