package dev.outlay.allocation;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The charges by which a bill takes the place of what was metered of one machine.
///
/// What was metered is taken back for the time that the bill covers: money only, since GPU time, energy and
/// emissions were measured and stay where they are. Each line of the bill is taken off the nobody it was billed to
/// and given to the owners, in parts that sum to it by every measure of cost.
final class BillSplit {

    /// The word for a part of a bill's line that follows what was metered.
    static final String METHOD = "bill";

    static final String METER = BillLines.SETTLED + "meter/";
    static final String BILL = BillLines.SETTLED + "bill/";
    private static final String DOCUMENT = "settled from bill and usage";

    private BillSplit() {}

    static List<Charge> of(Match match) {
        List<Charge> charges = new ArrayList<>();
        for (Charge metered : match.metered()) {
            for (Span span : match.coveredIn(metered.period())) {
                taken(metered, span).ifPresent(charges::add);
            }
        }
        match.lines().forEach(line -> split(line, match, charges));
        return charges;
    }

    private static Optional<Charge> taken(Charge metered, Span span) {
        if (!metered.costs().priced()) {
            return Optional.empty();
        }
        return Optional.of(new Charge(
                Origin.of(METER + Revisions.base(metered) + "/" + span.from(), DOCUMENT),
                ChargeStatus.CORRECTED,
                span,
                null,
                part(metered, span).negated(),
                metered.place(),
                metered.owner(),
                metered.product(),
                withoutQuantities(metered.terms()),
                Account.UNKNOWN,
                money(metered.use()),
                metered.ratedBy(),
                null,
                metered.tags()));
    }

    private static void split(Charge line, Match match, List<Charge> charges) {
        List<BigDecimal> weights = BillWeights.of(match.metered(), match.coveredIn(line.period()));
        List<Money> ratios = new Money(Costs.NO_CURRENCY, BigDecimal.ONE).split(weights);
        Parts parts = new Parts(line.costs(), weights);
        String id = BILL + Revisions.base(line);
        charges.add(new Charge(
                Origin.of(id, DOCUMENT),
                ChargeStatus.BILLED,
                line.period(),
                line.billingPeriod(),
                line.costs().negated(),
                line.place(),
                line.owner(),
                line.product(),
                withoutQuantities(line.terms()),
                line.account(),
                money(line.use()),
                null,
                null,
                line.tags()));
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i).signum() > 0) {
                Charge metered = match.metered().get(i);
                charges.add(part(
                        id,
                        line,
                        metered,
                        parts.costs(i),
                        new Share(ratios.get(i).amount())));
            }
        }
    }

    private static Charge part(String id, Charge line, Charge metered, Costs costs, Share ratio) {
        Map<String, String> tags = new HashMap<>(line.tags());
        tags.putAll(metered.tags());
        return new Charge(
                Origin.of(id + "/" + Revisions.base(metered), DOCUMENT),
                ChargeStatus.BILLED,
                line.period().intersection(metered.period()).orElseThrow(),
                line.billingPeriod(),
                costs,
                place(line.place(), metered.place()),
                metered.owner(),
                line.product(),
                withoutQuantities(line.terms()),
                line.account(),
                money(metered.use()),
                null,
                new AllocatedFrom(Revisions.base(line), ratio, METHOD),
                tags);
    }

    private static Place place(Place billed, Place metered) {
        return new Place(
                metered.provider() == null ? billed.provider() : metered.provider(),
                metered.region() == null ? billed.region() : metered.region(),
                metered.zone() == null ? billed.zone() : metered.zone(),
                metered.cluster(),
                metered.node());
    }

    /// The same use without what was measured, which another charge holds.
    private static GpuUse money(GpuUse use) {
        return new GpuUse(
                use.gpuModel(), use.device(), use.sharing(), use.capacityType(), null, use.idle(), null, null, false);
    }

    private static Terms withoutQuantities(Terms terms) {
        return new Terms(
                terms.chargeCategory(),
                terms.chargeClass(),
                terms.chargeFrequency(),
                terms.chargeDescription(),
                terms.pricingCategory(),
                null,
                null,
                terms.listUnitPrice(),
                terms.contractedUnitPrice(),
                null,
                null,
                terms.commitmentId(),
                terms.commitmentName(),
                terms.commitmentCategory(),
                terms.commitmentType(),
                terms.commitmentStatus());
    }

    private static Costs part(Charge metered, Span span) {
        Costs costs = metered.costs();
        return new Costs(
                costs.currency(),
                part(costs.billed(), metered, span),
                part(costs.effective(), metered, span),
                part(costs.list(), metered, span),
                part(costs.contracted(), metered, span));
    }

    private static @Nullable Money part(@Nullable Money amount, Charge metered, Span span) {
        return amount == null ? null : Match.part(amount, metered, span);
    }

    /// The costs of a line by every measure, in parts that sum to it.
    private static final class Parts {

        private final String currency;
        private final @Nullable List<Money> billed;
        private final @Nullable List<Money> effective;
        private final @Nullable List<Money> list;
        private final @Nullable List<Money> contracted;

        Parts(Costs costs, List<BigDecimal> weights) {
            this.currency = costs.currency();
            this.billed = split(costs.billed(), weights);
            this.effective = split(costs.effective(), weights);
            this.list = split(costs.list(), weights);
            this.contracted = split(costs.contracted(), weights);
        }

        Costs costs(int index) {
            return new Costs(currency, at(billed, index), at(effective, index), at(list, index), at(contracted, index));
        }

        private static @Nullable List<Money> split(@Nullable Money amount, List<BigDecimal> weights) {
            return amount == null ? null : amount.split(weights);
        }

        private static @Nullable Money at(@Nullable List<Money> parts, int index) {
            return parts == null ? null : parts.get(index);
        }
    }
}
