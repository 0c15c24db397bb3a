package dev.outlay.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the names of a query mean in one catalog: models, providers and places. Null sets mean "any".
///
/// For those who look at the offers in an order of their own; [Catalog#query] answers with the offers themselves.
/// Immutable and thread-safe.
public final class OfferScope {

    private final @Nullable Set<String> models;
    private final @Nullable Set<String> providers;
    private final @Nullable Set<String> regions;
    private final @Nullable Set<String> places;

    OfferScope(
            @Nullable Set<String> models,
            @Nullable Set<String> providers,
            @Nullable Set<String> regions,
            @Nullable Set<String> places) {
        this.models = models;
        this.providers = providers;
        this.regions = regions;
        this.places = places;
    }

    /// Whether the query means machines with this GPU.
    public boolean includesGpu(String model) {
        return models == null || models.contains(model);
    }

    /// Whether the query means this region of this provider.
    public boolean includesPlace(String provider, String region) {
        return (providers == null || providers.contains(provider))
                && (regions == null || regions.contains(region))
                && (places == null || places.contains(OfferIndex.place(provider, region)));
    }

    @Nullable
    Set<String> models() {
        return models;
    }

    @Nullable
    Set<String> providers() {
        return providers;
    }

    @Nullable
    Set<String> regions() {
        return regions;
    }

    @Nullable
    Set<String> places() {
        return places;
    }
}
