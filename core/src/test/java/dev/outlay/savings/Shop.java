package dev.outlay.savings;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A small ledger for tests: machines `box` of four GPUs of model `M` at a provider of its own, whose prices are
/// stated: 8 USD an hour on demand, 3 as spot, 5 reserved, and a quarter of that for a GPU on no machine.
public final class Shop {

    public static final Instant DAY = Instant.parse("2026-10-05T00:00:00Z");

    private final List<Fact> facts = new ArrayList<>();

    public static Shop withPrices() {
        return withPrices(BigDecimal.ONE);
    }

    /// All prices times a factor.
    public static Shop withPrices(BigDecimal factor) {
        return new Shop()
                .price("box", CapacityType.ON_DEMAND, null, factor.multiply(new BigDecimal("8")))
                .price("box", CapacityType.SPOT, null, factor.multiply(new BigDecimal("3")))
                .price("box", CapacityType.RESERVED, null, factor.multiply(new BigDecimal("5")))
                .price("M", CapacityType.ON_DEMAND, null, factor.multiply(new BigDecimal("2")))
                .price("M", CapacityType.SPOT, null, factor.multiply(new BigDecimal("0.75")))
                .price("M", CapacityType.RESERVED, null, factor.multiply(new BigDecimal("1.25")));
    }

    public Shop price(String sku, CapacityType type, @Nullable String zone, BigDecimal amount) {
        facts.add(new Price(
                Origin.of("prices/" + sku + "/" + type + "/" + zone, "test"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "shop",
                sku,
                "here",
                zone,
                type,
                new UnitPrice(new Money("USD", amount), PricingUnit.HOUR),
                "negotiated",
                "contract"));
        return this;
    }

    /// A machine's own row, of four GPUs.
    public Shop node(String node, CapacityType type, Span span) {
        return use(node, node, type, span, Resource.NODE, "4", "1", null, null);
    }

    public Shop gpus(String id, @Nullable String node, CapacityType type, Span span, String count) {
        return use(id, node, type, span, Resource.GPU, count, "1", Sharing.EXCLUSIVE, null);
    }

    public Shop part(
            String id, @Nullable String node, CapacityType type, Span span, String share, @Nullable String device) {
        return use(id, node, type, span, Resource.GPU, "1", share, Sharing.TIME_SLICING, device);
    }

    /// GPUs on no machine, held by a run.
    public Shop ofRun(String id, String run, Span span, String count) {
        return use(id, null, CapacityType.ON_DEMAND, span, Resource.GPU, count, "1", Sharing.EXCLUSIVE, null, run);
    }

    public Shop add(Fact fact) {
        facts.add(fact);
        return this;
    }

    public List<Fact> facts() {
        return List.copyOf(facts);
    }

    public Outlay open() throws Exception {
        var outlay = new Outlay(
                MemoryLedger::new, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));
        outlay.take(new Source() {
            @Override
            public String name() {
                return "prices";
            }

            @Override
            public Reading read(Span span) {
                return Reading.of(facts);
            }
        });
        return outlay;
    }

    Savings savings(Span span) throws Exception {
        try (Outlay outlay = open()) {
            return new Counterfactuals(outlay.ledger(), Catalog.builtin()).over(span, List.of());
        }
    }

    public static Span hours(int from, int to) {
        return new Span(DAY.plusSeconds(3600L * from), DAY.plusSeconds(3600L * to));
    }

    private Shop use(
            String id,
            @Nullable String node,
            CapacityType type,
            Span span,
            Resource resource,
            String quantity,
            String share,
            @Nullable Sharing sharing,
            @Nullable String device) {
        return use(id, node, type, span, resource, quantity, share, sharing, device, null);
    }

    private Shop use(
            String id,
            @Nullable String node,
            CapacityType type,
            Span span,
            Resource resource,
            String quantity,
            String share,
            @Nullable Sharing sharing,
            @Nullable String device,
            @Nullable String run) {
        facts.add(new Usage(
                Origin.of("usage/" + id, "test"),
                span,
                new Place("shop", "here", null, "c1", node),
                new Owner("ns", null, id, null, "vision", null, null, null, null, run),
                resource,
                node == null ? null : "box",
                type,
                "M",
                device,
                sharing,
                Share.of(share),
                null,
                new BigDecimal(quantity),
                null,
                null,
                Map.of()));
        return this;
    }
}
