package dev.outlay.replay;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.CardCommitment;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCards;
import java.util.ArrayList;
import java.util.List;

/// All machines and GPUs that were not owned, bought one way: on demand or as spot.
///
/// On demand there are no commitments, so those of the rate cards are left out; a bill's lines then cost what the
/// bill says as their list cost. As spot, reserved capacity stays, since it is paid anyway, and what interruptions
/// cost is added, see [Interrupted].
record Bought(CapacityType type) implements Policy {

    @Override
    public String text() {
        return type.text();
    }

    @Override
    public String says() {
        return type == CapacityType.SPOT
                ? "everything that was bought on demand at the spot price as of the instant, with work that"
                        + " is done again after interruptions; whether work can be interrupted is not known here"
                : "everything that was spot or reserved at the on-demand price as of the instant, without commitments;"
                        + " lines of bills at their list cost";
    }

    @Override
    public List<Usage> apply(List<Usage> usages, Replaying day) {
        List<Usage> otherwise = new ArrayList<>();
        for (Usage usage : usages) {
            CapacityType now = usage.capacityType() == null ? CapacityType.ON_DEMAND : usage.capacityType();
            if (type == CapacityType.SPOT && now == CapacityType.RESERVED) {
                day.kept(usage, "reserved capacity is paid whether it is held or not");
            }
            boolean stays = !Uses.isCompute(usage)
                    || now == type
                    || (type == CapacityType.SPOT && now == CapacityType.RESERVED);
            otherwise.add(stays ? usage : day.changed(usage, Uses.bought(usage, type)));
        }
        return otherwise;
    }

    @Override
    public RateCards cards(RateCards cards) {
        return type == CapacityType.SPOT ? cards : with(cards, List.of());
    }

    static RateCards with(RateCards cards, List<CardCommitment> commitments) {
        return new RateCards(
                cards.cards().stream().map(card -> with(card, commitments)).toList());
    }

    private static RateCard with(RateCard card, List<CardCommitment> commitments) {
        return new RateCard(
                card.name(),
                card.from(),
                card.source(),
                card.rates(),
                card.windows(),
                card.priorities(),
                card.spot(),
                card.discounts(),
                card.volumes(),
                commitments,
                card.mig());
    }
}
