package dev.outlay.ledger;

import dev.outlay.units.KilowattHours;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Facts for tests: of every kind, with every field said and with as few as may be.
public final class SampleFacts {

    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00.123456Z");
    static final Span HOUR = Span.of(NOON, Duration.ofHours(1));
    private static final Owner OWNER = new Owner(
            "ns", "train-llama", "pod-7", "main", "vision", "ölfeld-探索", "exp \"3\"", "cc-1", "prod", "run,9");
    private static final Place PLACE = new Place("aws", "eu-west-1", "eu-west-1a", "c1", "node-1");
    private static final Map<String, String> TAGS =
            Map.of("qos", "LS", "a.b", "dot", "say \"hi\"", "quote's", "leer", "", "naïve ключ", "🙂\nline");

    private SampleFacts() {}

    public static Reading reading(Fact... facts) {
        return reading(List.of(facts));
    }

    public static Reading reading(List<? extends Fact> facts) {
        return facts::forEach;
    }

    /// Two facts of every kind but refusals, of which there is one.
    public static List<Fact> everyKind() {
        return List.of(
                new Price(
                        new Origin("price/1", "prices.csv", 2L),
                        NOON,
                        "aws",
                        "p4d.24xlarge",
                        "us-east-1",
                        "us-east-1b",
                        CapacityType.SPOT,
                        UnitPrice.of("USD", "12.000000000000000001", PricingUnit.HOUR),
                        "published",
                        "https://example.org/prices"),
                new Price(
                        Origin.of("price/2", "feed"),
                        NOON,
                        "lambda",
                        "H100",
                        null,
                        null,
                        CapacityType.ON_DEMAND,
                        UnitPrice.of("EUR", "0", PricingUnit.GPU_HOUR),
                        "estimate",
                        "a person"),
                new Usage(
                        new Origin("usage/1", "usage.csv", 3L),
                        HOUR,
                        PLACE,
                        OWNER,
                        Resource.GPU,
                        "p4d.24xlarge",
                        CapacityType.RESERVED,
                        "A100",
                        "GPU-0",
                        Sharing.TIME_SLICING,
                        Share.of("0.333333333333333333"),
                        "3g.20gb",
                        new BigDecimal("1"),
                        Share.of("0.5"),
                        KilowattHours.of("0.000000000000000001"),
                        TAGS),
                new Usage(
                        Origin.of("usage/2", "meter"),
                        HOUR,
                        Place.UNKNOWN,
                        Owner.UNKNOWN,
                        Resource.NODE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Share.WHOLE,
                        null,
                        new BigDecimal("12345678901234567890.123456789012345678"),
                        null,
                        null,
                        Map.of()),
                fullCharge(),
                charge("charge/2", "2026-10-01T00:00:00Z", Costs.UNPRICED),
                new Run(
                        new Origin("run/1", "runs.csv", 1L),
                        NOON,
                        HOUR,
                        "llama",
                        2,
                        RunStatus.FAILED,
                        OWNER,
                        "llama-70b",
                        Map.of("loss", new BigDecimal("-0.000000000000000012"), "step.count", new BigDecimal("100"))),
                new Run(
                        Origin.of("run/2", "tracker"),
                        NOON,
                        null,
                        "x",
                        1,
                        RunStatus.RUNNING,
                        Owner.UNKNOWN,
                        null,
                        Map.of()),
                new GridIntensity(
                        new Origin("grid/1", "grid.csv", 8L),
                        HOUR,
                        "DE",
                        new BigDecimal("381.5"),
                        "location-based",
                        "a grid"),
                new GridIntensity(
                        Origin.of("grid/2", "feed"),
                        HOUR,
                        "aws/us-east-1",
                        BigDecimal.ZERO,
                        "market-based",
                        "a contract"),
                new Delivery(new Origin("delivery/focus/ab", "bill.csv", null), NOON, 12),
                new Delivery(Origin.of("delivery/focus/cd", "feed"), NOON, 0),
                new Statement(
                        Origin.of("statement/chargeback/2026-10", "closing"),
                        NOON,
                        Statement.Kind.CHARGEBACK,
                        HOUR,
                        List.of(
                                new Statement.Line(
                                        HOUR,
                                        new Statement.Owed("ölfeld \"1\"", "a\nb", "", "USD"),
                                        new BigDecimal("0.000000000000000001"),
                                        new BigDecimal("-12345678901234567890.123456789012345678"),
                                        BigDecimal.ZERO,
                                        new BigDecimal("3600"),
                                        new BigDecimal("0.25"),
                                        new BigDecimal("95.375")),
                                new Statement.Line(
                                        HOUR,
                                        new Statement.Owed(null, null, null, Costs.NO_CURRENCY),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null))),
                new Statement(
                        Origin.of("statement/showback/2026-11", "closing"),
                        NOON,
                        Statement.Kind.SHOWBACK,
                        HOUR,
                        List.of()),
                new Sample(
                        new Origin("sample/1", "metrics.csv", 4L),
                        HOUR,
                        PLACE,
                        OWNER,
                        "A100",
                        "GPU-0",
                        Arrays.stream(Signal.values())
                                .collect(Collectors.toMap(
                                        signal -> signal,
                                        signal ->
                                                BigDecimal.valueOf(signal.text().length(), 2)))),
                new Sample(
                        Origin.of("sample/2", "meter"),
                        HOUR,
                        Place.UNKNOWN,
                        Owner.UNKNOWN,
                        null,
                        null,
                        Map.of(Signal.CPU_UTILIZATION, new BigDecimal("1.000000000000000001"))),
                new Event(
                        new Origin("event/budget/1", "budgets.yaml", 5L),
                        NOON,
                        "budget",
                        "ölfeld \"1\"",
                        "set",
                        "a person",
                        TAGS),
                Event.of("2", NOON, "alert", "x", "fired", null, Map.of()),
                new Refusal(new Origin("refused/1", "bill.csv", 12L), NOON, "BilledCost", "zwölf,5", "not a number"));
    }

