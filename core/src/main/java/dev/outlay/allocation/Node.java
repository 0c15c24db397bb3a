package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Place;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A machine as usage names it: by its node, or by its device where no node was said.
///
/// `provider` and `cluster` are null where they were not said. Immutable and thread-safe.
public record Node(@Nullable String provider, @Nullable String cluster, String name) {

    /// The machine of a metered charge; empty where usage named neither node nor device.
    static Optional<Node> of(Charge metered) {
        Place place = metered.place();
        return of(place.provider(), place.cluster(), place.node(), metered.use().device());
    }

    static Optional<Node> of(
            @Nullable String provider, @Nullable String cluster, @Nullable String node, @Nullable String device) {
        String name = node == null ? device : node;
        return name == null ? Optional.empty() : Optional.of(new Node(provider, cluster, name));
    }

    /// The names by which a bill may mean a machine: the resource's id, the last part of an id that is a path, and
    /// the resource's name.
    static Set<String> names(Charge line) {
        String id = line.product().resourceId();
        Set<String> names = new LinkedHashSet<>();
        Stream.of(
                        Optional.ofNullable(id),
                        Optional.ofNullable(id).map(path -> path.substring(path.lastIndexOf('/') + 1)),
                        Optional.ofNullable(line.product().resourceName()))
                .flatMap(Optional::stream)
                .filter(name -> !name.isBlank())
                .forEach(names::add);
        return names;
    }

    /// Whether a line can be about this machine, as far as providers were said.
    boolean isOf(@Nullable String billedProvider) {
        return provider == null
                || billedProvider == null
                || provider.toLowerCase(Locale.ROOT).equals(billedProvider.toLowerCase(Locale.ROOT));
    }
}
