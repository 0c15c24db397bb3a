package dev.outlay.connect.feed;

import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Refusal;
import dev.outlay.units.PricingUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sorts what one reading of a feed says into prices that are new, prices that are known, and rows that are not
/// believed. Not thread-safe.
///
/// A price is new where the same thing cost something else, or nothing that is known, at the instant from which it
/// holds. Where a provider changes a price and states no new beginning, the change holds from when it was seen.
final class FeedIntake {

    // more than any machine costs for an hour: the dearest rack of 72 GPUs is below 1,000 USD
    private static final Map<PricingUnit, BigDecimal> IMPLAUSIBLE = Map.of(
            PricingUnit.HOUR, BigDecimal.valueOf(5_000),
            PricingUnit.GPU_HOUR, BigDecimal.valueOf(500),
            PricingUnit.VCPU_HOUR, BigDecimal.valueOf(50),
            PricingUnit.GIB_HOUR, BigDecimal.valueOf(50),
            PricingUnit.GIB_MONTH, BigDecimal.valueOf(50),
            PricingUnit.GIB, BigDecimal.valueOf(50));
    private static final int MOST_REFUSALS = 200;

    private final String feed;
    private final KnownPrices known;
    private final Set<String> things = new HashSet<>();
    private final Map<String, Price> met = new HashMap<>();
    private final List<Price> news = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private long refused;

    FeedIntake(String feed, KnownPrices known) {
        this.feed = feed;
        this.known = known;
    }

    /// Takes what a feed hands over; `seen` is when a price without a beginning of its own counts as seen.
    void take(Fact fact, Instant seen) {
        switch (fact) {
            case Price price -> price(price, seen);
            case Refusal refusal -> refuse(refusal);
            default ->
                throw new IllegalStateException("a feed gives prices and refusals, not "
                        + fact.getClass().getSimpleName());
        }
    }

    /// How many things have a price.
    long prices() {
        return things.size();
    }

    /// The prices that the ledger does not hold.
    List<Price> news() {
        return List.copyOf(news);
    }

    /// The rows that were refused, of which at most a few hundred are kept.
    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    long refused() {
        return refused;
    }

    private void price(Price price, Instant seen) {
        BigDecimal amount = price.unitPrice().price().amount();
        BigDecimal most = IMPLAUSIBLE.getOrDefault(price.unitPrice().unit(), amount);
        if (amount.signum() <= 0) {
            refuse(price, "a list price is above zero");
            return;
        }
        if (amount.compareTo(most) > 0) {
            refuse(
                    price,
                    "a price of more than " + most.toPlainString() + " per "
                            + price.unitPrice().unit().text() + " is not believed");
            return;
        }
        Price before = met.putIfAbsent(FeedPage.thing(price) + "\n" + price.at(), price);
        if (before != null) {
            if (!before.unitPrice().equals(price.unitPrice())) {
                refuse(
                        price,
                        "the feed states two prices of the same thing from " + price.at() + " on: " + before.unitPrice()
                                + " was kept");
            }
            return;
        }
        things.add(FeedPage.thing(price));
        if (known.holds(feed, price)) {
            return;
        }
        Price stated = known.beginning(feed, price) == null ? price : from(price, seen);
        if (!known.holds(feed, stated)) {
            known.add(feed, stated);
            news.add(stated);
        }
    }

    private Price from(Price price, Instant at) {
        var later = new Price(
                price.origin(),
                at,
                price.provider(),
                price.sku(),
                price.region(),
                price.zone(),
                price.capacityType(),
                price.unitPrice(),
                price.kind(),
                price.source());
        return later.readAt(
                Origin.of(FeedPage.id(feed, later, later.at()), price.origin().document()));
    }

    private void refuse(Price price, String reason) {
        String region = price.region() == null ? "" : " in " + price.region();
        refuse(FeedPage.refusal(
                feed,
                FeedPage.thing(price),
                price.origin().document(),
                price.at(),
                price.capacityType().text() + " " + price.sku() + region,
                price.unitPrice().toString(),
                reason));
    }

    private void refuse(Refusal refusal) {
        refused++;
        // a feed that changed its form refuses every row for the same reason
        if (refusals.size() < MOST_REFUSALS) {
            refusals.add(refusal);
        }
    }
}
