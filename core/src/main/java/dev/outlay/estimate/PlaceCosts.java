package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.EgressPrice;
import dev.outlay.catalog.StoragePrice;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What data costs beside the work, by place: with the hours, and once.
///
/// The prices of a place are looked up once for all questions; what they make of a question's data is that
/// question's own. Thread-safe.
final class PlaceCosts {

    /// What data costs at a place: a month of storage, null for none, and what falls due once.
    record Cost(@Nullable Money monthly, Money once, double perHour, double fixed) {

        /// Whether this is known to cost as little as another at any number of hours.
        boolean isNotAbove(Cost other) {
            boolean less = monthly == null || (other.monthly != null && monthly.compareTo(other.monthly) <= 0);
            return less && once.compareTo(other.once) <= 0;
        }

        Money of(BigDecimal hours) {
            return monthly == null ? once : once.plus(DataLines.stored(monthly, hours));
        }
    }

    private static final double HOURS_PER_MONTH = 730;

    private final DataLines lines;
    private final List<PlanIndex.Place> places;
    private final Map<String, List<Optional<StoragePrice>>> storage = new ConcurrentHashMap<>();

    private final Map<String, List<Optional<EgressPrice>>> internet = new ConcurrentHashMap<>();

    PlaceCosts(Catalog catalog, List<PlanIndex.Place> places) {
        this.lines = new DataLines(catalog);
        this.places = places;
    }

    /// The costs of each place in a currency; null where a part of them is not known in it.
    @Nullable Cost[] of(PlanData data, String currency) {
        @Nullable Cost[] costs = new Cost[places.size()];
        Money nothing = Money.zero(currency);
        if (data.storageGib().signum() == 0 && data.egressGib().signum() == 0 && data.location() == null) {
            Arrays.fill(costs, new Cost(null, nothing, 0, 0));
            return costs;
        }
        Map<List<Boolean>, Line> moves = new HashMap<>();
        for (int i = 0; i < costs.length; i++) {
            costs[i] = cost(data, i, nothing, moves);
        }
        return costs;
    }

    private @Nullable Cost cost(PlanData data, int number, Money nothing, Map<List<Boolean>, Line> moves) {
        Money monthly = null;
        if (data.storageGib().signum() > 0) {
            Optional<StoragePrice> price = storage(data.storageClass()).get(number);
            if (price.isEmpty()) {
                return null;
            }
            monthly = price.get().monthly(data.storageGib());
        }
        Money leaving = data.egressGib().signum() == 0
                ? nothing
                : internet().get(number)
                        .flatMap(price -> price.monthly(data.egressGib()))
                        .orElse(null);
        Money moving = moving(data, number, moves, nothing);
        if (leaving == null || moving == null) {
            return null;
        }
        String currency = nothing.currency();
        boolean oneCurrency = (monthly == null || monthly.currency().equals(currency))
                && leaving.currency().equals(currency)
                && moving.currency().equals(currency);
        if (!oneCurrency) {
            return null;
        }
        Money once = leaving.plus(moving);
        return new Cost(
                monthly,
                once,
                monthly == null ? 0 : monthly.amount().doubleValue() / HOURS_PER_MONTH,
                once.amount().doubleValue());
    }

    // there are three kinds of ways only: none, within the provider, out of it
    private @Nullable Money moving(PlanData data, int number, Map<List<Boolean>, Line> moves, Money nothing) {
        PlanData.Location from = data.location();
        if (from == null) {
            return nothing;
        }
        PlanIndex.Place place = places.get(number);
        boolean within = from.provider().equals(place.provider());
        boolean there = within && from.region().equalsIgnoreCase(place.region());
        return there
                ? nothing
                : moves.computeIfAbsent(
                                List.of(within, there), _ -> lines.moving(from, place.provider(), place.region()))
                        .cost();
    }

    private List<Optional<StoragePrice>> storage(@Nullable String storageClass) {
        return storage.computeIfAbsent(storageClass == null ? "" : storageClass, _ -> places.stream()
                .map(place -> lines.storagePrice(place.provider(), place.region(), storageClass))
                .toList());
    }

    private List<Optional<EgressPrice>> internet() {
        return internet.computeIfAbsent("", _ -> places.stream()
                .map(place -> lines.internetPrice(place.provider(), place.region()))
                .toList());
    }
}
