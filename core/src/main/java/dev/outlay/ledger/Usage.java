package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that was held for a span: GPUs, vCPUs, memory, storage, traffic, or a whole node.
///
/// `quantity` counts GPUs, vCPUs or GiB, and the machines of a node's own row; above zero. `share` is the part of
/// one shared GPU, whole where it was not shared. `utilization` is the mean over the span, null where it was not
/// measured; so is `energy`, the electric energy the resource itself drew. Immutable and thread-safe.
public record Usage(
        Origin origin,
        Span span,
        Place place,
        Owner owner,
        Resource resource,
        @Nullable String instanceType,
        @Nullable CapacityType capacityType,
        @Nullable String gpuModel,
        @Nullable String device,
        @Nullable Sharing sharing,
        Share share,
        @Nullable String migProfile,
        BigDecimal quantity,
        @Nullable Share utilization,
        @Nullable KilowattHours energy,
        Map<String, String> tags)
        implements Fact {

    public Usage {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(share, "share");
        quantity = Decimals.rounded(quantity);
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("a quantity in use is above zero: " + quantity.toPlainString());
        }
        tags = Map.copyOf(tags);
    }

    @Override
    public Instant at() {
        return span.from();
    }

    /// How many whole GPUs this is at every moment, quantity times share; empty for anything but GPUs.
    public Optional<BigDecimal> gpus() {
        return resource == Resource.GPU ? Optional.of(quantity.multiply(share.value())) : Optional.empty();
    }

    /// This use with what it leaves unsaid of its machine filled in from the machine's own row.
    public Usage on(Usage node) {
        Place there = node.place();
        return new Usage(
                origin,
                span,
                new Place(
                        place.provider(),
                        place.region() == null ? there.region() : place.region(),
                        place.zone() == null ? there.zone() : place.zone(),
                        place.cluster(),
                        place.node()),
                owner,
                resource,
                instanceType == null ? node.instanceType : instanceType,
                capacityType == null ? node.capacityType : capacityType,
                gpuModel == null ? node.gpuModel : gpuModel,
                device,
                sharing,
                share,
                migProfile,
                quantity,
                utilization,
                energy,
                tags);
    }

    /// This use of a machine, as if it were of one of its devices.
    public Usage ofDevice(@Nullable String name) {
        return new Usage(
                origin,
                span,
                place,
                owner,
                resource,
                instanceType,
                capacityType,
                gpuModel,
                name,
                sharing,
                share,
                migProfile,
                quantity,
                utilization,
                energy,
                tags);
    }

    @Override
    public Usage readAt(Origin elsewhere) {
        return new Usage(
                elsewhere,
                span,
                place,
                owner,
                resource,
                instanceType,
                capacityType,
                gpuModel,
                device,
                sharing,
                share,
                migProfile,
                quantity,
                utilization,
                energy,
                tags);
    }
}
