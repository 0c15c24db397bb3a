package dev.outlay.savings;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.Rate;
import dev.outlay.pricing.Rating;
import dev.outlay.pricing.Wanted;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rates usage otherwise than it was: bought on demand, or in whole devices. The rating is the one that made the
/// charges, so a counterfactual differs from them in what it says and in nothing else. Not thread-safe.
final class OnDemand {

    private static final int SCALE = 18;
    private static final String CATALOG = "catalog/";

    private final PriceBook book;
    private final Rating rating;
    private final Map<String, Price> prices = new HashMap<>();
    private final Map<String, List<BigDecimal>> spreads = new HashMap<>();

    OnDemand(Catalog catalog, List<Price> stated) {
        this.book = new PriceBook(catalog, stated);
        this.rating = new Rating(catalog, book);
        stated.forEach(price -> prices.put(price.origin().id(), price));
    }

    /// Whether there is an on-demand price to compare with what was paid.
    static boolean isDiscounted(@Nullable CapacityType type) {
        return type == CapacityType.SPOT || type == CapacityType.RESERVED;
    }

    static Step step(@Nullable CapacityType type) {
        return type == CapacityType.SPOT ? Step.SPOT : Step.COMMITMENTS;
    }

    /// The same use bought on demand, where it was bought as spot or reserved; else as it is.
    static Usage onDemand(Usage usage) {
        return isDiscounted(usage.capacityType())
                ? with(
                        usage,
                        CapacityType.ON_DEMAND,
                        usage.share(),
                        usage.sharing(),
                        usage.device(),
                        usage.migProfile())
                : usage;
    }

    /// The same use of whole devices, held alone.
    static Usage whole(Usage usage) {
        return with(usage, usage.capacityType(), Share.WHOLE, Sharing.EXCLUSIVE, null, null);
    }

    /// What usages cost together within a span of one day, by the id of the use. Uses outside of the window are
    /// those whose charges the question does not ask for.
    Map<String, Priced> rate(List<Usage> usages, Span span, Span window) {
        Map<String, List<Charge>> charges = new HashMap<>();
        UsageIds ids = UsageIds.of(usages);
        for (Charge charge : rating.rate(usages, span).charges()) {
            ids.of(charge)
                    .ifPresent(id ->
                            charges.computeIfAbsent(id, _ -> new ArrayList<>()).add(charge));
        }
        Map<String, Priced> priced = new HashMap<>();
        charges.forEach((id, parts) -> priced.put(id, priced(parts, window)));
        return priced;
    }

    /// What one use cost within a span, without any of those it shared with: with its machine's row and what that
    /// has of vCPUs and memory in use, where it is on one.
    Priced rate(Usage usage, List<Usage> machine, Span span) {
        List<Usage> usages = new ArrayList<>(machine);
        usages.add(usage);
        return rate(usages, span, span).getOrDefault(usage.origin().id(), Priced.not("it cannot be rated alone"));
    }

    private Priced priced(List<Charge> parts, Span window) {
        Money sum = null;
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal high = BigDecimal.ZERO;
        String basis = "";
        for (Charge part : parts) {
            Money cost = part.costs().effective();
            RatedBy ratedBy = part.ratedBy();
            if (!window.contains(part.at())) {
                return Priced.not("the span cuts it");
            }
            if (cost == null || ratedBy == null) {
                return Priced.not("no on-demand price of " + thing(part));
            }
            if (sum != null && !sum.currency().equals(cost.currency())) {
                return Priced.not("its on-demand prices are in two currencies");
            }
            sum = sum == null ? cost : sum.plus(cost);
            List<BigDecimal> bounds = spread(ratedBy, part.at());
            low = low.add(cost.amount().multiply(bounds.getFirst()));
            high = high.add(cost.amount().multiply(bounds.getLast()));
            basis = ratedBy.priceId() + ", " + ratedBy.date();
        }
        return sum == null ? Priced.not("it has no price") : new Priced(sum, low, high, basis, null);
    }

    /// The lowest and the highest price known for the same thing, each as a multiple of the one that rated. A day's
    /// uses rest on a handful of prices, so each is looked up once a day.
    private List<BigDecimal> spread(RatedBy ratedBy, Instant at) {
        return spreads.computeIfAbsent(
                ratedBy.priceId() + "\n" + at.truncatedTo(ChronoUnit.DAYS), _ -> spreadOf(ratedBy, at));
    }

    private List<BigDecimal> spreadOf(RatedBy ratedBy, Instant at) {
        List<Rate> known =
                wanted(ratedBy.priceId()).map(wanted -> book.known(at, wanted)).orElse(List.of());
        Rate point = known.stream()
                .filter(rate -> rate.basis().priceId().equals(ratedBy.priceId()))
                .min(Comparator.comparing(rate -> rate.price().price().amount()))
                .orElse(null);
        if (point == null || point.price().price().isZero()) {
            return List.of(BigDecimal.ONE, BigDecimal.ONE);
        }
        BigDecimal rated = point.price().price().amount();
        List<BigDecimal> amounts = known.stream()
                .filter(rate -> rate.price().unit() == point.price().unit()
                        && rate.price()
                                .price()
                                .currency()
                                .equals(point.price().price().currency()))
                .map(rate -> rate.price().price().amount().divide(rated, SCALE, RoundingMode.HALF_EVEN))
                .sorted()
                .toList();
        return List.of(amounts.getFirst(), amounts.getLast());
    }

    private Optional<Wanted> wanted(String priceId) {
        Price price = prices.get(priceId);
        if (price != null) {
            return Optional.of(
                    new Wanted(price.provider(), price.sku(), price.region(), price.zone(), price.capacityType()));
        }
        if (!priceId.startsWith(CATALOG)) {
            return Optional.empty();
        }
        // catalog/PROVIDER/REGION/TYPE/CAPACITY, where a type may hold a slash
        List<String> parts = List.of(priceId.split("/"));
        return parts.size() < 5
                ? Optional.empty()
                : Optional.of(new Wanted(
                        parts.get(1),
                        String.join("/", parts.subList(3, parts.size() - 1)),
                        parts.get(2),
                        null,
                        CapacityType.of(parts.getLast())));
    }

    private static String thing(Charge part) {
        String type = part.product().skuId();
        String thing = type != null ? type : part.use().gpuModel();
        return (thing == null ? "what it is" : thing)
                + (part.place().region() == null ? "" : " in " + part.place().region());
    }

    private static Usage with(
            Usage usage,
            @Nullable CapacityType capacityType,
            Share share,
            @Nullable Sharing sharing,
            @Nullable String device,
            @Nullable String migProfile) {
        return new Usage(
                usage.origin(),
                usage.span(),
                usage.place(),
                usage.owner(),
                usage.resource(),
                usage.instanceType(),
                capacityType,
                usage.gpuModel(),
                device,
                sharing,
                share,
                migProfile,
                usage.quantity(),
                usage.utilization(),
                usage.energy(),
                usage.tags());
    }
}
