package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.RateCard.CardRate;
import dev.outlay.pricing.RateCard.Discount;
import dev.outlay.pricing.RateCard.Priorities;
import dev.outlay.pricing.RateCard.Spot;
import dev.outlay.pricing.RateCard.Volume;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rate cards for tests.
final class Cards {

    static final RateCard EMPTY = card(List.of(), PriceWindows.NONE, List.of(), List.of(), List.of());

    private Cards() {}

    static RateCard card(
            List<CardRate> rates,
            PriceWindows windows,
            List<Discount> discounts,
            List<Volume> volumes,
            List<CardCommitment> commitments) {
        return new RateCard(
                "test",
                Instant.EPOCH,
                "agreed",
                rates,
                windows,
                new Priorities("priority", Map.of("urgent", new BigDecimal("1.5"))),
                new Spot(new BigDecimal("0.3"), null),
                discounts,
                volumes,
                commitments,
                MigBasis.COMPUTE);
    }

    static RateCards of(RateCard... cards) {
        return new RateCards(List.of(cards));
    }

    static PriceWindows peak(String zone, String from, String to, String rest) {
        return new PriceWindows(
                ZoneId.of(zone),
                List.of(new PriceWindow(
                        "peak",
                        EnumSet.allOf(java.time.DayOfWeek.class),
                        LocalTime.parse(from),
                        LocalTime.parse(to),
                        BigDecimal.ONE)),
                "off-peak",
                new BigDecimal(rest));
    }

    static Discount discount(CardMatch match, String off) {
        return new Discount(match, Share.of(off));
    }

    static CardMatch match(
            @Nullable String provider, @Nullable String family, @Nullable String gpuModel, @Nullable String sku) {
        return new CardMatch(provider, null, family, gpuModel, sku, (CapacityType) null);
    }
}
