package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.units.Share;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/// Keeps the planners of catalogs at list prices, because sorting all offers takes far longer than a question.
/// Thread-safe.
public final class Planners {

    private static final Map<Catalog, Map<Share, Planner>> KNOWN = new WeakHashMap<>();
    private static final int MOST_LOADS = 8;

    private Planners() {}

    /// The planner of a catalog at the prices of an estimator; made anew where those are not list prices alone.
    public static Planner of(Catalog catalog, Estimator estimator, Share load) {
        if (estimator.statesPrices()) {
            return new Planner(catalog, estimator, load);
        }
        synchronized (KNOWN) {
            Map<Share, Planner> byLoad = KNOWN.computeIfAbsent(catalog, _ -> new HashMap<>());
            if (byLoad.size() >= MOST_LOADS && !byLoad.containsKey(load)) {
                byLoad.clear();
            }
            return byLoad.computeIfAbsent(load, _ -> new Planner(catalog, estimator, load));
        }
    }
}
