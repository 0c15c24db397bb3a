package dev.outlay.pricing;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.SpotInterruption;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What machines with GPUs cost now, from the ledger's price facts and the catalog together.
///
/// What a fact is kept for is never read from the catalog: a fact for an instance type of a provider in a region,
/// or in a zone of it, takes the place of the catalog's price of that type there, and a fact for a GPU model the
/// place of the prices of the provider's machines with such GPUs. Not thread-safe.
public final class Market {

    private static final Comparator<Standing> CHEAPEST = Comparator.<Standing, String>comparing(
                    standing -> standing.perHour().currency())
            .thenComparing(standing -> standing.perHour().amount())
            .thenComparing(Standing::provider)
            .thenComparing(Standing::sku)
            .thenComparing(standing -> Objects.requireNonNullElse(standing.region(), ""))
            .thenComparing(standing -> Objects.requireNonNullElse(standing.zone(), ""));

    private static final Set<CapacityType> SOLD =
            Set.of(CapacityType.ON_DEMAND, CapacityType.SPOT, CapacityType.RESERVED);

    private final Catalog catalog;
    private final PricedGpus gpus;
    private final Instant now;

    public Market(Catalog catalog, Instant now) {
        this.catalog = catalog;
        this.gpus = new PricedGpus(catalog);
        this.now = now;
    }

    /// The prices that hold now for machines with so many GPUs (null: any number), cheapest first within a
    /// currency. `over` is the span whose prices each standing keeps, which ends now or later. A price of one GPU
    /// alone stands for as many as are asked for.
    ///
    /// Throws [dev.outlay.catalog.UnknownNameException] on a GPU, provider or place that the catalog does not know,
    /// where no fact has it either.
    public List<Standing> standing(LedgerReader ledger, Span over, PriceFilter filter, @Nullable BigDecimal count) {
        var stated = new StatedPrices(
                PriceHistory.of(ledger, over, filter.on(catalog, gpus)).stream()
                        .filter(series -> series.at(now).isPresent())
                        .toList(),
                gpus);
        Set<String> seen = new HashSet<>();
        List<Standing> all = new ArrayList<>();
        for (CapacityType type : filter.capacities().isEmpty() ? SOLD : filter.capacities()) {
            for (Offer offer : offers(filter, type, count, stated)) {
                // one that is sold in tiers is stated once
                of(offer, type, stated).stream()
                        .filter(standing -> !standing.isStated()
                                || seen.add(standing + standing.rate().basis().priceId()))
                        .forEach(all::add);
            }
        }
        stated.left().forEach(series -> alone(series, count).ifPresent(all::add));
        return all.stream().sorted(CHEAPEST).toList();
    }

    private List<Offer> offers(PriceFilter filter, CapacityType type, @Nullable BigDecimal count, StatedPrices stated) {
        Capacity capacity = PriceBook.capacity(type).orElse(null);
        if (capacity == null || filter.zone() != null) {
            return List.of();
        }
        OfferQuery query = OfferQuery.all();
        query = filter.gpu() == null ? query : query.gpu(filter.gpu());
        query = filter.region() == null ? query : query.region(filter.region());
        query = filter.regionLike() == null ? query : query.regionLike(filter.regionLike());
        query = count == null ? query : query.exactGpus(count);
        try {
            return catalog.query(query.providers(filter.providers())).stream()
                    .filter(offer -> offer.machine().gpuModel() != null)
                    .filter(offer ->
                            filter.sku() == null || offer.instanceType().equalsIgnoreCase(filter.sku()))
                    .toList();
        } catch (IllegalArgumentException e) {
            // names of one's own prices need not be in the catalog
            if (stated.isEmpty()) {
                throw e;
            }
            return List.of();
        }
    }

    /// The prices of an offer: those stated for its type, else for its GPU, else the catalog's.
    private List<Standing> of(Offer offer, CapacityType type, StatedPrices stated) {
        List<PriceSeries> ofType = stated.ofType(offer, type);
        List<PriceSeries> ofGpu = ofType.isEmpty() ? stated.ofGpu(offer, type) : List.of();
        List<Standing> standings = new ArrayList<>();
        ofType.forEach(series -> add(standings, offer, type, rate(series), series));
        ofGpu.forEach(series -> add(standings, offer, type, rate(series).perGpu(), series));
        if (ofType.isEmpty() && ofGpu.isEmpty()) {
            PriceBook.listed(offer, type).ifPresent(rate -> add(standings, offer, type, rate, null));
        }
        return standings;
    }

    private Rate rate(PriceSeries series) {
        return PriceBook.rate(series.at(now).orElseThrow().price());
    }

    private static void add(
            List<Standing> standings, Offer offer, CapacityType type, Rate rate, @Nullable PriceSeries series) {
        rate.perMachineHour(offer.machine())
                .ifPresent(perHour -> standings.add(standing(offer, type, rate, perHour, series)));
    }

    private static Standing standing(
            Offer offer, CapacityType type, Rate rate, Money perHour, @Nullable PriceSeries series) {
        Machine machine = offer.machine();
        return new Standing(
                machine.provider(),
                machine.instanceType(),
                String.valueOf(machine.gpuModel()),
                machine.gpuCount(),
                offer.isAnywhere() ? null : offer.region(),
                series == null ? null : series.thing().zone(),
                type,
                rate,
                perHour,
                series,
                type == CapacityType.SPOT ? offer.interruption() : null);
    }

    /// A price of something that the catalog has no offer of: a GPU alone, or a machine in another region.
    private Optional<Standing> alone(PriceSeries series, @Nullable BigDecimal count) {
        PricedThing thing = series.thing();
        PricedGpus.Bought bought = gpus.of(thing).orElse(null);
        if (bought == null) {
            return Optional.empty();
        }
        Machine machine = bought.machine();
        BigDecimal number = bought.alone() && count != null ? count : bought.count();
        if (count != null && (number == null || number.compareTo(count) != 0)) {
            return Optional.empty();
        }
        Rate rate = rate(series);
        Rate meant = bought.alone() ? rate.perGpu() : rate;
        Optional<Money> perHour = machine != null
                ? meant.perMachineHour(machine)
                : alone(meant, bought.alone() ? number : BigDecimal.ONE);
        return perHour.map(money -> new Standing(
                thing.provider(),
                thing.sku(),
                bought.name(),
                number,
                thing.region(),
                thing.zone(),
                thing.capacityType(),
                meant,
                money,
                series,
                interruption(thing)));
    }

    // a GPU alone costs as many times as are wanted, a machine that only its GPUs name costs its price
    private static Optional<Money> alone(Rate rate, @Nullable BigDecimal times) {
        return Optional.ofNullable(times).map(rate.price()::times);
    }

    private @Nullable SpotInterruption interruption(PricedThing thing) {
        return thing.capacityType() != CapacityType.SPOT || thing.region() == null
                ? null
                : catalog.find(thing.provider(), thing.sku(), thing.region()).stream()
                        .map(Offer::interruption)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
