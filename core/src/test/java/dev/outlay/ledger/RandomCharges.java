package dev.outlay.ledger;

import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Charges drawn by chance, from few values so that many share a group; a seed gives the same ones again.
public final class RandomCharges {

    private static final Instant START = Instant.parse("2026-09-28T00:00:00Z");

    private final Random random;

    public RandomCharges(Random random) {
        this.random = random;
    }

    public List<Charge> charges(int count) {
        return IntStream.range(0, count).mapToObj(this::charge).toList();
    }

    public static Span span(Random random) {
        return Span.of(START.plusSeconds(random.nextInt(3_000_000)), Duration.ofHours(1 + random.nextInt(900)));
    }

    private Charge charge(int number) {
        return new Charge(
                new Origin("random/" + number, "document", random.nextBoolean() ? null : number + 1L),
                oneOf(ChargeStatus.values()),
                span(random),
                maybe(() -> span(random)),
                costs(),
                new Place(text("aws", "gcp"), text("r1", "r2"), null, text("c1"), text("n1", "n2")),
                new Owner(
                        text("ns"),
                        text("w1", "w2"),
                        text("p1"),
                        text("main"),
                        text("vision", "Vision", "sprache-ü", "探索"),
                        text("p1", "p2"),
                        text("e1"),
                        text("cc"),
                        text("prod", "dev"),
                        text("run-1")),
                new Product(
                        text("Compute"),
                        text("EC2", "S3"),
                        text("sku"),
                        null,
                        text("r"),
                        null,
                        text("gpu", "cpu"),
                        null,
                        null,
                        null),
                terms(),
                new Account(text("1", "2"), null, text("3"), null),
                new GpuUse(
                        text("A100", "H100"),
                        text("GPU-0"),
                        maybe(() -> oneOf(Sharing.values())),
                        maybe(() -> oneOf(CapacityType.values())),
                        maybe(this::decimal),
                        random.nextBoolean(),
                        maybe(this::decimal),
                        maybe(this::decimal),
                        random.nextBoolean()),
                null,
                null,
                tags());
    }

    private Terms terms() {
        return new Terms(
                text("Usage", "Purchase"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                text("ri-1", "sp-2"),
                text("three years"),
                text("Spend", "Usage"),
                text("Savings Plan"),
                text("Used", "Unused"));
    }

    private Costs costs() {
        if (random.nextInt(8) == 0) {
            return Costs.UNPRICED;
        }
        String currency = random.nextBoolean() ? "USD" : "EUR";
        Supplier<Money> money = () -> new Money(currency, decimal());
        return new Costs(currency, maybe(money), maybe(money), maybe(money), maybe(money));
    }

    private BigDecimal decimal() {
        return new BigDecimal(new BigInteger(70, random), random.nextInt(19))
                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))
                .remainder(BigDecimal.TEN.pow(12));
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>();
        for (String key : List.of("qos", "odd.\"key'", "x")) {
            String value = text("LS", "BE", "", "ü\n\"");
            if (value != null) {
                tags.put(key, value);
            }
        }
        return tags;
    }

    private @Nullable String text(String... values) {
        return maybe(() -> oneOf(values));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
