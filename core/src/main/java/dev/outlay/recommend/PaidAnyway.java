package dev.outlay.recommend;

import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.utilization.Load;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// What advice to hold less is worth on machines that are owned or reserved: they are paid whether they are held or
/// not, so money is saved only where other work takes the place of work that would have been bought elsewhere.
final class PaidAnyway {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private PaidAnyway() {}

    /// The advice as it is, or for what is paid anyway with nothing as the low end, half the confidence and the
    /// risk.
    static Advice told(Load load, Advice advice) {
        CapacityType type = load.hardware().capacityType();
        if (type != CapacityType.OWNED && type != CapacityType.RESERVED) {
            return advice;
        }
        List<String> risks = new ArrayList<>(advice.risks());
        risks.add(type.text() + " machines are paid whether they are used or not: money is saved where other work takes"
                + " what becomes free");
        Share half = new Share(advice.certainty().value().value().multiply(HALF).setScale(2, RoundingMode.HALF_EVEN));
        return new Advice(
                advice.finding(),
                advice.title(),
                advice.evidence(),
                worth(advice.worth()),
                new Certainty(half, advice.certainty().basis() + "; halved, as the machine is " + type.text()),
                advice.action(),
                risks);
    }

    private static Worth worth(Worth worth) {
        Promise promise = worth.promise();
        if (promise == null || promise.low().amount().signum() <= 0) {
            return worth;
        }
        return new Worth(
                new Promise(
                        promise.baseline(),
                        promise.saving(),
                        Money.zero(promise.low().currency()),
                        promise.high(),
                        promise.per()),
                null,
                worth.timeSaved(),
                worth.comparedBy());
    }
}
