package dev.outlay.pricing;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives charges that were rated at list prices their contracted and effective cost, and cuts off what commitments
/// paid for. Not thread-safe.
final class CardCharges {

    private static final String DOCUMENT = "rated by a rate card";

    private final CardPrices prices;

    CardCharges(CardPrices prices) {
        this.prices = prices;
    }

    /// A charge with all its costs; `contracted` and `effective` hold costs by origin id, null where they are those
    /// at list prices. As FOCUS has it, what commitments pay for is charges of its own.
    List<Charge> of(Charge charge, @Nullable Map<String, Money> contracted, @Nullable Map<String, Money> effective) {
        CardPrice price = prices.made(charge.ratedBy()).orElse(null);
        Money list = charge.costs().list();
        if (price == null || list == null || !price.isByCard()) {
            return List.of(charge);
        }
        // a part that costs nothing at a level may have no charge there
        Money nothing = Money.zero(list.currency());
        String id = charge.origin().id();
        Money lower = contracted == null ? list : contracted.getOrDefault(id, nothing);
        Money lowest = effective == null ? lower : effective.getOrDefault(id, nothing);
        Charge whole = new Stated(charge, new Costs(list.currency(), lowest, lowest, list, lower))
                .with(terms(charge.terms(), price, null));
        return price.covered().isEmpty() ? List.of(whole) : split(whole, price);
    }

