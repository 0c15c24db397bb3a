package dev.outlay.pricing;

import dev.outlay.pricing.CardPrice.Cover;
import dev.outlay.pricing.RateCard.Volume;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What commitments and volumes do to prices, at each moment of a span whose uses are all known.
///
/// A commitment pays for the same part of every use that it can pay for: all, where no more is in use than was
/// committed to, else the committed amount over what is in use. Commitments come in the order of the card; a later
/// one pays for what the earlier ones left. Not thread-safe.
final class CardCovers {

    // twice the digits of money, so that a third of a third loses none of them
    private static final int SCALE = 36;
    private static final int SHOWN = 6;
    private static final BigDecimal NO_CAP = new BigDecimal("1e18");

    /// A use that is bought by itself, with a price; `gpus` is null where their number is not known.
    record Bought(
            CardPrice price,
            CardUse use,
            String group,
            boolean shared,
            @Nullable BigDecimal gpus,
            @Nullable BigDecimal gpusPerMachine) {

        /// How many GPUs or machines of the price's unit are held.
        @Nullable
        BigDecimal units() {
            return switch (price.list().unit()) {
                case GPU_HOUR -> gpus;
                case HOUR ->
                    gpus == null || gpusPerMachine == null
                            ? null
                            : gpus.divide(gpusPerMachine, SCALE, RoundingMode.HALF_EVEN);
                case VCPU_HOUR, GIB_HOUR, GIB_MONTH, GIB -> null;
            };
        }
    }

    private record Paying(Steps used, Steps share) {}

    private final Map<CardCommitment, Paying> paying = new LinkedHashMap<>();
    private final Map<Volume, Steps> volumes;

    /// `holding` are the cards that hold over the span, in order.
    CardCovers(List<RateCards.Stretch> holding, List<Bought> bought, Span span, CardVolumes months) {
        Map<Volume, List<Steps.Held>> byVolume = new LinkedHashMap<>();
        for (Bought each : bought) {
            RateCard card = each.price().card();
            BigDecimal gpus = each.gpus();
            if (card != null && gpus != null) {
                card.volume(each.use())
                        .ifPresent(volume -> byVolume.computeIfAbsent(volume, _ -> new ArrayList<>())
                                .add(held(each, each.price().span(), gpus, BigDecimal.ONE)));
            }
        }
        this.volumes = months.over(byVolume, span);
        // one that stands on two cards goes on from the first to the second
        Map<CardCommitment, Span> terms = new LinkedHashMap<>();
        for (RateCards.Stretch stretch : holding) {
            List<CardCommitment> all =
                    stretch.card() == null ? List.of() : stretch.card().commitments();
            for (CardCommitment commitment : all) {
                commitment
                        .term()
                        .intersection(stretch.span())
                        .ifPresent(term ->
                                terms.merge(commitment, term, (first, second) -> new Span(first.from(), second.to())));
            }
        }
        terms.forEach((commitment, term) -> pay(commitment, term, bought));
    }

    private static boolean isOnCardOf(CardCommitment commitment, CardPrice price) {
        RateCard card = price.card();
        return card != null && card.commitments().contains(commitment);
    }

    private void pay(CardCommitment commitment, Span term, List<Bought> bought) {
        List<Steps.Held> held = new ArrayList<>();
        for (Bought each : bought) {
            BigDecimal gpus = each.gpus();
            if (gpus == null || !isOnCardOf(commitment, each.price()) || !commitment.covers(each.use())) {
                continue;
            }
            for (Cut cut : cuts(each.price(), each.use(), each.gpusPerMachine())) {
                Span part = cut.span().intersection(term).orElse(null);
                BigDecimal amount = amount(commitment, each);
                if (part != null && amount != null && cut.left().signum() > 0) {
                    BigDecimal whole = each.shared() ? amount.divide(gpus, SCALE, RoundingMode.HALF_EVEN) : NO_CAP;
                    held.add(held(each, part, amount.multiply(cut.left()), whole.multiply(cut.left())));
                }
            }
        }
        Steps used = Steps.of(held, term);
        var share = new Steps();
        for (Span part : used.within(term)) {
            BigDecimal amount = used.at(part.from());
            share.set(
                    part.from(),
                    amount.signum() <= 0
                            ? BigDecimal.ONE
                            : commitment
                                    .committed()
                                    .divide(amount, SCALE, RoundingMode.DOWN)
                                    .min(BigDecimal.ONE));
        }
        share.set(term.to(), BigDecimal.ZERO);
        paying.put(commitment, new Paying(used, share));
    }

    private static Steps.Held held(Bought each, Span span, BigDecimal amount, BigDecimal cap) {
        return new Steps.Held(span, each.group(), amount, each.shared() ? cap : NO_CAP);
    }

