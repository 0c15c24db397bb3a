package dev.outlay.replay;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Offer;
import dev.outlay.estimate.Checkpoints;
import dev.outlay.estimate.Interruptions;
import dev.outlay.ledger.Charge;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How much longer work takes on spot machines, because some of it is done again after each interruption.
///
/// Long work with checkpoints at the interval of [Checkpoints], which says what is assumed of them; the rate is the
/// rate card's, else what the provider publishes for the machine, else [Interruptions#UNKNOWN]. Nothing is added
/// for idle time, which does no work. Not thread-safe.
final class Interrupted {

    // so long that only the pace matters, not when it ends
    private static final double LONG = 10_000;

    private final Catalog catalog;
    private final RateCards cards;
    private final Map<String, Range> known = new HashMap<>();

    Interrupted(Catalog catalog, RateCards cards) {
        this.catalog = catalog;
        this.cards = cards;
    }

    /// The part that comes on top, with what it may be.
    record Range(BigDecimal low, BigDecimal value, BigDecimal high, String basis) {}

    Range of(Charge charge) {
        return known.computeIfAbsent(
                charge.place().provider() + "\n" + charge.place().region() + "\n"
                        + charge.product().skuId(),
                _ -> of(rate(charge)));
    }

    private Interruptions rate(Charge charge) {
        BigDecimal agreed = cards.cards().stream()
                .map(RateCard::spot)
                .filter(Objects::nonNull)
                .map(RateCard.Spot::interruptionsPerHour)
                .filter(Objects::nonNull)
                .reduce((_, later) -> later)
                .orElse(null);
        if (agreed != null) {
            double rate = agreed.doubleValue();
            return new Interruptions(
                    rate, rate, rate, Decimals.text(agreed) + " an hour, by the rate card", null, null);
        }
        String provider = charge.place().provider();
        String region = charge.place().region();
        String type = charge.product().skuId();
        List<Offer> offers =
                provider == null || region == null || type == null ? List.of() : catalog.find(provider, type, region);
        return offers.isEmpty() ? Interruptions.UNKNOWN : Interruptions.of(offers.getFirst());
    }

    private static Range of(Interruptions rate) {
        return new Range(extra(rate.low()), extra(rate.perHour()), extra(rate.high()), rate.basis());
    }

    private static BigDecimal extra(double perHour) {
        return BigDecimal.valueOf(Checkpoints.ASSUMED.expected(LONG, perHour) / LONG - 1);
    }
}
