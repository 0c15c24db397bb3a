package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.EgressPrice;
import dev.outlay.catalog.StoragePrice;
import dev.outlay.units.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reckons what data costs beside the work, by place.
///
/// The prices of a place are looked up once for all questions; what they make of a question's data is that
/// question's own. Thread-safe.
final class PlaceCosts {

    private static final String STANDARD = "";

    private final DataLines lines;
    private final List<PlanIndex.Place> places;
    private final Map<String, List<Optional<StoragePrice>>> storage = new ConcurrentHashMap<>();
    private final Map<String, List<Optional<EgressPrice>>> internet = new ConcurrentHashMap<>();

    PlaceCosts(Catalog catalog, List<PlanIndex.Place> places) {
        this.lines = new DataLines(catalog);
        this.places = places;
    }

    /// The costs at each place that is meant, in a currency.
    DataCosts of(PlanData data, String currency, boolean[] meant) {
        DataCosts.@Nullable Cost[] costs = new DataCosts.Cost[meant.length];
        Money nothing = Money.zero(currency);
        var none = DataCosts.Cost.of(null, nothing);
        boolean free = data.storageGib().signum() == 0 && data.egressGib().signum() == 0 && data.location() == null;
        Map<Boolean, Line> moves = new HashMap<>();
        for (int i = 0; i < costs.length; i++) {
            if (meant[i]) {
                costs[i] = free ? none : cost(data, i, nothing, moves);
            }
        }
        return new DataCosts(costs);
    }

    private DataCosts.@Nullable Cost cost(PlanData data, int place, Money nothing, Map<Boolean, Line> moves) {
        Money monthly = null;
        if (data.storageGib().signum() > 0) {
            Optional<StoragePrice> price = storage(data.storageClass()).get(place);
            if (price.isEmpty()) {
                return null;
            }
            monthly = price.get().monthly(data.storageGib());
        }
        Money leaving = data.egressGib().signum() == 0
                ? nothing
                : internet()
                        .get(place)
                        .flatMap(price -> price.monthly(data.egressGib()))
                        .orElse(null);
        Money moving = moving(data, place, moves, nothing);
        if (leaving == null || moving == null) {
            return null;
        }
        String currency = nothing.currency();
        boolean oneCurrency = (monthly == null || monthly.currency().equals(currency))
                && leaving.currency().equals(currency)
                && moving.currency().equals(currency);
        return oneCurrency ? DataCosts.Cost.of(monthly, leaving.plus(moving)) : null;
    }

    // there are three ways only: none, to another region of the provider, and out of it
    private @Nullable Money moving(PlanData data, int number, Map<Boolean, Line> moves, Money nothing) {
        PlanData.Location from = data.location();
        if (from == null) {
            return nothing;
        }
        PlanIndex.Place place = places.get(number);
        boolean within = from.provider().equals(place.provider());
        return within && from.region().equalsIgnoreCase(place.region())
                ? nothing
                : moves.computeIfAbsent(within, _ -> lines.moving(from, place.provider(), place.region()))
                        .cost();
    }

    private List<Optional<StoragePrice>> storage(@Nullable String storageClass) {
        return storage.computeIfAbsent(
                storageClass == null ? STANDARD : storageClass,
                _ -> places.stream()
                        .map(place -> lines.storagePrice(place.provider(), place.region(), storageClass))
                        .toList());
    }

    private List<Optional<EgressPrice>> internet() {
        return internet.computeIfAbsent(
                STANDARD,
                _ -> places.stream()
                        .map(place -> lines.internetPrice(place.provider(), place.region()))
                        .toList());
    }
}
