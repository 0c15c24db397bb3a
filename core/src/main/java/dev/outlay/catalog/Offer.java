package dev.outlay.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A machine that can be bought in a region, with what it costs per hour, as a whole, each way it is sold.
///
/// `onDemand` and `spot` are null where no price is known; an offer may have neither, and is kept because the
/// machine exists. `commitments`, `spotZones` and `interruption` are those known for this type and region. `source`
/// names who lists the machine; each price names its own. Immutable and thread-safe.
public record Offer(
        Machine machine,
        String region,
        Tier tier,
        @Nullable Quote onDemand,
        @Nullable Quote spot,
        List<Commitment> commitments,
        List<SpotZone> spotZones,
        @Nullable SpotInterruption interruption,
        String source,
        @Nullable String notes) {

    public Offer {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(tier, "tier");
        commitments = List.copyOf(commitments);
        spotZones = List.copyOf(spotZones);
        if (region.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("an offer has a region and a source: " + machine.instanceType() + ", '"
                    + region + "', '" + source + "'");
        }
    }

    public String provider() {
        return machine.provider();
    }

    public String instanceType() {
        return machine.instanceType();
    }

    /// The price of buying this way; for [Capacity#RESERVED] the lowest of the commitments. Empty where none is
    /// known.
    public Optional<Quote> quote(Capacity capacity) {
        return switch (capacity) {
            case ON_DEMAND -> Optional.ofNullable(onDemand);
            case SPOT -> Optional.ofNullable(spot);
            case RESERVED ->
                commitments.stream()
                        .map(Commitment::quote)
                        .min(Comparator.comparing(quote -> quote.price().price()));
        };
    }

    /// Whether the price is said to hold in every place.
    public boolean isAnywhere() {
        return region.equals(Region.ANYWHERE);
    }
}
