package dev.outlay.recommend;

import dev.outlay.catalog.EgressPrice;
import dev.outlay.catalog.GridIntensity;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.Region;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.pricing.Rate;
import dev.outlay.pricing.Wanted;
import dev.outlay.replay.Policy;
import dev.outlay.replay.Replay;
import dev.outlay.replay.Replayed;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Machines of a region that cost less in another of the same provider: all types that are used must be offered
/// there. By a replay at the prices of there, less what it costs to move what is stored; with the carbon of both.
final class RegionAdvisor implements Advisor {

    private static final Filter BOUGHT_BY_THE_HOUR =
            new Filter(Dimension.Named.CAPACITY_TYPE, Set.of(CapacityType.ON_DEMAND.text(), CapacityType.SPOT.text()));

    @Override
    public String name() {
        return "region";
    }

    @Override
    public Category category() {
        return Category.REGION;
    }

    @Override
    public String asks() {
        return "Would the same machines cost less in another region of the provider, data included?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return uses(inquiry).isEmpty()
                ? Optional.of("no charge for a machine says its provider, region and type")
                : Optional.empty();
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return uses(inquiry).entrySet().stream().flatMap(use -> advice(use.getKey(), use.getValue(), inquiry).stream());
    }

    private record Here(String provider, String region) {}

