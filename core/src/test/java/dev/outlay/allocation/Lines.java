package dev.outlay.allocation;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Usage of p4d.24xlarge machines (eight A100s) of aws at 16 USD an hour, and lines of bills for them.
final class Lines {

    static final String MACHINE = "p4d.24xlarge";
    static final Span OCTOBER = span("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z");

    private Lines() {}

    static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }

    static Price price(String amount) {
        return new Price(
                Origin.of("price/" + amount, "prices"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "aws",
                MACHINE,
                null,
                null,
                CapacityType.ON_DEMAND,
                UnitPrice.of("USD", amount, PricingUnit.HOUR),
                "negotiated",
                "contract 7");
    }

    static Usage node(String node, Span span) {
        return usage("node-" + node + "-" + span.from(), node, span, Resource.NODE, "1", null);
    }

    static Usage gpus(String id, String node, Span span, String count, @Nullable String team) {
        return usage(id, node, span, Resource.GPU, count, team);
    }

    private static Usage usage(
            String id, String node, Span span, Resource resource, String count, @Nullable String team) {
        return new Usage(
                Origin.of("usage/" + id, "usage.csv"),
                span,
                new Place("aws", "us-east-1", null, "training", node),
                new Owner(null, null, null, null, team, team == null ? null : team + "-1", null, null, null, null),
                resource,
                MACHINE,
                CapacityType.ON_DEMAND,
                "A100-SXM4-40GB",
                null,
                Sharing.EXCLUSIVE,
                Share.WHOLE,
                null,
                new BigDecimal(count),
                null,
                KilowattHours.of("1.5"),
                Map.of());
    }

    /// A line for a machine; `id` is what stands after `focus/`.
    static Charge machine(String id, String node, Span span, String billed, String effective) {
        return line(id, "arn:aws:ec2:us-east-1:1:instance/" + node, span, "Usage", null, billed, effective);
    }

    static Charge line(
            String id,
            @Nullable String resource,
            Span span,
            String category,
            @Nullable String chargeClass,
            String billed,
            String effective) {
        return new Charge(
                new Origin("focus/" + id, "bill.csv", 1L),
                ChargeStatus.BILLED,
                span,
                OCTOBER,
                new Costs("USD", Money.of("USD", billed), Money.of("USD", effective), null, Money.of("USD", billed)),
                new Place("aws", "us-east-1", null, null, null),
                Owner.UNKNOWN,
                new Product("Compute", "EC2", "sku-1", null, resource, null, null, null, null, "AWS"),
                new Terms(
                        category,
                        chargeClass,
                        "Usage-Based",
                        "a line",
                        "Standard",
                        null,
                        null,
                        null,
                        null,
                        span.hours(),
                        category.equals("Usage") ? "Hours" : null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new Account("1", "one", null, null),
                GpuUse.NONE,
                null,
                null,
                Map.of());
    }
}