    private static Charge fullCharge() {
        return new Charge(
                new Origin("charge/1", "bill.csv", 7L),
                ChargeStatus.CORRECTED,
                HOUR,
                new Span(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z")),
                new Costs(
                        "USD",
                        Money.of("USD", "-12345678901234567890.123456789012345678"),
                        Money.of("USD", "0.000000000000000001"),
                        null,
                        Money.of("USD", "0")),
                PLACE,
                OWNER,
                new Product("Compute", "EC2", "sku", "price", "r-1", "name", "type", "Ireland", "AWS", "AWS EMEA"),
                new Terms(
                        "Usage",
                        "Correction",
                        "Usage-Based",
                        "a description",
                        "Standard",
                        new BigDecimal("2.5"),
                        "Hours",
                        new BigDecimal("0.1"),
                        new BigDecimal("0.09"),
                        new BigDecimal("2"),
                        "Hours",
                        "c-1",
                        "commitment",
                        "Spend",
                        "Savings Plan",
                        "Used"),
                new Account("1", "one", "2", "two"),
                new GpuUse(
                        "A100",
                        "GPU-1",
                        Sharing.MIG,
                        CapacityType.OWNED,
                        new BigDecimal("-3600.5"),
                        true,
                        new BigDecimal("0.25"),
                        new BigDecimal("95.375"),
                        true),
                new RatedBy("price/1", "2026-08-03", "a list", "published"),
                new AllocatedFrom("usage/2", Share.of("0.25"), "exclusive"),
                TAGS);
    }

    /// A charge of an hour in dollars.
    public static Charge charge(String id, String start, String dollars) {
        return charge(id, start, Costs.of(Money.of("USD", dollars)));
    }

    public static Charge charge(String id, String start, Costs costs) {
        return charge(id, start, costs, null, Map.of());
    }

    public static Charge charge(
            String id, String start, String dollars, @Nullable String team, Map<String, String> tags) {
        return charge(id, start, Costs.of(Money.of("USD", dollars)), team, tags);
    }

    private static Charge charge(
            String id, String start, Costs costs, @Nullable String team, Map<String, String> tags) {
        return new Charge(
                Origin.of(id, "test"),
                ChargeStatus.BILLED,
                Span.of(Instant.parse(start), Duration.ofHours(1)),
                null,
                costs,
                Place.UNKNOWN,
                new Owner(null, null, null, null, team, null, null, null, null, null),
                Product.UNKNOWN,
                Terms.UNKNOWN,
                Account.UNKNOWN,
                GpuUse.NONE,
                null,
                null,
                tags);
    }
}
