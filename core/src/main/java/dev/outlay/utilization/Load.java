package dev.outlay.utilization;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one thing held over a span and how busy it was.
///
/// What is said of it (place, owner, model, machine) is as of its last fact that says it. `held` has what it held
/// of each resource by usage; `measured` the series of each signal. `devices` names the GPUs it was on. `facts` are
/// ids of a few facts of it. Immutable and thread-safe.
public record Load(
        Thing thing,
        Span span,
        Place place,
        Owner owner,
        Hardware hardware,
        SortedSet<String> devices,
        Map<Resource, Held> held,
        Map<Signal, Series> measured,
        List<String> facts) {

    private static final int DIGITS = 18;

    /// What it ran on, each null where it was not said.
    public record Hardware(
            @Nullable String gpuModel,
            @Nullable String instanceType,
            @Nullable CapacityType capacityType,
            @Nullable Sharing sharing,
            @Nullable String migProfile) {

        static final Hardware UNKNOWN = new Hardware(null, null, null, null, null);
    }

    /// What was held of one resource: `amountSeconds` is amount times seconds, in which a GPU counts by the share
    /// that was held of it; `pieceSeconds` the same with every piece of a GPU as one; `seconds` the time in which
    /// any was held, and `most` the largest amount at any moment.
    public record Held(BigDecimal amountSeconds, BigDecimal pieceSeconds, BigDecimal seconds, BigDecimal most) {

        /// The mean amount while any was held.
        public BigDecimal mean() {
            return amountSeconds.divide(seconds, DIGITS, RoundingMode.HALF_EVEN);
        }
    }

    public Load {
        Objects.requireNonNull(thing, "thing");
        Objects.requireNonNull(span, "span");
        devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
        held = Collections.unmodifiableMap(held.isEmpty() ? Map.of() : new EnumMap<>(held));
        measured = Collections.unmodifiableMap(measured.isEmpty() ? Map.of() : new EnumMap<>(measured));
        facts = List.copyOf(facts);
    }

    public Optional<Series> measured(Signal signal) {
        return Optional.ofNullable(measured.get(signal));
    }

    public Optional<Held> held(Resource resource) {
        return Optional.ofNullable(held.get(resource));
    }

    /// The part of the time held in which a signal was measured, 1 at most; empty where it was not measured. Where
    /// no usage says what was held, what was measured is all that is known, and the part is of the span between the
    /// first reading and the last.
    public Optional<BigDecimal> coverage(Signal signal) {
        Resource resource = switch (signal) {
            case CPU_UTILIZATION -> Resource.CPU;
            case MEMORY_UTILIZATION -> Resource.MEMORY;
            case GPU_UTILIZATION, SM_ACTIVE, TENSOR_ACTIVE, GPU_MEMORY_USED, POWER -> Resource.GPU;
        };
        Held its = held.get(resource);
        BigDecimal known = its == null
                ? span.seconds().multiply(BigDecimal.valueOf(Math.max(1, devices.size())))
                : its.pieceSeconds();
        return measured(signal)
                .map(series -> series.weight()
                        .divide(known, DIGITS, RoundingMode.HALF_EVEN)
                        .min(BigDecimal.ONE));
    }
}