    /// How much of a commitment a use would draw on by itself, in its unit; null where that is not known.
    private static @Nullable BigDecimal amount(CardCommitment commitment, Bought each) {
        BigDecimal units = each.units();
        UnitPrice rate = commitment.rate();
        if (rate == null) {
            return units == null
                    ? null
                    : commitment
                            .price(each.price().list(), each.gpusPerMachine())
                            .times(units)
                            .amount();
        }
        if (rate.unit() == PricingUnit.GPU_HOUR) {
            return each.price().list().unit() == PricingUnit.GPU_HOUR || each.gpusPerMachine() != null
                    ? each.gpus()
                    : null;
        }
        BigDecimal gpus = each.gpus();
        return gpus == null || each.gpusPerMachine() == null
                ? null
                : gpus.divide(each.gpusPerMachine(), SCALE, RoundingMode.HALF_EVEN);
    }

    private record Cut(Span span, BigDecimal left, List<Cover> covers) {}

    /// A price with what volumes and commitments make of it, in parts of its span.
    List<CardPrice> of(CardPrice price, CardUse use, @Nullable BigDecimal gpusPerMachine) {
        List<CardPrice> prices = new ArrayList<>();
        RateCard card = price.card();
        if (card == null) {
            return List.of(price);
        }
        Optional<Steps> volume = card.volume(use).map(volumes::get);
        for (Cut cut : cuts(price, use, gpusPerMachine)) {
            for (Span part : volume.map(steps -> steps.within(cut.span())).orElse(List.of(cut.span()))) {
                BigDecimal off = volume.map(steps -> steps.at(part.from())).orElse(BigDecimal.ZERO);
                prices.add(price(price, card, part, off, cut));
            }
        }
        return prices;
    }

    private static CardPrice price(CardPrice price, RateCard card, Span part, BigDecimal off, Cut cut) {
        List<String> said = new ArrayList<>();
        if (off.signum() > 0) {
            said.add(Decimals.text(off.movePointRight(2)) + " % off for volume");
        }
        UnitPrice contracted = CardTariff.times(price.contracted(), BigDecimal.ONE.subtract(off));
        UnitPrice effective = CardTariff.times(contracted, cut.left());
        for (Cover cover : cut.covers()) {
            said.add(Decimals.text(cover.share().setScale(SHOWN, RoundingMode.HALF_EVEN)) + " of it by "
                    + cover.commitment());
            effective =
                    new UnitPrice(effective.price().plus(cover.price().price().times(cover.share())), effective.unit());
        }
        return new CardPrice(
                part,
                price.list(),
                contracted,
                effective,
                CardTariff.said(price.basis(), card, said),
                price.confidence(),
                card,
                cut.covers());
    }

    /// The span of a price, cut where another part of it is covered, by the commitments that are known so far.
    private List<Cut> cuts(CardPrice price, CardUse use, @Nullable BigDecimal gpusPerMachine) {
        List<Cut> cuts = List.of(new Cut(price.span(), BigDecimal.ONE, List.of()));
        for (Map.Entry<CardCommitment, Paying> each : paying.entrySet()) {
            CardCommitment commitment = each.getKey();
            if (!isOnCardOf(commitment, price)
                    || !commitment.covers(use)
                    || !canPrice(commitment, price, gpusPerMachine)) {
                continue;
            }
            List<Cut> finer = new ArrayList<>();
            for (Cut cut : cuts) {
                for (Span part : each.getValue().share().within(cut.span())) {
                    BigDecimal share = each.getValue().share().at(part.from()).multiply(cut.left());
                    List<Cover> covers = new ArrayList<>(cut.covers());
                    if (share.signum() > 0) {
                        covers.add(new Cover(commitment, share, commitment.price(price.list(), gpusPerMachine)));
                    }
                    finer.add(new Cut(part, cut.left().subtract(share), covers));
                }
            }
            cuts = finer;
        }
        return cuts;
    }

    private static boolean canPrice(CardCommitment commitment, CardPrice price, @Nullable BigDecimal gpusPerMachine) {
        PricingUnit unit = price.list().unit();
        if (unit != PricingUnit.GPU_HOUR && unit != PricingUnit.HOUR) {
            return false;
        }
        if (!commitment.currency().equals(price.list().price().currency())) {
            throw new CallersMistake("the " + commitment + " of the rate card is in " + commitment.currency()
                    + " and what it pays for in " + price.list().price().currency()
                    + ": state it in that currency, or narrow what it is for");
        }
        UnitPrice rate = commitment.rate();
        return rate == null || rate.unit() == unit || gpusPerMachine != null;
    }

    /// What of a commitment nobody used, over the parts of a span in which that is the same.
    List<Unused> unused() {
        List<Unused> unused = new ArrayList<>();
        paying.forEach((commitment, each) -> {
            for (Map.Entry<Span, BigDecimal> part : each.used().parts().entrySet()) {
                BigDecimal left = commitment.committed().subtract(part.getValue());
                if (left.signum() > 0) {
                    unused.add(new Unused(commitment, part.getKey(), left));
                }
            }
        });
        return unused;
    }

    record Unused(CardCommitment commitment, Span span, BigDecimal amount) {}
}
