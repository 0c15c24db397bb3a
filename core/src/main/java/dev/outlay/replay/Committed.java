package dev.outlay.replay;

import dev.outlay.ledger.Usage;
import dev.outlay.pricing.CardCommitment;
import dev.outlay.pricing.CardMatch;
import dev.outlay.pricing.MigBasis;
import dev.outlay.pricing.PriceWindows;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One more commitment: so many machines of a type at a price per hour, or GPUs of a model at a price per GPU-hour,
/// paid for around the clock whether used or not.
record Committed(@Nullable String provider, @Nullable String region, String thing, BigDecimal amount, Money price)
        implements Policy {

    private static final Pattern FORM = Pattern.compile(
            "([0-9.]+)\\s*x\\s*(?:([^/@\\s]+)/)?(?:([^/@\\s]+)/)?([^/@]+?)\\s*@\\s*([0-9.]+)\\s*([A-Za-z]{3})");
    private static final Pattern MODEL = Pattern.compile("[A-Z][A-Za-z0-9-]*");

    static Committed of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a commitment is written as commit:8xH100-SXM5-80GB@2.10USD (GPUs, per"
                    + " GPU-hour) or commit:2xaws/us-east-1/p5.48xlarge@60USD (machines, per hour), not " + text);
        }
        BigDecimal amount = Decimals.parse(matcher.group(1));
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("a commitment is to an amount above zero, not " + matcher.group(1));
        }
        return new Committed(
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                amount,
                Money.of(matcher.group(6).toUpperCase(Locale.ROOT), matcher.group(5)));
    }

    @Override
    public String text() {
        return "commit:" + Decimals.text(amount) + "x" + (provider == null ? "" : provider + "/")
                + (region == null ? "" : region + "/") + thing + "@" + Decimals.text(price.amount()) + price.currency();
    }

    @Override
    public String says() {
        return "a further commitment to " + Decimals.text(amount) + " " + thing + " at " + price + " per "
                + (isGpu() ? "GPU-hour" : "hour") + ", what nobody used of it included, on days that have usage";
    }

    @Override
    public List<Usage> apply(List<Usage> usages, Replaying day) {
        return usages;
    }

    @Override
    public RateCards cards(RateCards cards) {
        List<RateCard> all = new ArrayList<>();
        if (cards.cards().isEmpty() || cards.cards().getFirst().from().isAfter(Span.EVER.from())) {
            all.add(new RateCard(
                    "replay",
                    Span.EVER.from(),
                    "a policy that is replayed",
                    List.of(),
                    PriceWindows.NONE,
                    RateCard.Priorities.NONE,
                    null,
                    List.of(),
                    List.of(),
                    List.of(commitment()),
                    cards.cards().isEmpty()
                            ? MigBasis.COMPUTE
                            : cards.cards().getFirst().mig()));
        }
        for (RateCard card : cards.cards()) {
            List<CardCommitment> commitments = new ArrayList<>(card.commitments());
            commitments.add(commitment());
            all.addAll(Bought.with(new RateCards(List.of(card)), commitments).cards());
        }
        return new RateCards(all);
    }

    private CardCommitment commitment() {
        boolean gpu = isGpu();
        return new CardCommitment(
                "replayed " + thing,
                CardCommitment.Kind.RESERVED,
                new CardMatch(provider, region, null, gpu ? thing : null, gpu ? null : thing, null),
                amount,
                new UnitPrice(price, gpu ? PricingUnit.GPU_HOUR : PricingUnit.HOUR),
                null,
                null,
                Span.EVER);
    }

    // models of GPUs begin with a capital and have no dots and underscores, types of machines have one or the other
    private boolean isGpu() {
        return MODEL.matcher(thing).matches();
    }
}
