package dev.outlay.allocation;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Charges of a small cluster on one day, in US dollars.
final class Fleet {

    private static final Instant DAY = Instant.parse("2026-10-01T00:00:00Z");

    private Fleet() {}

    static void append(Ledger ledger, Charge... charges) throws SourceException {
        ledger.append(consumer -> Arrays.asList(charges).forEach(consumer));
    }

    static Charge used(String node, @Nullable String team, String cost) {
        return charge(node, team, cost, false);
    }

    static Charge idle(String node, String cost) {
        return charge(node, null, cost, true);
    }

    private static Charge charge(String node, @Nullable String team, String cost, boolean idle) {
        return new Charge(
                Origin.of(node + "/" + team + "/" + idle, "test"),
                ChargeStatus.METERED,
                Span.dayOf(DAY),
                null,
                Costs.of(Money.of("USD", cost)),
                new Place("lab", null, null, "c1", node),
                new Owner(null, null, null, null, team, null, null, null, null, null),
                Product.UNKNOWN,
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse(null, null, null, null, new BigDecimal("3600"), idle, null, null, false),
                null,
                null,
                Map.of());
    }

    /// A part of a charge over a part of its span: 3/7 of what it held where `which` is 0, else the rest.
    static Charge part(Charge charge, String suffix, Span span, Costs costs, int which) {
        GpuUse use = charge.use();
        return new Charge(
                Origin.of(charge.origin().id() + suffix, "test"),
                charge.status(),
                span,
                charge.billingPeriod(),
                costs,
                charge.place(),
                charge.owner(),
                charge.product(),
                charge.terms(),
                charge.account(),
                new GpuUse(
                        use.gpuModel(),
                        use.device(),
                        use.sharing(),
                        use.capacityType(),
                        part(use.gpuSeconds(), which),
                        use.idle(),
                        part(use.energyKwh(), which),
                        part(use.emissionsGrams(), which),
                        use.measured()),
                charge.ratedBy(),
                charge.allocatedFrom(),
                charge.tags());
    }

    private static @Nullable BigDecimal part(@Nullable BigDecimal value, int which) {
        return value == null
                ? null
                : Decimals.split(value, List.of(new BigDecimal("3"), new BigDecimal("4")))
                        .get(which);
    }
}
