package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Usage and prices for tests: p4d.24xlarge machines (eight A100s, 96 vCPUs) of aws in us-east-1.
final class Uses {

    static final String MACHINE = "p4d.24xlarge";
    static final String MODEL = "A100-SXM4-40GB";

    private Uses() {}

    static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }

    static Usage node(String id, String node, Span span) {
        return usage(id, node, span, Resource.NODE, BigDecimal.ONE, Share.WHOLE, MACHINE, null);
    }

    static Usage gpus(String id, String node, Span span, String count, String share) {
        return usage(id, node, span, Resource.GPU, new BigDecimal(count), Share.of(share), MACHINE, null);
    }

    static Usage usage(
            String id,
            String node,
            Span span,
            Resource resource,
            BigDecimal quantity,
            Share share,
            @Nullable String machine,
            @Nullable KilowattHours energy) {
        return new Usage(
                Origin.of("usage/" + id, "test"),
                span,
                new Place("aws", "us-east-1", null, "training", node),
                new Owner("research", null, id, null, "vision", null, null, null, null, null),
                resource,
                machine,
                CapacityType.ON_DEMAND,
                resource == Resource.NODE ? null : MODEL,
                null,
                Sharing.EXCLUSIVE,
                share,
                null,
                quantity,
                null,
                energy,
                Map.of());
    }

    static Price price(String sku, String amount, PricingUnit unit, String from) {
        return new Price(
                Origin.of("price/" + sku + "/" + from, "test"),
                Instant.parse(from),
                "aws",
                sku,
                "us-east-1",
                null,
                CapacityType.ON_DEMAND,
                UnitPrice.of("USD", amount, unit),
                "negotiated",
                "contract 7");
    }
}
