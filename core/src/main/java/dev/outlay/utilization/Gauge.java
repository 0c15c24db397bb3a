package dev.outlay.utilization;

import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Sums up what one thing held and how busy it was, from usage in the order of its starts and then from samples in
/// the order of theirs. Not thread-safe.
final class Gauge {

    private static final int MOST_FACTS = 5;

    /// Amount times time of one resource, and the time in which there was any.
    private static final class Holding {
        private BigDecimal amountSeconds = BigDecimal.ZERO;
        private BigDecimal pieceSeconds = BigDecimal.ZERO;
        private BigDecimal seconds = BigDecimal.ZERO;
        private Instant upTo = Instant.MIN;
        private final PriorityQueue<Ending> open = new PriorityQueue<>(Comparator.comparing(Ending::at));
        private BigDecimal now = BigDecimal.ZERO;
        private BigDecimal most = BigDecimal.ZERO;
    }

    /// When an amount is no longer held.
    private record Ending(Instant at, BigDecimal amount) {}

    private final Thing thing;
    private final LoadSettings settings;
    private final Map<Resource, Holding> holdings = new EnumMap<>(Resource.class);
    private final Map<Signal, Meter> ofUsage = new EnumMap<>(Signal.class);
    private final Map<Signal, Meter> ofSamples = new EnumMap<>(Signal.class);
    private final TreeSet<String> devices = new TreeSet<>();
    private final List<String> facts = new ArrayList<>();
    private Place place = Place.UNKNOWN;
    private Owner owner = Owner.UNKNOWN;
    private Load.Hardware hardware = Load.Hardware.UNKNOWN;
    private @Nullable Span span;

    Gauge(Thing thing, LoadSettings settings) {
        this.thing = thing;
        this.settings = settings;
    }

    /// A use for the part of it that lies in the span that is asked for.
    void add(Usage usage, Span part) {
        met(usage.origin(), usage.place(), usage.owner(), usage.device(), part);
        hardware = new Load.Hardware(
                said(usage.gpuModel(), hardware.gpuModel()),
                said(usage.instanceType(), hardware.instanceType()),
                said(usage.capacityType(), hardware.capacityType()),
                said(usage.sharing(), hardware.sharing()),
                said(usage.migProfile(), hardware.migProfile()));
        hold(usage, part);
        Signal signal = signal(usage.resource());
        if (usage.utilization() != null && signal != null && concerns(signal, usage.owner())) {
            ofUsage.computeIfAbsent(signal, any -> new Meter(any, settings))
                    .add(part(usage), part, usage.utilization().value(), usage.quantity());
        }
    }

    /// A sample for the part of it that lies in the span that is asked for.
    void add(Sample sample, Span part) {
        met(sample.origin(), sample.place(), sample.owner(), sample.device(), part);
        hardware = new Load.Hardware(
                said(sample.gpuModel(), hardware.gpuModel()),
                hardware.instanceType(),
                hardware.capacityType(),
                hardware.sharing(),
                hardware.migProfile());
        String what = sample.place().node() + "\n" + sample.device() + "\n"
                + sample.owner().pod() + "\n" + sample.owner().container();
        sample.values().forEach((signal, value) -> {
            if (concerns(signal, sample.owner())) {
                ofSamples
                        .computeIfAbsent(signal, any -> new Meter(any, settings))
                        .addOnce(what, part, value);
            }
        });
    }

    /// A pod's CPU and memory are parts of what it asked for, and no part of its node.
    private boolean concerns(Signal signal, Owner who) {
        return thing.kind().isHolder()
                || who.pod() == null
                || (signal != Signal.CPU_UTILIZATION && signal != Signal.MEMORY_UTILIZATION);
    }

    Load load() {
        Map<Resource, Load.Held> held = new EnumMap<>(Resource.class);
        holdings.forEach((resource, holding) -> held.put(
                resource,
                new Load.Held(
                        holding.amountSeconds, holding.pieceSeconds, holding.seconds, Decimals.normal(holding.most))));
        Map<Signal, Series> measured = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            Meter better = better(ofSamples.get(signal), ofUsage.get(signal));
            if (better != null) {
                better.series().ifPresent(series -> measured.put(signal, series));
            }
        }
        return new Load(thing, Objects.requireNonNull(span), place, owner, hardware, devices, held, measured, facts);
    }

    /// Of two that measured the same thing, the one that measured more of it; samples where both did the same.
    private static @Nullable Meter better(@Nullable Meter samples, @Nullable Meter usage) {
        if (samples == null || usage == null) {
            return samples == null ? usage : samples;
        }
        return samples.weight().compareTo(usage.weight()) >= 0 ? samples : usage;
    }

    private void met(Origin origin, Place where, Owner who, @Nullable String device, Span part) {
        place = new Place(
                said(where.provider(), place.provider()),
                said(where.region(), place.region()),
                said(where.zone(), place.zone()),
                said(where.cluster(), place.cluster()),
                said(where.node(), place.node()));
        owner = thing.kind().isHolder() ? merged(who) : owner;
        if (device != null) {
            devices.add(device);
        }
        if (facts.size() < MOST_FACTS) {
            facts.add(origin.id());
        }
        Span before = span;
        span = before == null
                ? part
                : new Span(
                        part.from().isBefore(before.from()) ? part.from() : before.from(),
                        part.to().isAfter(before.to()) ? part.to() : before.to());
    }

    private void hold(Usage usage, Span part) {
        Holding holding = holdings.computeIfAbsent(usage.resource(), _ -> new Holding());
        BigDecimal pieces = part.seconds().multiply(usage.quantity());
        holding.pieceSeconds = holding.pieceSeconds.add(pieces);
        holding.amountSeconds =
                holding.amountSeconds.add(pieces.multiply(usage.share().value()));
        while (!holding.open.isEmpty() && !holding.open.element().at().isAfter(part.from())) {
            holding.now = holding.now.subtract(holding.open.remove().amount());
        }
        BigDecimal amount = usage.quantity().multiply(usage.share().value());
        holding.open.add(new Ending(part.to(), amount));
        holding.now = holding.now.add(amount);
        holding.most = holding.most.max(holding.now);
        Instant from = part.from().isAfter(holding.upTo) ? part.from() : holding.upTo;
        if (from.isBefore(part.to())) {
            holding.seconds = holding.seconds.add(new Span(from, part.to()).seconds());
            holding.upTo = part.to();
        }
    }

    private Owner merged(Owner who) {
        return new Owner(
                said(who.namespace(), owner.namespace()),
                said(who.workload(), owner.workload()),
                said(who.pod(), owner.pod()),
                said(who.container(), owner.container()),
                said(who.team(), owner.team()),
                said(who.project(), owner.project()),
                said(who.experiment(), owner.experiment()),
                said(who.costCenter(), owner.costCenter()),
                said(who.environment(), owner.environment()),
                said(who.run(), owner.run()));
    }

    private static String part(Usage usage) {
        return usage.place().node() + "\n" + usage.device() + "\n"
                + usage.owner().pod();
    }

    private static @Nullable Signal signal(Resource resource) {
        return switch (resource) {
            case GPU -> Signal.GPU_UTILIZATION;
            case CPU -> Signal.CPU_UTILIZATION;
            case MEMORY -> Signal.MEMORY_UTILIZATION;
            // a machine's own row is what there is to share: what is done on it stands in the others
            case NODE, STORAGE, NETWORK -> null;
        };
    }

    private static <T> @Nullable T said(@Nullable T now, @Nullable T before) {
        return now == null ? before : now;
    }
}
