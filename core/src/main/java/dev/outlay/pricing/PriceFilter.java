package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Provider;
import dev.outlay.catalog.Region;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Price;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which prices are asked for: every condition given must hold; null or empty means any.
///
/// `providers` are short names, names or aliases, `gpu` a model or a family, `sku` an instance type or GPU model as
/// prices name it, `region` a provider's own name, `regionLike` words for a place. A price that holds in all
/// regions matches a region that its provider has in the catalog, and no words for a place. Immutable and
/// thread-safe.
public record PriceFilter(
        Set<String> providers,
        @Nullable String sku,
        @Nullable String gpu,
        @Nullable String region,
        @Nullable String regionLike,
        @Nullable String zone,
        Set<CapacityType> capacities) {

    /// All prices.
    public static final PriceFilter ANY = new PriceFilter(Set.of(), null, null, null, null, null, Set.of());

    public PriceFilter {
        providers = Set.copyOf(providers);
        capacities = Set.copyOf(capacities);
    }

    /// The same for other ways to buy.
    public PriceFilter of(Set<CapacityType> others) {
        return new PriceFilter(providers, sku, gpu, region, regionLike, zone, others);
    }

    /// The condition for facts. Throws [UnknownNameException] on a GPU that the catalog does not know; the other
    /// names may be of one's own prices.
    public Predicate<Price> on(Catalog catalog, PricedGpus gpus) {
        Set<String> models = gpu == null ? Set.of() : PricedGpus.models(catalog, gpu);
        return price -> isFor(price, catalog)
                && (gpu == null
                        || gpus.of(PricedThing.of(price))
                                .map(bought -> bought.isOneOf(models))
                                .orElse(false));
    }

    private boolean isFor(Price price, Catalog catalog) {
        return (capacities.isEmpty() || capacities.contains(price.capacityType()))
                && (sku == null || price.sku().equalsIgnoreCase(sku))
                && (zone == null || zone.equalsIgnoreCase(price.zone()))
                && (providers.isEmpty()
                        || providers.stream().anyMatch(name -> isProvider(catalog, name, price.provider())))
                && (region == null || isIn(region, price, catalog))
                && (regionLike == null || isLike(regionLike, price, catalog));
    }

    private static boolean isProvider(Catalog catalog, String asked, String provider) {
        return provider.equalsIgnoreCase(asked)
                || catalog.provider(asked).map(Provider::id).orElse(asked).equalsIgnoreCase(provider);
    }

    private static boolean isIn(String asked, Price price, Catalog catalog) {
        if (price.region() == null) {
            return asked.equalsIgnoreCase(Region.ANYWHERE)
                    || catalog.region(price.provider(), asked).isPresent();
        }
        return asked.equalsIgnoreCase(price.region());
    }

    private static boolean isLike(String words, Price price, Catalog catalog) {
        String region = price.region();
        return region != null
                && catalog.region(price.provider(), region.toLowerCase(Locale.ROOT))
                        .map(known -> known.isLike(words))
                        .orElse(false);
    }
}
