package dev.outlay.pricing;

import dev.outlay.catalog.Offer;
import dev.outlay.ledger.CapacityType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Series of stated prices, found by the offers they are for; it knows which were found. Not thread-safe.
final class StatedPrices {

    private final List<PriceSeries> all;
    private final PricedGpus gpus;
    private final Map<String, List<PriceSeries>> bySku = new HashMap<>();
    private final Map<String, List<PriceSeries>> byGpu = new HashMap<>();
    // by identity: a series may be long, and each is here once
    private final Set<PriceSeries> found = Collections.newSetFromMap(new IdentityHashMap<>());

    StatedPrices(List<PriceSeries> all, PricedGpus gpus) {
        this.all = all;
        this.gpus = gpus;
        for (PriceSeries series : all) {
            PricedThing thing = series.thing();
            put(bySku, thing.provider(), thing.sku(), series);
            String model = gpuAlone(thing);
            if (model != null) {
                put(byGpu, thing.provider(), model, series);
            }
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /// Those of the offer's instance type there, in all of its zones.
    List<PriceSeries> ofType(Offer offer, CapacityType type) {
        return find(bySku, offer.instanceType(), offer, type);
    }

    /// Those of the offer's GPU model there.
    List<PriceSeries> ofGpu(Offer offer, CapacityType type) {
        String model = offer.machine().gpuModel();
        return model == null ? List.of() : find(byGpu, model, offer, type);
    }

    /// Those that no offer was found for so far.
    List<PriceSeries> left() {
        return all.stream().filter(series -> !found.contains(series)).toList();
    }

    private List<PriceSeries> find(Map<String, List<PriceSeries>> index, String name, Offer offer, CapacityType type) {
        List<PriceSeries> there = index.getOrDefault(key(offer.provider(), name), List.of()).stream()
                .filter(series -> series.thing().capacityType() == type)
                .filter(series -> series.thing().region() == null
                        || series.thing().region().equalsIgnoreCase(offer.region()))
                .toList();
        found.addAll(there);
        return there;
    }

    /// The model of a price of one GPU; null for a machine, and for a name that can mean several.
    private @Nullable String gpuAlone(PricedThing thing) {
        return gpus.of(thing)
                .filter(bought -> bought.alone() && bought.models().size() == 1)
                .map(PricedGpus.Bought::name)
                .orElse(null);
    }

    private static void put(Map<String, List<PriceSeries>> index, String provider, String name, PriceSeries series) {
        index.computeIfAbsent(key(provider, name), _ -> new ArrayList<>()).add(series);
    }

    private static String key(String provider, String name) {
        return (provider + "\n" + name).toLowerCase(Locale.ROOT);
    }
}
