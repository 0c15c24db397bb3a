package dev.outlay.utilization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was measured: a pod (or the workload or run that usage without pods names), a device of a node, or a node.
///
/// Null cluster, namespace or node were not said. Ordered by their path. Immutable and thread-safe.
public record Thing(
        Kind kind, @Nullable String cluster, @Nullable String within, String name) implements Comparable<Thing> {

    /// What kind of thing; `within` is the namespace of pods and workloads, the node of a device, else null.
    public enum Kind {
        POD,
        WORKLOAD,
        RUN,
        DEVICE,
        NODE;

        /// How it is written on screens, such as `pod`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether somebody holds resources as such a thing.
        public boolean isHolder() {
            return this == POD || this == WORKLOAD || this == RUN;
        }
    }

    public Thing {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /// `kube-1/research/trainer-0`, the same for the same thing from day to day; `-` stands for what was not said.
    public String path() {
        return (kind == Kind.NODE || kind == Kind.RUN
                        ? Arrays.asList(cluster, name)
                        : Arrays.asList(cluster, within, name))
                .stream().map(part -> part == null ? "-" : part).collect(Collectors.joining("/"));
    }

    @Override
    public int compareTo(Thing other) {
        int byPath = path().compareTo(other.path());
        return byPath == 0 ? kind.compareTo(other.kind) : byPath;
    }

    @Override
    public String toString() {
        return kind.text() + " " + path();
    }
}
