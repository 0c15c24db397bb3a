package dev.outlay.pricing;

import dev.outlay.catalog.Basis;
import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.Quote;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.RatedBy;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The price of everything as of any instant: price facts first, the catalog's list prices where no fact holds.
///
/// A fact holds from its instant until the next fact of the same thing. Of several facts that hold, the one for the
/// zone wins over the one for the region, that over the one for all regions, and within one place the latest. A
/// catalog price has no beginning: it is used for any instant, and its date goes with it. Nothing is guessed: where
/// nothing holds there is no price. Immutable and thread-safe.
public final class PriceBook {

    /// The provider of a price fact that holds at every provider.
    public static final String ANY_PROVIDER = "*";

    private static final String CATALOG_CURRENCY = "USD";

    private static final Comparator<Price> BEST = Comparator.<Price>comparingInt(PriceBook::closeness)
            .thenComparing(Price::at)
            .thenComparing(price -> price.origin().id());

    private final Catalog catalog;
    private final Map<String, List<Price>> facts = new HashMap<>();
    private final boolean foreign;
    // rating asks for the same few list prices once for every use
    private final Map<Wanted, Optional<Rate>> listed = new ConcurrentHashMap<>();

    /// A book of price facts, in any order, on top of a catalog.
    public PriceBook(Catalog catalog, List<Price> prices) {
        this.catalog = catalog;
        this.foreign = prices.stream()
                .anyMatch(price -> !price.unitPrice().price().currency().equals(CATALOG_CURRENCY));
        prices.forEach(price ->
                facts.computeIfAbsent(key(price.sku()), _ -> new ArrayList<>()).add(price));
    }

    /// Whether any fact is in another currency than the catalog.
    boolean mixesCurrencies() {
        return foreign;
    }

    /// Whether any fact stands beside the catalog.
    public boolean statesPrices() {
        return !facts.isEmpty();
    }

    /// The price that holds at an instant.
    public Optional<Rate> at(Instant instant, Wanted wanted) {
        Optional<Rate> stated = stated(instant, wanted);
        return stated.isPresent() ? stated : listed(wanted);
    }

    /// The price that a fact states for an instant, the catalog left aside.
    public Optional<Rate> stated(Instant instant, Wanted wanted) {
        return facts.getOrDefault(key(wanted.sku()), List.of()).stream()
                .filter(price -> isFor(price, wanted) && !price.at().isAfter(instant))
                .max(BEST)
                .map(PriceBook::rate);
    }

    /// Every price of the same thing that is known for an instant: those stated for any zone of the region, or else
    /// those of every list. It is what the answer of [#at] could also have been.
    public List<Rate> known(Instant instant, Wanted wanted) {
        List<Rate> rates = new ArrayList<>();
        facts.getOrDefault(key(wanted.sku()), List.of()).stream()
                .filter(price ->
                        isFor(price, wanted.in(price.zone())) && !price.at().isAfter(instant))
                .collect(Collectors.groupingBy(
                        price -> Arrays.asList(price.provider(), price.region(), price.zone()),
                        LinkedHashMap::new,
                        Collectors.maxBy(BEST)))
                .values()
                .forEach(latest -> latest.map(PriceBook::rate).ifPresent(rates::add));
        if (rates.isEmpty()) {
            offers(wanted).forEach(offer -> listed(offer, wanted.capacityType()).ifPresent(rates::add));
        }
        return rates;
    }

    /// The catalog's own price of an offer, bought in a way; empty where it has none.
    public static Optional<Rate> listed(Offer offer, CapacityType type) {
        return capacity(type).flatMap(capacity -> offer.quote(capacity).map(quote -> rate(offer, capacity, quote)));
    }

    /// The prices that hold over a span, each with the part of the span it holds for, in order and without gaps. A
    /// part without a price has none.
    public List<Segment> over(Span span, Wanted wanted) {
        var edges = new TreeSet<Instant>();
        edges.add(span.from());
        facts.getOrDefault(key(wanted.sku()), List.of()).stream()
                .filter(price -> isFor(price, wanted) && span.contains(price.at()))
                .forEach(price -> edges.add(price.at()));
        List<Segment> segments = new ArrayList<>();
        for (Instant edge : edges) {
            Instant next = edges.higher(edge);
            segments.add(new Segment(
                    new Span(edge, next == null ? span.to() : next),
                    at(edge, wanted).orElse(null)));
        }
        return segments;
    }

    /// A part of a span and the price that holds in it; null where there is none.
    public record Segment(Span span, @Nullable Rate rate) {}

    private Optional<Rate> listed(Wanted wanted) {
        return listed.computeIfAbsent(wanted, this::cheapestListed);
    }

    private Optional<Rate> cheapestListed(Wanted wanted) {
        return offers(wanted).stream()
                .flatMap(offer -> listed(offer, wanted.capacityType()).stream())
                .min(Comparator.comparing(rate -> rate.price().price()));
    }

    // without a region only a price that holds in every place is known to be right
    private List<Offer> offers(Wanted wanted) {
        String region = wanted.region();
        return region != null
                ? catalog.find(wanted.provider(), wanted.sku(), region)
                : catalog.find(wanted.provider(), wanted.sku()).stream()
                        .filter(Offer::isAnywhere)
                        .toList();
    }

    static Optional<Capacity> capacity(CapacityType type) {
        return switch (type) {
            case ON_DEMAND -> Optional.of(Capacity.ON_DEMAND);
            case SPOT -> Optional.of(Capacity.SPOT);
            case RESERVED -> Optional.of(Capacity.RESERVED);
            case OWNED -> Optional.empty();
        };
    }

    private static boolean isFor(Price price, Wanted wanted) {
        return price.capacityType() == wanted.capacityType()
                && (price.provider().equals(ANY_PROVIDER) || price.provider().equalsIgnoreCase(wanted.provider()))
                && (price.region() == null || price.region().equalsIgnoreCase(wanted.region()))
                && (price.zone() == null || price.zone().equalsIgnoreCase(wanted.zone()));
    }

    private static int closeness(Price price) {
        return (price.zone() != null ? 4 : 0)
                + (price.region() != null ? 2 : 0)
                + (price.provider().equals(ANY_PROVIDER) ? 0 : 1);
    }

    static Rate rate(Price price) {
        return new Rate(
                price.unitPrice(),
                new RatedBy(
                        price.origin().id(),
                        price.at().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                        price.source(),
                        price.kind()),
                price.kind());
    }

    private static Rate rate(Offer offer, Capacity capacity, Quote quote) {
        Basis basis = quote.basis();
        return new Rate(
                quote.price(),
                new RatedBy(
                        "catalog/" + offer.provider() + "/" + offer.region() + "/" + offer.instanceType() + "/"
                                + capacity.text(),
                        basis.date() == null ? "no date" : basis.date().text(),
                        basis.source(),
                        basis.kind()),
                basis.confidence().text());
    }

    private static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
