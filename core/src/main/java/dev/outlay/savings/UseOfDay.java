package dev.outlay.savings;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one use was charged on one day, corrections counted in. Not thread-safe.
final class UseOfDay {

    private @Nullable Charge stated;
    private @Nullable String currency;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal gpuSeconds = BigDecimal.ZERO;
    private long standing;
    private long takenBack;
    private long unpriced;
    private @Nullable String flaw;
    private @Nullable String priceBasis;

    /// Counts a charge, which lies in the span asked for or does not.
    void add(Charge charge, Span window) {
        if (!window.contains(charge.at())) {
            flaw = "the span cuts it";
            return;
        }
        Money effective = charge.costs().effective();
        int sign = isReversal(charge) ? -1 : 1;
        standing += sign;
        if (effective == null) {
            unpriced += sign;
        } else if (currency != null && !currency.equals(effective.currency())) {
            flaw = "it was charged in two currencies";
        } else {
            currency = effective.currency();
            cost = cost.add(effective.amount());
        }
        if (charge.use().gpuSeconds() != null) {
            gpuSeconds = gpuSeconds.add(charge.use().gpuSeconds());
        }
        if (sign > 0) {
            stated = charge;
            if (charge.ratedBy() != null) {
                priceBasis =
                        charge.ratedBy().priceId() + ", " + charge.ratedBy().date();
            }
        }
    }

    /// Notes that a bill took its place: its price is then the bill's, while what was held stays as metered.
    void takenBack(Charge billed) {
        takenBack += isReversal(billed) ? -1 : 1;
    }

    boolean isSuperseded() {
        return takenBack > 0;
    }

    /// Whether anything is left of it after what was taken back.
    boolean stands() {
        return standing > 0 && stated != null;
    }

    /// Why it cannot be compared; null where it can.
    @Nullable
    String flaw() {
        if (flaw != null) {
            return flaw;
        }
        return unpriced > 0 || currency == null ? "it has no price" : null;
    }

    Charge stated() {
        return Objects.requireNonNull(stated);
    }

    String currency() {
        return currency == null ? Costs.NO_CURRENCY : currency;
    }

    BigDecimal cost() {
        return cost;
    }

    BigDecimal gpuSeconds() {
        return gpuSeconds;
    }

    String priceBasis() {
        return priceBasis == null ? "as it was charged" : priceBasis;
    }

    @Nullable
    CapacityType capacityType() {
        return stated().use().capacityType();
    }

    private static boolean isReversal(Charge charge) {
        return charge.status() == ChargeStatus.CORRECTED && charge.origin().id().endsWith("-reversal");
    }
}
