package dev.outlay.utilization;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How busy everything was over a span: each pod, device and node, in the order of their paths.
///
/// Use is measured in two places, the utilization of usage and samples; where a signal of a thing was measured in
/// both, the one that covers more time counts and the other does not. A pod's series has all its devices in it.
/// Memory is bounded by the number of things, not of facts. Immutable and thread-safe.
public record Loads(Span span, LoadSettings settings, List<Load> all) {

    public Loads {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(settings, "settings");
        all = List.copyOf(all);
    }

    /// Reads the usage and samples of a span. Throws [dev.outlay.ledger.LedgerException] where the storage fails.
    public static Loads read(LedgerReader ledger, Span span, LoadSettings settings) {
        Map<Thing, Gauge> gauges = new HashMap<>();
        try (Stream<Usage> usages = ledger.facts(Usage.class, span)) {
            usages.forEach(usage -> usage.span()
                    .intersection(span)
                    .ifPresent(part -> things(usage.place(), usage.owner(), usage.device())
                            .forEach(thing -> gauges.computeIfAbsent(thing, any -> new Gauge(any, settings))
                                    .add(usage, part))));
        }
        try (Stream<Sample> samples = ledger.facts(Sample.class, span)) {
            samples.forEach(sample -> sample.span()
                    .intersection(span)
                    .ifPresent(part -> things(sample.place(), sample.owner(), sample.device())
                            .forEach(thing -> gauges.computeIfAbsent(thing, any -> new Gauge(any, settings))
                                    .add(sample, part))));
        }
        return new Loads(
                span,
                settings,
                gauges.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue().load())
                        .toList());
    }

    /// Those who held something: pods, and the workloads and runs of usage that names no pod.
    public List<Load> holders() {
        return all.stream().filter(load -> load.thing().kind().isHolder()).toList();
    }

    public List<Load> devices() {
        return of(Thing.Kind.DEVICE);
    }

    public List<Load> nodes() {
        return of(Thing.Kind.NODE);
    }

    private List<Load> of(Thing.Kind kind) {
        return all.stream().filter(load -> load.thing().kind() == kind).toList();
    }

    private static Stream<Thing> things(Place place, Owner owner, @Nullable String device) {
        return Stream.of(holder(place, owner), device(place, device), node(place))
                .flatMap(Optional::stream);
    }

    private static Optional<Thing> holder(Place place, Owner owner) {
        if (owner.pod() != null) {
            return Optional.of(new Thing(Thing.Kind.POD, place.cluster(), owner.namespace(), owner.pod()));
        }
        if (owner.workload() != null) {
            return Optional.of(new Thing(Thing.Kind.WORKLOAD, place.cluster(), owner.namespace(), owner.workload()));
        }
        return Optional.ofNullable(owner.run()).map(run -> new Thing(Thing.Kind.RUN, place.cluster(), null, run));
    }

    private static Optional<Thing> device(Place place, @Nullable String device) {
        return device == null
                ? Optional.empty()
                : Optional.of(new Thing(Thing.Kind.DEVICE, place.cluster(), place.node(), device));
    }

    private static Optional<Thing> node(Place place) {
        return Optional.ofNullable(place.node()).map(node -> new Thing(Thing.Kind.NODE, place.cluster(), null, node));
    }
}
