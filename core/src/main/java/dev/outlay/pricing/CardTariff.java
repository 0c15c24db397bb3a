package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.RatedBy;
import dev.outlay.pricing.RateCard.CardRate;
import dev.outlay.pricing.RateCard.Discount;
import dev.outlay.pricing.RateCard.Spot;
import dev.outlay.units.Decimals;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Prices with rate cards before a price book, down to the contracted price; volumes and commitments depend on what
/// else is used and are not known here.
///
/// The base price is the card's own; for spot capacity the card's on-demand price times its spot multiplier; else
/// the book's; for spot without one, the book's on-demand price times that multiplier. Thread-safe.
public final class CardTariff {

    /// What starts the id of a price that a card states itself.
    static final String OWN = "card/";
    /// What comes before all that a card did to a price.
    static final String SAID = "; card ";

    private static final Set<String> NO_GPU = Set.of("cpu", "memory", "storage", "network");

    private final Catalog catalog;
    private final PriceBook book;
    private final RateCards cards;
    // a comparison asks for the same windows once for every offer
    private volatile @Nullable Held held;
    private final Map<String, Boolean> machineTypes = new ConcurrentHashMap<>();

    public CardTariff(Catalog catalog, PriceBook book, RateCards cards) {
        this.catalog = catalog;
        this.book = book;
        this.cards = cards;
    }

    public RateCards cards() {
        return cards;
    }

    private record Base(Rate rate, @Nullable BigDecimal spot) {}

    /// What somebody states for an instant, on a card or in the book: the price before what the card does to it.
    public Optional<Rate> stated(Instant instant, Wanted wanted) {
        RateCard card = cards.at(instant);
        Optional<Rate> own = card == null ? Optional.empty() : own(card, wanted).map(Base::rate);
        return own.isPresent() ? own : book.stated(instant, wanted);
    }

    /// See [#stated], with the catalog behind it.
    public Optional<Rate> at(Instant instant, Wanted wanted) {
        RateCard card = cards.at(instant);
        Optional<Rate> own = card == null ? Optional.empty() : own(card, wanted).map(Base::rate);
        if (own.isPresent()) {
            return own;
        }
        Optional<Rate> known = book.at(instant, wanted);
        return known.isPresent() || card == null || card.spot() == null || wanted.capacityType() != CapacityType.SPOT
                ? known
                : book.at(instant, onDemand(wanted));
    }

    /// The prices over a span, in order; a part of the span without a price is left out.
    public List<CardPrice> over(Span span, Wanted wanted, CardUse use) {
        List<CardPrice> prices = new ArrayList<>();
        for (RateCards.Stretch stretch : cards.over(span)) {
            RateCard card = stretch.card();
            if (card == null) {
                book.over(stretch.span(), wanted)
                        .forEach(segment -> Optional.ofNullable(segment.rate())
                                .ifPresent(rate -> prices.add(CardPrice.of(segment.span(), rate))));
                continue;
            }
            Optional<Base> own = own(card, wanted);
            if (own.isPresent()) {
                price(card, stretch.span(), own.get(), use, prices);
                continue;
            }
            for (PriceBook.Segment segment : book.over(stretch.span(), wanted)) {
                if (segment.rate() != null) {
                    price(card, segment.span(), new Base(segment.rate(), null), use, prices);
                } else if (card.spot() != null && wanted.capacityType() == CapacityType.SPOT) {
                    BigDecimal multiplier = card.spot().multiplier();
                    book.over(segment.span(), onDemand(wanted))
                            .forEach(listed -> Optional.ofNullable(listed.rate())
                                    .ifPresent(rate ->
                                            price(card, listed.span(), new Base(rate, multiplier), use, prices)));
                }
            }
        }
        return prices;
    }

    private void price(RateCard card, Span span, Base base, CardUse use, List<CardPrice> prices) {
        Rate rate = use.sku().equals(use.instanceType()) ? base.rate() : ofOneGpu(base.rate(), use);
        boolean timed = isTimed(rate.price().unit(), use.sku());
        List<PriceWindows.Stretch> windows =
                timed ? windows(card.windows(), span) : List.of(new PriceWindows.Stretch(span, "", BigDecimal.ONE));
        BigDecimal priority = timed ? card.priorities().of(use.priority()) : BigDecimal.ONE;
        Optional<Discount> discount = card.discount(use);
        for (PriceWindows.Stretch window : windows) {
            UnitPrice list = times(rate.price(), window.multiplier().multiply(priority));
            BigDecimal kept = discount.map(negotiated -> negotiated.off().rest().value())
                    .orElse(BigDecimal.ONE)
                    .multiply(base.spot() == null ? BigDecimal.ONE : base.spot());
            UnitPrice contracted = times(list, kept);
            List<String> said = new ArrayList<>();
            if (timed && !card.windows().isEmpty()) {
                said.add("window " + window.window() + " x " + Decimals.text(window.multiplier()));
            }
            if (priority.compareTo(BigDecimal.ONE) != 0) {
                said.add("priority " + use.priority() + " x " + Decimals.text(priority));
            }
            if (base.spot() != null) {
                said.add("spot x " + Decimals.text(base.spot()));
            }
            discount.ifPresent(negotiated ->
                    said.add(Decimals.text(negotiated.off().value().movePointRight(2)) + " % off for "
                            + negotiated.match().text()));
            prices.add(new CardPrice(
                    window.span(),
                    list,
                    contracted,
                    contracted,
                    said(rate.basis(), card, said),
                    rate.confidence(),
                    card,
                    List.of()));
        }
    }

