package dev.outlay.catalog;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The names that stand in a catalog's offers - providers, their instance types and places - and what people call
/// them.
final class OfferNames {

    private static final int SHOWN = 5;

    private record Place(String provider, String region, RegionWords words) {}

    private final List<Provider> providers;
    private final Map<String, Set<String>> instanceTypes = new TreeMap<>();
    private final Map<String, Set<String>> regionsByLowerCase = new HashMap<>();
    private final Lazy<List<Place>> places;

    OfferNames(Catalog catalog) {
        for (Offer offer : catalog.offers()) {
            instanceTypes
                    .computeIfAbsent(offer.provider(), any -> new TreeSet<>())
                    .add(offer.instanceType());
            regionsByLowerCase
                    .computeIfAbsent(offer.region().toLowerCase(Locale.ROOT), any -> new HashSet<>())
                    .add(offer.region());
        }
        places = new Lazy<>(() -> places(catalog));
        Map<String, Provider> described = new HashMap<>();
        ModelFiles.providers().forEach(provider -> described.put(provider.id(), provider));
        providers = instanceTypes.keySet().stream()
                .map(id -> Objects.requireNonNullElseGet(described.get(id), () -> new Provider(id, id, List.of())))
                .toList();
    }

    private static List<Place> places(Catalog catalog) {
        Map<String, Place> distinct = new LinkedHashMap<>();
        for (Offer offer : catalog.offers()) {
            distinct.computeIfAbsent(OfferIndex.place(offer.provider(), offer.region()), any -> place(catalog, offer));
        }
        return List.copyOf(distinct.values());
    }

    private static Place place(Catalog catalog, Offer offer) {
        Region region = catalog.region(offer.provider(), offer.region()).orElse(null);
        return new Place(offer.provider(), offer.region(), RegionWords.of(offer.region(), region));
    }

    List<Provider> providers() {
        return providers;
    }

    Optional<Provider> provider(String name) {
        return providers.stream()
                .filter(provider -> provider.id().equals(name))
                .findFirst()
                .or(() -> providers.stream()
                        .filter(provider -> provider.isCalled(name))
                        .findFirst());
    }

    Set<String> providersCalled(Set<String> names) {
        Set<String> ids = new HashSet<>();
        for (String name : names) {
            ids.add(provider(name)
                    .orElseThrow(() -> new UnknownNameException("provider", name, nearestProviders(name)))
                    .id());
        }
        return ids;
    }

    Set<String> regionsCalled(String name) {
        Set<String> ids = regionsByLowerCase.get(name.strip().toLowerCase(Locale.ROOT));
        if (ids == null) {
            throw new UnknownNameException("region", name, nearestRegions(null, name));
        }
        return ids;
    }

    /// The places, as the index names them, that a person's words mean.
    Set<String> placesLike(String words) {
        Set<String> like = new HashSet<>();
        for (Place place : places.get()) {
            if (!place.region().equals(Region.ANYWHERE) && place.words().matches(words)) {
                like.add(OfferIndex.place(place.provider(), place.region()));
            }
        }
        return like;
    }

    List<String> nearestProviders(String name) {
        Map<String, String> ids = new HashMap<>();
        for (Provider provider : providers) {
            provider.aliases().forEach(alias -> ids.put(alias, provider.id()));
            ids.put(provider.name(), provider.id());
            ids.put(provider.id(), provider.id());
        }
        return NearNames.nearest(name, ids.keySet()).stream()
                .map(near -> Objects.requireNonNull(ids.get(near)))
                .distinct()
                .toList();
    }

    List<String> nearestInstanceTypes(String provider, String instanceType) {
        return NearNames.nearest(instanceType, instanceTypes.getOrDefault(provider, Set.of()));
    }

    List<String> nearestRegions(@Nullable String provider, String region) {
        List<Place> among = places.get().stream()
                .filter(place -> provider == null || place.provider().equals(provider))
                .sorted(Comparator.comparing(Place::region))
                .toList();
        Set<String> found = new LinkedHashSet<>(
                NearNames.nearest(region, among.stream().map(Place::region).toList()));
        among.stream().filter(place -> place.words().matches(region)).forEach(place -> found.add(place.region()));
        return found.stream().limit(SHOWN).toList();
    }
}