    /// GPU-seconds by machine type and way to buy, of each region.
    private static Map<Here, Map<Wanted, BigDecimal>> uses(Inquiry inquiry) {
        Map<Here, Map<Wanted, BigDecimal>> uses =
                new TreeMap<>(Comparator.comparing(Here::provider).thenComparing(Here::region));
        Totals totals = inquiry.ledger()
                .totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .by(
                                Dimension.Named.PROVIDER,
                                Dimension.Named.REGION,
                                Dimension.Named.SKU,
                                Dimension.Named.CAPACITY_TYPE)
                        .where(BOUGHT_BY_THE_HOUR)
                        .in(inquiry.span()));
        for (Totals.Row row : totals.rows()) {
            String provider = row.dimensions().get(0);
            String region = row.dimensions().get(1);
            String type = row.dimensions().get(2);
            BigDecimal seconds = row.measures().getFirst();
            if (provider != null && region != null && type != null && seconds != null && seconds.signum() > 0) {
                CapacityType way =
                        CapacityType.of(String.valueOf(row.dimensions().get(3)));
                uses.computeIfAbsent(new Here(provider, region), _ -> new HashMap<>())
                        .merge(new Wanted(provider, type, region, null, way), seconds, BigDecimal::add);
            }
        }
        return uses;
    }

    private Optional<Advice> advice(Here here, Map<Wanted, BigDecimal> types, Inquiry inquiry) {
        String there = cheapest(here, types, inquiry);
        if (there == null) {
            return Optional.empty();
        }
        List<Filter> filters = List.of(
                new Filter(Dimension.Named.PROVIDER, Set.of(here.provider())),
                new Filter(Dimension.Named.REGION, Set.of(here.region(), there)),
                BOUGHT_BY_THE_HOUR);
        List<Replayed> answers = new Replay(inquiry.ledger(), OwnerRules.NONE, inquiry.catalog(), inquiry.cards())
                .of(Policy.all("region:" + there), inquiry.span(), filters);
        return answers.size() == 1 && answers.getFirst().saved().amount().signum() > 0
                ? Optional.of(advice(here, there, types, answers.getFirst(), inquiry))
                : Optional.empty();
    }

    /// The region in which all types are offered for the least; null where none is cheaper.
    private static @Nullable String cheapest(Here here, Map<Wanted, BigDecimal> types, Inquiry inquiry) {
        Optional<Money> now = cost(types, here.region(), inquiry);
        Set<String> regions = new TreeSet<>();
        types.keySet().stream()
                .findFirst()
                .ifPresent(type -> inquiry.catalog().find(type.provider(), type.sku()).stream()
                        .filter(offer -> !offer.isAnywhere())
                        .map(Offer::region)
                        .forEach(regions::add));
        return regions.stream()
                .filter(region -> !region.equals(here.region()))
                .flatMap(region -> cost(types, region, inquiry)
                        .filter(cost -> now.isPresent()
                                && cost.currency().equals(now.get().currency())
                                && cost.compareTo(now.get()) < 0)
                        .map(cost -> Map.entry(region, cost))
                        .stream())
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static Optional<Money> cost(Map<Wanted, BigDecimal> types, String region, Inquiry inquiry) {
        Money sum = null;
        for (Map.Entry<Wanted, BigDecimal> type : types.entrySet()) {
            Wanted wanted = type.getKey();
            Money price = inquiry.catalog().find(wanted.provider(), wanted.sku()).stream()
                    .findFirst()
                    .flatMap(offer -> inquiry.prices()
                            .at(
                                    inquiry.now(),
                                    new Wanted(wanted.provider(), wanted.sku(), region, null, wanted.capacityType()))
                            .flatMap((Rate rate) -> rate.perMachineHour(offer.machine())))
                    .orElse(null);
            if (price == null || (sum != null && !sum.currency().equals(price.currency()))) {
                return Optional.empty();
            }
            Money part = price.times(type.getValue());
            sum = sum == null ? part : sum.plus(part);
        }
        return Optional.ofNullable(sum);
    }

    private Advice advice(Here here, String there, Map<Wanted, BigDecimal> types, Replayed answer, Inquiry inquiry) {
        BigDecimal stored = StoredItem.of(inquiry).stream()
                .filter(item -> here.provider().equalsIgnoreCase(item.place().provider())
                        && here.region().equalsIgnoreCase(item.place().region()))
                .map(StoredItem::gib)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Optional<Money> moving = moving(here, stored, inquiry);
        Promise month = Replays.promise(inquiry, answer);
        List<Evidence> evidence = new ArrayList<>(List.of(
                Replays.actual(answer, inquiry.machines().facts(here.provider(), here.region())),
                Replays.replayed(answer, inquiry.machines().facts(here.provider(), here.region())),
                new Evidence(
                        "stored there now",
                        stored.setScale(1, RoundingMode.HALF_EVEN).toPlainString(),
                        "GiB",
                        "storage charged in " + here.region(),
                        List.of())));
        moving.ifPresent(cost -> evidence.add(new Evidence(
                "moving it once",
                Replays.amount(cost),
                cost.currency(),
                "price of traffic of the catalog",
                List.of())));
        moving.filter(cost -> !month.saving().isZero()
                        && cost.currency().equals(month.saving().currency()))
                .ifPresent(cost -> evidence.add(new Evidence(
                        "paid back after",
                        cost.amount()
                                .divide(month.saving().amount(), 1, RoundingMode.HALF_EVEN)
                                .toPlainString(),
                        "times 30 days",
                        "moving it once over the saving",
                        List.of())));
        carbon(here.provider(), here.region(), inquiry).ifPresent(evidence::add);
        carbon(here.provider(), there, inquiry).ifPresent(evidence::add);
        Money low = moving.filter(cost -> cost.currency().equals(month.low().currency()))
                .map(cost -> month.low().minus(cost))
                .orElse(month.low());
        var promise = new Promise(month.baseline(), month.saving(), low, month.high(), month.per());
        return new Advice(
                new Finding(name(), category(), subject(here, inquiry), inquiry.span()),
                "Move machines of " + here.provider() + " from " + here.region() + " to " + there,
                evidence,
                Worth.of(promise, Worth.ComparedBy.GPU_HOUR),
                Certainty.of(
                        "0.5",
                        types.size() + " machine types are offered there; negotiated prices of here are compared with"
                                + " what is known of there; the low bound bears the move in its first month"),
                Action.command("outlay replay --policy region:" + there + " --filter provider=" + here.provider()),
                List.of(
                        "data that may not leave its country",
                        "users and data sources that are near the old place",
                        "what reads the data from elsewhere pays for traffic"
                                + (stored.signum() == 0 ? "; how much is stored is not known" : "")));
    }

    private static Optional<Money> moving(Here here, BigDecimal gib, Inquiry inquiry) {
        String provider = inquiry.catalog()
                .provider(here.provider())
                .map(known -> known.id())
                .orElse(here.provider());
        List<EgressPrice> prices = inquiry.catalog().prices().egress(provider, here.region());
        return prices.stream()
                .filter(price -> price.destination().startsWith("other region"))
                .findFirst()
                .or(() -> prices.stream()
                        .filter(price -> price.destination().startsWith("internet"))
                        .findFirst())
                .flatMap(price -> price.monthly(gib));
    }

    private static Optional<Evidence> carbon(String provider, String region, Inquiry inquiry) {
        return inquiry.catalog()
                .region(provider, region)
                .flatMap(Region::intensity)
                .map((GridIntensity grid) -> new Evidence(
                        "grid of " + region,
                        grid.gramsCo2ePerKilowattHour().toPlainString(),
                        "gCO2e/kWh",
                        String.valueOf(grid.basis()),
                        List.of()));
    }

    private static Subject subject(Here here, Inquiry inquiry) {
        // what is on the machines would save the same money in another way
        TreeSet<Concern> concerns = new TreeSet<>(inquiry.machines().concerns(here.provider(), here.region()));
        concerns.add(new Concern(Concern.Kind.SERVICE, here.provider() + "/" + here.region()));
        return new Subject(
                here.provider() + "/" + here.region(),
                "machines of " + here.provider() + " in " + here.region(),
                new Place(here.provider(), here.region(), null, null, null),
                Owner.UNKNOWN,
                concerns,
                List.of(new Filter(Dimension.Named.PROVIDER, Set.of(here.provider())), BOUGHT_BY_THE_HOUR));
    }
}
