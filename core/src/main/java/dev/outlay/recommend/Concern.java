package dev.outlay.recommend;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thing whose cost an advice would change. Two advices with a concern in common would save the same money, so
/// they are not added up.
///
/// Name the finest things that are known: a GPU and a pod, not the node that others are on too. Throws
/// [IllegalArgumentException] on a blank name. Ordered by kind and name. Immutable and thread-safe.
public record Concern(Kind kind, String name) implements Comparable<Concern> {

    /// What kind of thing.
    public enum Kind {
        GPU,
        NODE,
        POD,
        WORKLOAD,
        RUN,
        STORAGE,
        COMMITMENT,
        SERVICE
    }

    public Concern {
        Objects.requireNonNull(kind, "kind");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a concern has a name: " + kind);
        }
    }

    /// A device of a node; empty where either is not known.
    public static Optional<Concern> gpu(Place place, @Nullable String device) {
        return place.node() == null || device == null
                ? Optional.empty()
                : Optional.of(new Concern(Kind.GPU, path(place.cluster(), place.node(), device)));
    }

    /// The node of a place; empty where none is known.
    public static Optional<Concern> node(Place place) {
        return place.node() == null
                ? Optional.empty()
                : Optional.of(new Concern(Kind.NODE, path(place.cluster(), place.node())));
    }

    /// The pod of an owner; empty where none is known.
    public static Optional<Concern> pod(Place place, Owner owner) {
        return owner.pod() == null
                ? Optional.empty()
                : Optional.of(new Concern(Kind.POD, path(place.cluster(), owner.namespace(), owner.pod())));
    }

    /// The run of an owner; empty where none is known.
    public static Optional<Concern> run(Owner owner) {
        return Optional.ofNullable(owner.run()).map(run -> new Concern(Kind.RUN, run));
    }

    /// `gpu kube-1/node-3/0`.
    public String text() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    private static String path(@Nullable String... parts) {
        return Arrays.stream(parts).map(part -> part == null ? "-" : part).collect(Collectors.joining("/"));
    }

    @Override
    public int compareTo(Concern other) {
        int byKind = kind.compareTo(other.kind);
        return byKind == 0 ? name.compareTo(other.name) : byKind;
    }
}
