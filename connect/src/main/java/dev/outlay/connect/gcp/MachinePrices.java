package dev.outlay.connect.gcp;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Adds the prices of parts up to prices of machines, for the machines that the catalog has in each region.
///
/// A machine one of whose parts has no price has none. Not thread-safe.
final class MachinePrices {

    private static final String SOURCE = "Google Cloud Billing Catalog, sum of cores, memory and GPUs";

    private record Part(String name, boolean spot, String region) {}

    /// A part's price and the answer in which it stood.
    private record Found(Sku sku, FeedPage page) {}

    private final MachineParts parts;
    private final Map<Part, Found> found = new HashMap<>();

    MachinePrices(MachineParts parts) {
        this.parts = parts;
    }

    /// Keeps the price of a part. Throws [WrongField] where the part has another price in a region already: which
    /// of them is right is not known, and the first stays.
    void add(Sku sku, FeedPage page) throws WrongField {
        for (String region : sku.regions()) {
            Found before = found.putIfAbsent(new Part(sku.name(), sku.spot(), region), new Found(sku, page));
            if (before != null && !before.sku().perHour().equals(sku.perHour())) {
                throw new WrongField(
                        "unitPrice",
                        sku.perHour().toString(),
                        sku.name() + " in " + region + " has a price already, "
                                + before.sku().perHour() + " by SKU "
                                + before.sku().id() + ", which was kept");
            }
        }
    }

    /// Hands over the price of every machine whose parts are known, and says how many lack one.
    int sums(Catalog catalog, Consumer<Fact> facts) {
        int lacking = 0;
        for (Offer offer : catalog.offers()) {
            if (!offer.provider().equals(CloudBilling.PROVIDER)) {
                continue;
            }
            Optional<MachineParts.Parts> known = parts.of(offer.machine());
            if (known.isPresent()) {
                for (boolean spot : new boolean[] {false, true}) {
                    Optional<Fact> sum = sum(offer, known.get(), spot);
                    sum.ifPresent(facts);
                    lacking += sum.isEmpty() ? 1 : 0;
                }
            }
        }
        return lacking;
    }

    private Optional<Fact> sum(Offer offer, MachineParts.Parts of, boolean spot) {
        Machine machine = offer.machine();
        Optional<Found> gpu = of.gpus().stream()
                .flatMap(name -> find(name, spot, offer.region()).stream())
                .findFirst();
        BigDecimal gpus = machine.gpuCount();
        if (gpu.isEmpty() || gpus == null) {
            return Optional.empty();
        }
        Found first = gpu.get();
        Money sum = first.sku().perHour().times(gpus);
        Instant from = first.sku().from();
        if (of.cores() != null) {
            Optional<Found> core = find(of.cores() + " Core", spot, offer.region());
            Optional<Found> memory = find(of.cores() + " Ram", spot, offer.region());
            if (core.isEmpty() || memory.isEmpty() || machine.vcpus() == null || machine.memoryGib() == null) {
                return Optional.empty();
            }
            sum = sum.plus(core.get().sku().perHour().times(machine.vcpus()))
                    .plus(memory.get().sku().perHour().times(machine.memoryGib()));
            from = later(from, later(core.get().sku().from(), memory.get().sku().from()));
        }
        return Optional.of(first.page()
                .price(
                        from,
                        CloudBilling.PROVIDER,
                        machine.instanceType(),
                        offer.region(),
                        null,
                        spot ? CapacityType.SPOT : CapacityType.ON_DEMAND,
                        new UnitPrice(sum, PricingUnit.HOUR),
                        SOURCE));
    }

    private Optional<Found> find(String name, boolean spot, String region) {
        return Optional.ofNullable(found.get(new Part(name, spot, region)));
    }

    // the sum holds from when the last of its parts does
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
