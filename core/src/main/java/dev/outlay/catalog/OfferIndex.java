package dev.outlay.catalog;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// Answers queries over offers in the order of one capacity's price.
///
/// Offers are sorted once, so an answer needs no sorting and a highest price is a place in the order. Lists of
/// positions by GPU, provider and region narrow a query to its rarest condition, and the rest is checked on plain
/// columns. Immutable and thread-safe.
final class OfferIndex {

    private static final int BILLIONTHS = 9;
    private static final long UNKNOWN = -1;

    private record Priced(Offer offer, @Nullable Money price) implements Comparable<Priced> {

        @Override
        public int compareTo(Priced other) {
            int order = comparePrices(price, other.price);
            if (order == 0) {
                order = offer.provider().compareTo(other.offer.provider());
            }
            if (order == 0) {
                order = offer.instanceType().compareTo(other.offer.instanceType());
            }
            if (order == 0) {
                order = offer.region().compareTo(other.offer.region());
            }
            return order == 0 ? offer.tier().compareTo(other.offer.tier()) : order;
        }
    }

    private final Priced[] sorted;
    private final long[] gpuCounts;
    private final long[] gpuMemories;
    private final Postings gpus;
    private final Postings providers;
    private final Postings regions;
    private final Postings places;

    OfferIndex(List<Offer> offers, Capacity capacity) {
        sorted = new Priced[offers.size()];
        for (int i = 0; i < sorted.length; i++) {
            Offer offer = offers.get(i);
            Quote quote = offer.quote(capacity).orElse(null);
            sorted[i] = new Priced(offer, quote == null ? null : quote.price().price());
        }
        Arrays.sort(sorted);
        gpuCounts = new long[sorted.length];
        gpuMemories = new long[sorted.length];
        String[] gpu = new String[sorted.length];
        String[] provider = new String[sorted.length];
        String[] region = new String[sorted.length];
        String[] place = new String[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            Offer offer = sorted[i].offer();
            gpuCounts[i] = billionths(offer.machine().gpuCount());
            gpuMemories[i] = billionths(offer.machine().gpuMemoryGibEach());
            gpu[i] = Objects.requireNonNullElse(offer.machine().gpuModel(), "");
            provider[i] = offer.provider();
            region[i] = offer.region();
            place[i] = place(offer.provider(), offer.region());
        }
        gpus = new Postings(gpu);
        providers = new Postings(provider);
        regions = new Postings(region);
        places = new Postings(place);
    }

    /// A region of a provider as one text: two providers may name different places alike.
    static String place(String provider, String region) {
        return provider.concat("\t").concat(region);
    }

    /// The offers that meet the query's own numbers and are in its scope.
    List<Offer> find(OfferQuery query, OfferScope scope) {
        boolean[] gpu = gpus.wanted(scope.models());
        boolean[] provider = providers.wanted(scope.providers());
        boolean[] region = regions.wanted(scope.regions());
        boolean[] place = places.wanted(scope.places());
        int[] candidates = rarest(gpu, provider, region, place);
        int from = from(query.maximumPrice());
        int to = to(query);
        long exact = billionths(query.exactGpus());
        long least = billionths(query.minimumGpus());
        long leastMemory = billionths(query.minimumGpuMemoryGib());
        int count = candidates == null ? sorted.length : candidates.length;
        int[] found = new int[Math.min(count, query.limit())];
        int hits = 0;
        for (int i = 0; i < count && hits < found.length; i++) {
            int at = candidates == null ? i : candidates[i];
            if (at >= from
                    && at < to
                    && gpuCounts[at] >= least
                    && gpuMemories[at] >= leastMemory
                    && (exact == UNKNOWN || gpuCounts[at] == exact)
                    && gpus.allows(gpu, at)
                    && providers.allows(provider, at)
                    && regions.allows(region, at)
                    && places.allows(place, at)) {
                found[hits++] = at;
            }
        }
        return new Found(sorted, Arrays.copyOf(found, hits));
    }

    private int from(@Nullable Money most) {
        return most == null ? 0 : firstNotBelow(Money.zero(most.currency()));
    }

    /// The end of the offers that are cheap enough and, where a way of buying is asked for, have a price at all.
    private int to(OfferQuery query) {
        if (query.maximumPrice() == null) {
            return query.capacity() == null ? sorted.length : firstNotBelow(null);
        }
        int end = firstNotBelow(query.maximumPrice());
        while (end < sorted.length && query.maximumPrice().equals(sorted[end].price())) {
            end++;
        }
        return end;
    }

    // of the place in the order where a price would stand; null stands behind all prices
    private int firstNotBelow(@Nullable Money price) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comparePrices(sorted[middle].price(), price) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// By currency, then amount; no price last.
    private static int comparePrices(@Nullable Money left, @Nullable Money right) {
        if (left == null) {
            return right == null ? 0 : 1;
        }
        if (right == null) {
            return -1;
        }
        int order = left.currency().compareTo(right.currency());
        return order == 0 ? left.amount().compareTo(right.amount()) : order;
    }

    private static long billionths(@Nullable BigDecimal value) {
        return value == null
                ? UNKNOWN
                : value.movePointRight(BILLIONTHS)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
    }

    // null where even the rarest condition holds for much of the offers: reading them all is then cheaper than
    // merging
    private int @Nullable [] rarest(
            boolean @Nullable [] gpu,
            boolean @Nullable [] provider,
            boolean @Nullable [] region,
            boolean @Nullable [] place) {
        int best = Math.min(
                Math.min(gpus.size(gpu), providers.size(provider)), Math.min(regions.size(region), places.size(place)));
        if (best > sorted.length / 4) {
            return null;
        }
        if (best == gpus.size(gpu)) {
            return gpus.positions(gpu);
        }
        if (best == providers.size(provider)) {
            return providers.positions(provider);
        }
        return best == regions.size(region) ? regions.positions(region) : places.positions(place);
    }

    /// The answer without a copy of its offers: a query without conditions answers with all of them.
    private static final class Found extends AbstractList<Offer> implements RandomAccess {

        private final Priced[] sorted;
        private final int[] positions;

        Found(Priced[] sorted, int[] positions) {
            this.sorted = sorted;
            this.positions = positions;
        }

        @Override
        public Offer get(int index) {
            return sorted[positions[index]].offer();
        }

        @Override
        public int size() {
            return positions.length;
        }
    }
}
