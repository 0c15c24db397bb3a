package dev.outlay.catalog;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which offers are asked for. Null or empty means "any"; every condition given must hold.
///
/// - `gpu`: a model, a family or a common way to write it: `A100`, `a100-80gb`, `nvidia-tesla-t4`.
/// - `minimumGpus`, `exactGpus`: GPUs of the machine; an offer whose count is not known never matches.
/// - `minimumGpuMemoryGib`: of one GPU, or of its slice; not known never matches.
/// - `providers`: short names, names or aliases.
/// - `region`: a provider's own name of a region, whatever its case, at any provider; `any` asks for offers without
///   a place. An offer without a place matches no other region, because where it would run is not known.
/// - `regionLike`: words for a place: a part of the world (`europe`, `asia`, `north america`, `emea`), a country
///   (`germany`, `us`, `DEU`), a place (`frankfurt`) or words of the region's name (`us west`). Words of fewer than
///   four letters must match whole.
/// - `capacity`: the offer must have a price for it. Null asks for any offer and prices it on demand.
/// - `maximumPrice`: of the whole machine for an hour, in that capacity; prices in other currencies never match.
/// - `limit`: the most offers wanted, from the cheapest.
///
/// Throws [IllegalArgumentException] on a count, a price or a limit that is not above zero. Immutable and
/// thread-safe. Example: `OfferQuery.all().gpu("A100").regionLike("europe").capacity(Capacity.SPOT)`.
public record OfferQuery(
        @Nullable String gpu,
        @Nullable BigDecimal minimumGpus,
        @Nullable BigDecimal exactGpus,
        @Nullable BigDecimal minimumGpuMemoryGib,
        Set<String> providers,
        @Nullable String region,
        @Nullable String regionLike,
        @Nullable Capacity capacity,
        @Nullable Money maximumPrice,
        int limit) {

    private static final OfferQuery ALL =
            new OfferQuery(null, null, null, null, Set.of(), null, null, null, null, Integer.MAX_VALUE);

    public OfferQuery {
        providers = Set.copyOf(providers);
        checkPositive("minimum number of GPUs", minimumGpus);
        checkPositive("number of GPUs", exactGpus);
        checkPositive("GPU memory", minimumGpuMemoryGib);
        if (maximumPrice != null && maximumPrice.isNegative()) {
            throw new IllegalArgumentException("a highest price is not negative: " + maximumPrice);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("ask for at least one offer: " + limit);
        }
    }

    /// All offers, cheapest on demand first, those without an on-demand price last.
    public static OfferQuery all() {
        return ALL;
    }

    public OfferQuery gpu(String name) {
        return new OfferQuery(
                name,
                minimumGpus,
                exactGpus,
                minimumGpuMemoryGib,
                providers,
                region,
                regionLike,
                capacity,
                maximumPrice,
                limit);
    }

    public OfferQuery minimumGpus(BigDecimal count) {
        return new OfferQuery(
                gpu,
                count,
                exactGpus,
                minimumGpuMemoryGib,
                providers,
                region,
                regionLike,
                capacity,
                maximumPrice,
                limit);
    }

    public OfferQuery exactGpus(BigDecimal count) {
        return new OfferQuery(
                gpu,
                minimumGpus,
                count,
                minimumGpuMemoryGib,
                providers,
                region,
                regionLike,
                capacity,
                maximumPrice,
                limit);
    }

    public OfferQuery minimumGpuMemoryGib(BigDecimal gib) {
        return new OfferQuery(
                gpu, minimumGpus, exactGpus, gib, providers, region, regionLike, capacity, maximumPrice, limit);
    }

    public OfferQuery providers(Set<String> names) {
        return new OfferQuery(
                gpu,
                minimumGpus,
                exactGpus,
                minimumGpuMemoryGib,
                names,
                region,
                regionLike,
                capacity,
                maximumPrice,
                limit);
    }

    public OfferQuery region(String name) {
        return new OfferQuery(
                gpu,
                minimumGpus,
                exactGpus,
                minimumGpuMemoryGib,
                providers,
                name,
                regionLike,
                capacity,
                maximumPrice,
                limit);
    }

    public OfferQuery regionLike(String words) {
        return new OfferQuery(
                gpu,
                minimumGpus,
                exactGpus,
                minimumGpuMemoryGib,
                providers,
                region,
                words,
                capacity,
                maximumPrice,
                limit);
    }

    public OfferQuery capacity(Capacity wanted) {
        return new OfferQuery(
                gpu,
                minimumGpus,
                exactGpus,
                minimumGpuMemoryGib,
                providers,
                region,
                regionLike,
                wanted,
                maximumPrice,
                limit);
    }

    public OfferQuery maximumPrice(Money perHour) {
        return new OfferQuery(
                gpu,
                minimumGpus,
                exactGpus,
                minimumGpuMemoryGib,
                providers,
                region,
                regionLike,
                capacity,
                perHour,
                limit);
    }

    public OfferQuery limit(int most) {
        return new OfferQuery(
                gpu,
                minimumGpus,
                exactGpus,
                minimumGpuMemoryGib,
                providers,
                region,
                regionLike,
                capacity,
                maximumPrice,
                most);
    }

    private static void checkPositive(String what, @Nullable BigDecimal value) {
        if (value != null && value.signum() <= 0) {
            throw new IllegalArgumentException("the " + what + " asked for is above zero: " + value.toPlainString());
        }
    }
}