    /// Used by commitments, each in turn, and what they left.
    private static List<Charge> split(Charge whole, CardPrice price) {
        Costs costs = whole.costs();
        BigDecimal left = BigDecimal.ONE;
        BigDecimal paid = BigDecimal.ZERO;
        List<BigDecimal> weights = new ArrayList<>();
        for (CardPrice.Cover cover : price.covered()) {
            left = left.subtract(cover.share());
            BigDecimal weight = cover.share().multiply(cover.price().price().amount());
            weights.add(weight);
            paid = paid.add(weight);
        }
        weights.add(left.multiply(price.contracted().price().amount()));
        List<BigDecimal> shares = new ArrayList<>(
                price.covered().stream().map(CardPrice.Cover::share).toList());
        shares.add(left);
        boolean free = weights.stream().allMatch(weight -> weight.signum() == 0);
        List<Costs> parts = costs(costs, shares, free ? shares : weights);
        List<GpuUse> uses = uses(whole.use(), shares);
        List<Charge> charges = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean rest = i == price.covered().size();
            if (rest && left.signum() == 0) {
                break;
            }
            CardCommitment commitment = rest ? null : price.covered().get(i).commitment();
            AllocatedFrom from = whole.allocatedFrom();
            Charge part = new Stated(whole, parts.get(i)).with(terms(whole.terms(), price, commitment));
            charges.add(copy(
                    part,
                    commitment == null ? whole.origin().id() : whole.origin().id() + "/" + commitment.name(),
                    uses.get(i),
                    from == null
                            ? null
                            : new AllocatedFrom(
                                    from.id(), new Share(ratio(from.ratio().value(), shares, i)), from.method())));
        }
        return charges;
    }

    private static BigDecimal ratio(BigDecimal whole, List<BigDecimal> shares, int index) {
        return Decimals.split(whole, shares).get(index);
    }

    private static List<Costs> costs(Costs costs, List<BigDecimal> shares, List<BigDecimal> weights) {
        List<Money> list = parts(costs.list(), shares);
        List<Money> contracted = parts(costs.contracted(), shares);
        List<Money> effective = parts(costs.effective(), weights);
        List<Costs> parts = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            parts.add(new Costs(costs.currency(), effective.get(i), effective.get(i), list.get(i), contracted.get(i)));
        }
        return parts;
    }

    private static List<Money> parts(@Nullable Money money, List<BigDecimal> weights) {
        return Objects.requireNonNull(money).split(weights);
    }

    private static List<GpuUse> uses(GpuUse use, List<BigDecimal> shares) {
        List<@Nullable BigDecimal> seconds = parts(use.gpuSeconds(), shares);
        List<@Nullable BigDecimal> energy = parts(use.energyKwh(), shares);
        List<@Nullable BigDecimal> grams = parts(use.emissionsGrams(), shares);
        List<GpuUse> parts = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            parts.add(new GpuUse(
                    use.gpuModel(),
                    use.device(),
                    use.sharing(),
                    use.capacityType(),
                    seconds.get(i),
                    use.idle(),
                    energy.get(i),
                    grams.get(i),
                    use.measured()));
        }
        return parts;
    }

    private static List<@Nullable BigDecimal> parts(@Nullable BigDecimal amount, List<BigDecimal> shares) {
        List<@Nullable BigDecimal> parts = new ArrayList<>();
        List<BigDecimal> split = amount == null ? null : Decimals.split(amount, shares);
        for (int i = 0; i < shares.size(); i++) {
            parts.add(split == null ? null : split.get(i));
        }
        return parts;
    }

    /// What of a commitment nobody used.
    Charge unused(CardCovers.Unused unused) {
        CardCommitment commitment = unused.commitment();
        Money cost = commitment.fee().over(unused.span(), unused.amount());
        BigDecimal amount = unused.amount();
        return new Charge(
                Origin.of(
                        Rating.ORIGIN + "commitment/" + commitment.name() + "/"
                                + unused.span().from(),
                        DOCUMENT),
                ChargeStatus.METERED,
                unused.span(),
                null,
                // nothing was bought at a list or a negotiated price
                new Costs(cost.currency(), cost, cost, Money.zero(cost.currency()), Money.zero(cost.currency())),
                new Place(commitment.match().provider(), commitment.match().region(), null, null, null),
                Owner.UNKNOWN,
                new Product(
                        "Compute", "GPU compute", commitment.match().sku(), null, null, null, null, null, null, null),
                committed(Terms.UNKNOWN, commitment, "Unused", amount),
                Account.UNKNOWN,
                GpuUse.NONE,
                new RatedBy(
                        CardTariff.OWN + commitment.name(),
                        commitment
                                .term()
                                .from()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString(),
                        commitment.toString(),
                        "rate card"),
                null,
                Map.of());
    }

    private static Terms terms(Terms terms, CardPrice price, @Nullable CardCommitment commitment) {
        var priced = new Terms(
                terms.chargeCategory(),
                terms.chargeClass(),
                terms.chargeFrequency(),
                terms.chargeDescription(),
                price.basis().kind().contains("spot x ") ? "Dynamic" : "Standard",
                terms.pricingQuantity(),
                price.list().unit().text(),
                price.list().price().amount(),
                price.contracted().price().amount(),
                terms.consumedQuantity(),
                terms.consumedUnit(),
                null,
                null,
                null,
                null,
                null);
        return commitment == null ? priced : committed(priced, commitment, "Used", terms.consumedQuantity());
    }

    private static Terms committed(
            Terms terms, CardCommitment commitment, String status, @Nullable BigDecimal consumed) {
        return new Terms(
                "Usage",
                terms.chargeClass(),
                "Usage-Based",
                terms.chargeDescription(),
                "Committed",
                terms.pricingQuantity(),
                terms.pricingUnit(),
                terms.listUnitPrice(),
                terms.contractedUnitPrice(),
                consumed,
                terms.consumedUnit(),
                commitment.name(),
                commitment.name(),
                commitment.kind().category(),
                commitment.kind().text(),
                status);
    }

    private record Stated(Charge charge, Costs costs) {

        Charge with(Terms terms) {
            return new Charge(
                    charge.origin(),
                    charge.status(),
                    charge.period(),
                    charge.billingPeriod(),
                    costs,
                    charge.place(),
                    charge.owner(),
                    charge.product(),
                    terms,
                    charge.account(),
                    charge.use(),
                    charge.ratedBy(),
                    charge.allocatedFrom(),
                    charge.tags());
        }
    }

    private static Charge copy(Charge charge, String id, GpuUse use, @Nullable AllocatedFrom from) {
        return new Charge(
                Origin.of(id, charge.origin().document()),
                charge.status(),
                charge.period(),
                charge.billingPeriod(),
                charge.costs(),
                charge.place(),
                charge.owner(),
                charge.product(),
                charge.terms(),
                charge.account(),
                use,
                charge.ratedBy(),
                from,
                charge.tags());
    }
}
