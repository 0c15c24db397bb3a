package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rates usage with rate cards before a price book, and states what it costs at list, contracted and effective
/// prices.
///
/// Each level is rated for itself by [Rating] over the same cuts of time, so that the laws which hold for one price
/// hold for each: parts sum to the whole to the last digit. A card that changes nothing gives the charges that
/// would be without it. Not thread-safe.
public final class CardRating implements Rater {

    private final RateCards cards;
    private final Machines machines;
    private final Division division;
    private final CardPrices prices;
    private final Rating rating;
    private final Meter meter;
    private final CardVolumes months = new CardVolumes();
    private final CardCharges charges;

    public CardRating(Catalog catalog, PriceBook book, RateCards cards) {
        this.cards = cards;
        this.machines = new Machines(catalog);
        this.division = new Division(machines, cards.mig());
        this.prices = new CardPrices(new CardTariff(catalog, book, cards), machines);
        this.rating = new Rating(machines, prices, cards.mig());
        this.meter = new Meter(prices, machines, division);
        this.charges = new CardCharges(prices);
    }

    @Override
    public Rated rate(List<Usage> usages, Span span) {
        prices.forget();
        List<RateCards.Stretch> stretches = cards.over(span);
        List<RateCard> holding = stretches.stream()
                .flatMap(stretch -> Stream.ofNullable(stretch.card()))
                .toList();
        boolean covering = holding.stream()
                .anyMatch(
                        card -> !card.commitments().isEmpty() || !card.volumes().isEmpty());
        CardCovers covers =
                covering ? new CardCovers(stretches, bought(possible(usages, span), span), span, months) : null;
        Rated list = at(CardPrice::list, covers, usages, span);
        boolean contracted = holding.stream()
                .anyMatch(card -> card.spot() != null
                        || !card.discounts().isEmpty()
                        || !card.volumes().isEmpty());
        Map<String, Money> lower = contracted ? costs(at(CardPrice::contracted, covers, usages, span)) : null;
        boolean committed =
                holding.stream().anyMatch(card -> !card.commitments().isEmpty());
        Map<String, Money> lowest = committed ? costs(at(CardPrice::effective, covers, usages, span)) : lower;
        List<Charge> all = new ArrayList<>();
        for (Charge charge : list.charges()) {
            all.addAll(charges.of(charge, lower, lowest));
        }
        if (covers != null) {
            covers.unused().forEach(unused -> all.add(charges.unused(unused)));
        }
        return new Rated(all, list.refusals());
    }

    @Override
    public Span reach(Span span) {
        if (cards.cards().stream().allMatch(card -> card.volumes().isEmpty())) {
            return span;
        }
        return new Span(
                YearMonth.from(span.from().atOffset(ZoneOffset.UTC))
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant(),
                YearMonth.from(span.to().minusNanos(1).atOffset(ZoneOffset.UTC))
                        .plusMonths(1)
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    private Rated at(Function<CardPrice, UnitPrice> level, @Nullable CardCovers covers, List<Usage> usages, Span span) {
        prices.now(level, covers);
        return rating.rate(usages, span);
    }

    private static Map<String, Money> costs(Rated rated) {
        Map<String, Money> costs = new HashMap<>();
        rated.charges().forEach(charge -> {
            Money cost = charge.costs().effective();
            if (cost != null) {
                costs.put(charge.origin().id(), cost);
            }
        });
        return costs;
    }

    /// The uses that can have happened: a commitment does not pay for what rating refuses.
    private List<Usage> possible(List<Usage> usages, Span span) {
        Set<String> rated = new HashSet<>();
        at(CardPrice::list, null, usages, span).charges().forEach(charge -> {
            String id = charge.origin().id();
            rated.add(id.substring(Rating.ORIGIN.length(), id.lastIndexOf('/')));
        });
        return usages.stream()
                .filter(usage -> usage.resource() == Resource.NODE
                        || rated.contains(usage.origin().id()))
                .toList();
    }

    /// What is bought by itself: nodes, and GPUs while no node's own row pays for them.
    private List<CardCovers.Bought> bought(List<Usage> usages, Span span) {
        List<CardCovers.Bought> bought = new ArrayList<>();
        Map<String, List<Span>> rows = new TreeMap<>();
        for (Usage usage : usages) {
            if (usage.resource() == Resource.NODE) {
                machines.gpusPerNode(usage).ifPresent(gpus -> add(usage, usage.span(), span, gpus, false, bought));
                if (usage.place().node() != null) {
                    rows.computeIfAbsent(Rating.node(usage), _ -> new ArrayList<>())
                            .add(usage.span());
                }
            }
        }
        for (Usage usage : usages) {
            if (usage.resource() == Resource.GPU) {
                List<Span> left = List.of(usage.span());
                List<Span> paid =
                        usage.place().node() == null ? List.of() : rows.getOrDefault(Rating.node(usage), List.of());
                for (Span row : paid) {
                    left = left.stream()
                            .flatMap(part -> part.without(row).stream())
                            .toList();
                }
                BigDecimal gpus = division.gpusHeld(usage);
                left.forEach(part -> add(usage, part, span, gpus, Occupancy.isOnDevice(usage), bought));
            }
        }
        return bought;
    }

    private void add(
            Usage usage, Span part, Span span, BigDecimal gpus, boolean shared, List<CardCovers.Bought> bought) {
        part.intersection(span)
                .filter(_ -> gpus.signum() > 0)
                .ifPresent(held -> bought.addAll(prices.bought(usage, held, meter.sku(usage, held), gpus, shared)));
    }
}
