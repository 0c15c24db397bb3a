package dev.outlay.pricing;

import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The prices of rate cards as rating asks for them, at one level: list, contracted or effective.
///
/// It remembers which price each basis stands for, so that charges can be given all three. Not thread-safe.
final class CardPrices implements Prices {

    private static final int SCALE = 18;

    private final CardTariff tariff;
    private final Machines machines;
    private final Map<RatedBy, CardPrice> made = new HashMap<>();
    private Function<CardPrice, UnitPrice> level = CardPrice::list;
    private @Nullable CardCovers covers;

    CardPrices(CardTariff tariff, Machines machines) {
        this.tariff = tariff;
        this.machines = machines;
    }

    /// From now on, prices are of a level and with what is covered; null where that is not known yet.
    void now(Function<CardPrice, UnitPrice> wanted, @Nullable CardCovers known) {
        level = wanted;
        covers = known;
    }

    /// The price that a charge was rated by; empty where no card had anything to do with it.
    Optional<CardPrice> made(@Nullable RatedBy basis) {
        return Optional.ofNullable(basis == null ? null : made.get(basis));
    }

    void forget() {
        made.clear();
    }

    @Override
    public Optional<Rate> at(Instant instant, Wanted wanted) {
        return tariff.at(instant, wanted);
    }

    @Override
    public Optional<Rate> stated(Instant instant, Wanted wanted) {
        return tariff.stated(instant, wanted);
    }

    @Override
    public List<PriceBook.Segment> over(Span span, Wanted wanted, Usage usage) {
        List<PriceBook.Segment> segments = new ArrayList<>();
        Instant from = span.from();
        for (CardPrice price : prices(span, wanted, usage)) {
            if (from.isBefore(price.span().from())) {
                segments.add(new PriceBook.Segment(new Span(from, price.span().from()), null));
            }
            // rating adds to the basis where it was not said how something was bought
            RatedBy basis = price.basis();
            made.put(basis, price);
            made.put(Meter.basis(usage, basis), price);
            segments.add(new PriceBook.Segment(price.span(), new Rate(level.apply(price), basis, price.confidence())));
            from = price.span().to();
        }
        if (from.isBefore(span.to())) {
            segments.add(new PriceBook.Segment(new Span(from, span.to()), null));
        }
        return segments;
    }

    private List<CardPrice> prices(Span span, Wanted wanted, Usage usage) {
        CardUse use = use(wanted, usage, priority(usage));
        List<CardPrice> prices = tariff.over(span, wanted, use);
        CardCovers known = covers;
        return known == null
                ? prices
                : prices.stream()
                        .flatMap(price -> known.of(price, use, perMachine(usage)).stream())
                        .toList();
    }

    /// What a use is priced by over a span, before volumes and commitments.
    List<CardCovers.Bought> bought(Usage usage, Span span, String sku, BigDecimal gpus, boolean shared) {
        Wanted wanted = Meter.wanted(usage, sku);
        CardUse use = use(wanted, usage, priority(usage));
        String group = shared
                ? usage.place().provider() + "/" + usage.place().cluster() + "/"
                        + usage.place().node() + "/" + usage.device()
                : usage.origin().id();
        return tariff.over(span, wanted, use).stream()
                .map(price -> new CardCovers.Bought(price, use, group, shared, gpus, perMachine(usage)))
                .toList();
    }

    private CardUse use(Wanted wanted, Usage usage, @Nullable String priority) {
        boolean onMachine = usage.resource() != Resource.STORAGE && usage.resource() != Resource.NETWORK;
        return new CardUse(
                wanted.provider(),
                wanted.region(),
                wanted.sku(),
                onMachine ? usage.instanceType() : null,
                onMachine ? machines.gpuModel(usage) : null,
                wanted.capacityType(),
                priority);
    }

    /// GPUs of one machine of the type, not of all machines of a row.
    private @Nullable BigDecimal perMachine(Usage usage) {
        return usage.resource() == Resource.NODE
                ? machines.gpusPerNode(usage)
                        .map(gpus -> gpus.divide(machines.count(usage), SCALE, RoundingMode.HALF_EVEN))
                        .orElse(null)
                : machines.gpusPerMachine(usage, null).orElse(null);
    }

    @Override
    public @Nullable String priority(Usage usage) {
        for (RateCard card : tariff.cards().cards()) {
            String said = usage.tags().get(card.priorities().tag());
            if (said != null && !card.priorities().multipliers().isEmpty()) {
                return said;
            }
        }
        return null;
    }
}