    private record Held(PriceWindows windows, Span span, List<PriceWindows.Stretch> stretches) {}

    private List<PriceWindows.Stretch> windows(PriceWindows windows, Span span) {
        Held last = held;
        if (last == null || !last.windows().equals(windows) || !last.span().equals(span)) {
            last = new Held(windows, span, windows.over(span));
            held = last;
        }
        return last.stretches();
    }

    /// The basis with what a card did to the price.
    static RatedBy said(RatedBy basis, RateCard card, List<String> said) {
        return said.isEmpty()
                ? basis
                : new RatedBy(
                        basis.priceId(),
                        basis.date(),
                        basis.source(),
                        basis.kind() + SAID + card.name() + ": " + String.join(", ", said));
    }

    static UnitPrice times(UnitPrice price, BigDecimal factor) {
        return factor.compareTo(BigDecimal.ONE) == 0 ? price : new UnitPrice(price.times(factor), price.unit());
    }

    private static boolean isTimed(PricingUnit unit, String sku) {
        return unit.byTheHour() && !sku.equals("storage");
    }

    private static Rate ofOneGpu(Rate rate, CardUse use) {
        return NO_GPU.contains(use.sku()) ? rate : rate.perGpu();
    }

    private Optional<Base> own(RateCard card, Wanted wanted) {
        Optional<Base> own = own(card, wanted, wanted.capacityType()).map(rate -> new Base(rate, null));
        Spot spot = card.spot();
        return own.isPresent() || spot == null || wanted.capacityType() != CapacityType.SPOT
                ? own
                : own(card, wanted, CapacityType.ON_DEMAND).map(rate -> new Base(rate, spot.multiplier()));
    }

    private Optional<Rate> own(RateCard card, Wanted wanted, CapacityType type) {
        return card.rates().stream()
                .filter(rate -> isFor(rate, wanted, type))
                .max(Comparator.comparing(CardRate::match, CardMatch.CLOSENESS))
                .map(rate -> new Rate(
                        rate.price(),
                        new RatedBy(
                                OWN + card.name() + "/" + rate.match().text(),
                                card.from()
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .toString(),
                                card.source(),
                                "rate card"),
                        "rate card"));
    }

    private boolean isFor(CardRate rate, Wanted wanted, CapacityType type) {
        CardMatch match = rate.match();
        if ((match.capacityType() == null ? CapacityType.ON_DEMAND : match.capacityType()) != type) {
            return false;
        }
        boolean machine = isMachine(wanted);
        boolean special = NO_GPU.contains(wanted.sku());
        var use = new CardUse(
                wanted.provider(),
                wanted.region(),
                wanted.sku(),
                machine ? wanted.sku() : null,
                machine || special ? null : wanted.sku(),
                type,
                null);
        // an hour of a GPU is asked for by its model, so that it does not hide the price of a machine
        boolean named = match.sku() != null || match.family() != null;
        return match.holds(use)
                && (named || !machine)
                && switch (rate.price().unit()) {
                    case HOUR -> !special;
                    case GPU_HOUR -> !special;
                    case VCPU_HOUR -> wanted.sku().equals("cpu");
                    case GIB_HOUR ->
                        wanted.sku().equals("memory") || wanted.sku().equals(match.sku());
                    case GIB_MONTH -> wanted.sku().equals("storage");
                    case GIB -> wanted.sku().equals("network");
                };
    }

    private boolean isMachine(Wanted wanted) {
        return machineTypes.computeIfAbsent(
                wanted.provider() + "/" + wanted.sku(),
                _ -> !catalog.find(wanted.provider(), wanted.sku()).isEmpty());
    }

    private static Wanted onDemand(Wanted wanted) {
        return new Wanted(wanted.provider(), wanted.sku(), wanted.region(), wanted.zone(), CapacityType.ON_DEMAND);
    }
}
