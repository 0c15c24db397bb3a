package dev.outlay.savings;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/// The lines of bills: list cost beside effective cost, as the bill itself states them.
final class BillLines {

    // FOCUS's word for a price that moves with the market
    private static final String DYNAMIC = "Dynamic";
    private static final String USAGE = "Usage";

    private BillLines() {}

    static void compare(Charge charge, LocalDate date, Sums sums) {
        boolean spot = DYNAMIC.equalsIgnoreCase(charge.terms().pricingCategory())
                || charge.use().capacityType() == CapacityType.SPOT;
        Step step = spot ? Step.SPOT : Step.COMMITMENTS;
        String category = charge.terms().chargeCategory();
        if (category != null && !category.equalsIgnoreCase(USAGE)) {
            // the list cost of a purchase stands again on the usage it pays for
            sums.missed(step, "a bill's line of category " + category);
            return;
        }
        Money list = charge.costs().list();
        Money effective = charge.costs().effective();
        if (list == null || effective == null) {
            sums.missed(step, "a line without " + (list == null ? "list" : "effective") + " cost");
            return;
        }
        BigDecimal baseline = list.amount();
        Tally tally = sums.tally(step, effective.currency());
        tally.add(date, baseline, effective.amount(), baseline, baseline);
        tally.count(1, "list cost of the bill");
    }
}
