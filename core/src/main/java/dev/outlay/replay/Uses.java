package dev.outlay.replay;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import org.jspecify.annotations.Nullable;

/// Usages as they would have been otherwise.
final class Uses {

    private Uses() {}

    static boolean isCompute(Usage usage) {
        return switch (usage.resource()) {
            case NODE, GPU, CPU, MEMORY -> true;
            case STORAGE, NETWORK -> false;
        };
    }

    /// What stands on one machine, or the use alone where it names none.
    static String machine(Usage usage) {
        Place place = usage.place();
        return place.node() == null || !isCompute(usage)
                ? usage.origin().id()
                : place.provider() + "\n" + place.cluster() + "\n" + place.node();
    }

    static boolean isNode(Usage usage) {
        return usage.resource() == Resource.NODE;
    }

    static boolean isInside(Span part, Span whole) {
        return !part.from().isBefore(whole.from()) && !part.to().isAfter(whole.to());
    }

    static boolean isShared(Usage usage) {
        return usage.migProfile() != null
                || (usage.sharing() != null && usage.sharing() != Sharing.EXCLUSIVE)
                || usage.share().compareTo(Share.WHOLE) < 0;
    }

    static Usage bought(Usage usage, CapacityType type) {
        return copy(usage, usage.origin(), usage.span(), usage.place(), type, usage.device(), usage.sharing(), null);
    }

    static Usage in(Usage usage, String region) {
        Place place = usage.place();
        return at(usage, new Place(place.provider(), region, null, place.cluster(), place.node()));
    }

    /// The machine's row, bought and placed as something on it.
    static Usage as(Usage row, Usage on) {
        Usage there = on.place().region() == null ? row : in(row, on.place().region());
        CapacityType type = on.capacityType();
        return type == null ? there : bought(there, type);
    }

    static Usage at(Usage usage, Place there) {
        return copy(
                usage,
                usage.origin(),
                usage.span(),
                there,
                usage.capacityType(),
                usage.device(),
                usage.sharing(),
                null);
    }

    /// The use over another span; a part of one has an id of its own.
    static Usage over(Usage usage, Span span, int part) {
        Origin origin = part == 0
                ? usage.origin()
                : new Origin(
                        usage.origin().id() + "~part" + part,
                        usage.origin().document(),
                        usage.origin().line());
        return copy(usage, origin, span, usage.place(), usage.capacityType(), usage.device(), usage.sharing(), null);
    }

    /// The use as a MIG slice of a device of a machine.
    static Usage sliced(Usage usage, Place place, String device, String profile) {
        return copy(usage, usage.origin(), usage.span(), place, usage.capacityType(), device, Sharing.MIG, profile);
    }

    private static Usage copy(
            Usage usage,
            Origin origin,
            Span span,
            Place place,
            @Nullable CapacityType type,
            @Nullable String device,
            @Nullable Sharing sharing,
            @Nullable String profile) {
        return new Usage(
                origin,
                span,
                place,
                usage.owner(),
                usage.resource(),
                usage.instanceType(),
                type,
                usage.gpuModel(),
                device,
                sharing,
                usage.share(),
                profile == null ? usage.migProfile() : profile,
                usage.quantity(),
                usage.utilization(),
                // energy is no part of a replay of money, and a part of a use drew a part of it
                null,
                usage.tags());
    }
}
