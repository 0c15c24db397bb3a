package dev.outlay.report;

import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the cost of a charge came about, in a line that a person can work out again.
final class ChargeFormula {

    private static final int SHOWN_DIGITS = 6;

    private ChargeFormula() {}

    /// Null where the charge says no cost. What the ledger keeps is told as it is; a rate that has to be divided
    /// out of a cost is rounded half-even to six digits and marked with about.
    static @Nullable String of(Charge charge) {
        Money cost = charge.costs().effective();
        if (cost == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        parts.add(quantity(charge));
        BigDecimal seconds = charge.use().gpuSeconds();
        Terms terms = charge.terms();
        BigDecimal unitPrice =
                terms.contractedUnitPrice() != null ? terms.contractedUnitPrice() : terms.listUnitPrice();
        if (unitPrice != null) {
            parts.add("at " + Decimals.text(unitPrice) + " " + cost.currency() + " per "
                    + (terms.pricingUnit() == null ? "unit" : terms.pricingUnit()));
        } else if (seconds != null && seconds.signum() != 0 && cost.amount().signum() != 0) {
            parts.add("at about "
                    + Decimals.text(cost.amount().divide(Decimals.hours(seconds), SHOWN_DIGITS, RoundingMode.HALF_EVEN))
                    + " " + cost.currency() + " per GPU-hour");
        }
        AllocatedFrom whole = charge.allocatedFrom();
        if (whole != null) {
            parts.add("as " + Decimals.text(whole.ratio().value()) + " of " + whole.id()
                    + (whole.method() == null ? "" : " by " + whole.method()));
        }
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList()) + " = "
                + Texts.money(cost.amount()) + " " + cost.currency();
    }

    private static String quantity(Charge charge) {
        Terms terms = charge.terms();
        BigDecimal seconds = charge.use().gpuSeconds();
        if (terms.pricingQuantity() != null) {
            return Decimals.text(terms.pricingQuantity())
                    + (terms.pricingUnit() == null ? "" : " " + terms.pricingUnit());
        }
        if (seconds != null) {
            return Decimals.text(Decimals.hours(seconds)) + " GPU-hours";
        }
        return terms.consumedQuantity() == null
                ? ""
                : Decimals.text(terms.consumedQuantity())
                        + (terms.consumedUnit() == null ? "" : " " + terms.consumedUnit());
    }
}
