package dev.outlay.recommend;

import dev.outlay.catalog.StoragePrice;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The same data sent to the same place again and again: a copy there is sent once.
///
/// By traffic that says in the tags `dataset` and `to-region` what was sent where. A copy holds as much as the
/// largest single transfer and is kept at the catalog's price of standard storage in that place.
final class EgressAdvisor implements Advisor {

    private static final String NEEDS = "the tags dataset and to-region on traffic";
    private static final BigDecimal MONTH_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(30).toSeconds());
    private static final int SCALE = 9;

    @Override
    public String name() {
        return "egress";
    }

    @Override
    public Category category() {
        return Category.EGRESS;
    }

    @Override
    public String asks() {
        return "Is the same data sent to the same place again and again?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return sent(inquiry).isEmpty()
                ? Optional.of("no traffic says what was sent where: " + NEEDS)
                : Optional.empty();
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return sent(inquiry).entrySet().stream()
                .flatMap(each -> advice(each.getKey(), each.getValue(), inquiry).stream());
    }

    /// What was sent from where to where.
    private record Way(String provider, String region, String dataset, String to) {}

    private static Map<Way, List<Charge>> sent(Inquiry inquiry) {
        Map<Way, List<Charge>> sent = new TreeMap<>(Comparator.comparing(Way::toString));
        try (Stream<Charge> charges = inquiry.ledger()
                .facts(
                        Charge.class,
                        inquiry.span(),
                        List.of(new Filter(Dimension.Named.SERVICE_CATEGORY, Set.of("Networking"))))) {
            charges.filter(charge -> inquiry.span().contains(charge.at())).forEach(charge -> {
                String dataset = charge.tags().get("dataset");
                String to = charge.tags().get("to-region");
                String provider = charge.place().provider();
                String region = charge.place().region();
                if (dataset != null
                        && to != null
                        && provider != null
                        && region != null
                        && charge.costs().effective() != null
                        && charge.terms().consumedQuantity() != null) {
                    sent.computeIfAbsent(new Way(provider, region, dataset, to), _ -> new ArrayList<>())
                            .add(charge);
                }
            });
        }
        return sent;
    }

    private Optional<Advice> advice(Way way, List<Charge> charges, Inquiry inquiry) {
        List<BigDecimal> amounts = charges.stream()
                .map(charge -> Objects.requireNonNull(charge.terms().consumedQuantity()))
                .toList();
        BigDecimal largest = amounts.stream().max(Comparator.naturalOrder()).orElseThrow();
        BigDecimal all = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Set<String> currencies = new TreeSet<>();
        charges.forEach(charge -> currencies.add(charge.costs().currency()));
        if (charges.size() < 2 || all.compareTo(largest) <= 0 || currencies.size() > 1) {
            return Optional.empty();
        }
        Money cost = charges.stream()
                .map(charge -> Objects.requireNonNull(charge.costs().effective()))
                .reduce(Money::plus)
                .orElseThrow();
        Optional<StoragePrice> price = storage(way, cost.currency(), inquiry);
        if (price.isEmpty()) {
            return Optional.empty();
        }
        Money once = cost.times(largest).dividedBy(all);
        BigDecimal months = inquiry.span().seconds().divide(MONTH_SECONDS, SCALE, RoundingMode.HALF_EVEN);
        Money kept = price.get().monthly(largest).times(months);
        Money saving = cost.minus(once).minus(kept);
        if (saving.amount().signum() <= 0) {
            return Optional.empty();
        }
        List<String> facts =
                charges.stream().limit(5).map(charge -> charge.origin().id()).toList();
        Money high = cost.minus(kept);
        return Optional.of(new Advice(
                new Finding(name(), category(), subject(way, charges.getFirst()), inquiry.span()),
                "Keep a copy of " + way.dataset() + " in " + way.to() + ": it was sent there " + charges.size()
                        + " times",
                List.of(
                        new Evidence("cost", Replays.amount(cost), cost.currency(), "traffic as charged", facts),
                        new Evidence("sent", all.toPlainString(), "GiB", charges.size() + " charges", facts),
                        new Evidence("a copy", largest.toPlainString(), "GiB", "the largest single transfer", facts),
                        new Evidence(
                                "keeping the copy",
                                Replays.amount(kept),
                                cost.currency(),
                                price.get().storageClass() + ": " + price.get().basis(),
                                List.of())),
                Worth.of(
                        // once the copy is there, not even the first transfer is made again; if the data changes,
                        // all are
                        Promise.perMonthWithin(
                                inquiry.span(),
                                cost,
                                saving,
                                kept.negated(),
                                high.compareTo(saving) > 0 ? high : saving),
                        Worth.ComparedBy.DAY),
                Certainty.of("0.6", "how often the data changes is not known; low sends all of it each time"),
                Action.step("copy " + way.dataset() + " to storage in " + way.to() + " once, and read it there"),
                List.of("a copy grows old where the data changes")));
    }

    private static Optional<StoragePrice> storage(Way way, String currency, Inquiry inquiry) {
        String provider = inquiry.catalog()
                .provider(way.provider())
                .map(known -> known.id())
                .orElse(way.provider());
        return inquiry.catalog().prices().storage(provider, way.to()).stream()
                .filter(price -> price.tier().equalsIgnoreCase("hot")
                        && price.diskGib() == null
                        && price.price().currency().equals(currency))
                .min(Comparator.comparing(StoragePrice::price));
    }

    private static Subject subject(Way way, Charge charge) {
        String key = way.provider() + "/" + way.region() + "/" + way.dataset() + "/" + way.to();
        Owner owner = charge.owner();
        return new Subject(
                key,
                way.dataset() + " from " + way.region() + " to " + way.to(),
                new Place(way.provider(), way.region(), null, null, null),
                owner,
                new TreeSet<>(Set.of(new Concern(Concern.Kind.SERVICE, key))),
                List.of(
                        new Filter(Dimension.Named.SERVICE_CATEGORY, Set.of("Networking")),
                        new Filter(new Dimension.Tag("dataset"), Set.of(way.dataset()))));
    }
}
