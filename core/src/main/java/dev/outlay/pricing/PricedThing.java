package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Price;
import dev.outlay.units.PricingUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What has one price at a time: an instance type or GPU model of a provider, in a place, bought in a way, by a
/// unit and in a currency.
///
/// A null `region` means all of the provider's, a null `zone` all of the region's. Ordered by provider, SKU, place,
/// way, unit, currency. Names are as first written; [#key] is the same for every way to write them. Immutable and
/// thread-safe.
public record PricedThing(
        String provider,
        String sku,
        @Nullable String region,
        @Nullable String zone,
        CapacityType capacityType,
        PricingUnit unit,
        String currency)
        implements Comparable<PricedThing> {

    private static final Comparator<@Nullable String> ABSENT_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    public PricedThing {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(capacityType, "capacityType");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(currency, "currency");
    }

    /// What a price is for.
    public static PricedThing of(Price price) {
        return new PricedThing(
                price.provider(),
                price.sku(),
                price.region(),
                price.zone(),
                price.capacityType(),
                price.unitPrice().unit(),
                price.unitPrice().price().currency());
    }

    /// The same thing with its names in lower case, as prices are looked up.
    public PricedThing key() {
        return new PricedThing(
                lower(provider), lower(sku), lowerOrNull(region), lowerOrNull(zone), capacityType, unit, currency);
    }

    /// What it is, for a sentence: `spot p4d.24xlarge of aws in us-east-1a`.
    @Override
    public String toString() {
        String place = zone != null ? zone : region;
        return capacityType.text() + " " + sku + " of " + provider + (place == null ? "" : " in " + place);
    }

    @Override
    public int compareTo(PricedThing other) {
        return Comparator.comparing(PricedThing::provider)
                .thenComparing(PricedThing::sku)
                .thenComparing(PricedThing::region, ABSENT_FIRST)
                .thenComparing(PricedThing::zone, ABSENT_FIRST)
                .thenComparing(PricedThing::capacityType)
                .thenComparing(PricedThing::unit)
                .thenComparing(PricedThing::currency)
                .compare(this, other);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String lowerOrNull(@Nullable String text) {
        return text == null ? null : lower(text);
    }
}
