package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Spot prices for tests: p4d.24xlarge of aws in zones of us-east-1.
public final class Spots {

    private Spots() {}

    public static Price spot(String zone, String amount, String at) {
        return price("aws", "p4d.24xlarge", "us-east-1", zone, CapacityType.SPOT, amount, PricingUnit.HOUR, at);
    }

    public static Price price(
            String provider,
            String sku,
            @Nullable String region,
            @Nullable String zone,
            CapacityType type,
            String amount,
            PricingUnit unit,
            String at) {
        String id =
                String.join("/", provider, sku, String.valueOf(region), String.valueOf(zone), type.text(), at, amount);
        return new Price(
                Origin.of("feed/" + id, "feed of " + provider),
                Instant.parse(at),
                provider,
                sku,
                region,
                zone,
                type,
                UnitPrice.of("USD", amount, unit),
                "observed",
                "test feed");
    }

    public static Ledger ledger(List<Price> prices) {
        Ledger ledger = new MemoryLedger();
        try {
            ledger.append(Reading.of(prices));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return ledger;
    }
}
