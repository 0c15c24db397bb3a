package dev.outlay.allocation;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Runs with attempts and charges drawn by chance: attempts with gaps between them and some that overlap, charges
/// that lie across them, corrections below zero, uses without a price. A seed gives the same ones again.
public final class RandomRuns {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final int RUNS = 4;
    private static final List<RunStatus> ENDED = List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.INTERRUPTED);

    private final Random random;

    public RandomRuns(long seed) {
        this.random = new Random(seed);
    }

    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            String name = "run-" + run;
            Instant from = START.plusSeconds(random.nextInt(500_000));
            int attempts = random.nextInt(5);
            for (int attempt = 1; attempt <= attempts; attempt++) {
                Instant to = from.plusSeconds(1 + random.nextInt(40_000)).plusNanos(random.nextInt(1_000_000) * 1000L);
                facts.add(attempt(name, attempt, new Span(from, to), attempt == attempts));
                from = to.plusSeconds(random.nextInt(9_000) - 3_000L);
            }
            int charges = random.nextInt(30);
            for (int i = 0; i < charges; i++) {
                facts.add(charge(name, i));
            }
        }
        return facts;
    }

    private Run attempt(String run, int attempt, Span span, boolean last) {
        RunStatus status = last && random.nextInt(4) == 0 ? RunStatus.RUNNING : ENDED.get(random.nextInt(ENDED.size()));
        Map<String, BigDecimal> metrics = new HashMap<>();
        if (random.nextBoolean()) {
            metrics.put("steps", BigDecimal.valueOf(random.nextInt(1000)));
            metrics.put("resumed_from_steps", BigDecimal.valueOf(random.nextInt(1000)));
        }
        if (random.nextBoolean()) {
            metrics.put("epochs", BigDecimal.valueOf(random.nextInt(10)));
            metrics.put("accuracy", BigDecimal.valueOf(random.nextInt(100), 2));
        }
        return new Run(
                Origin.of("runs/" + run + "/" + attempt, "random"),
                span.to(),
                status == RunStatus.RUNNING && random.nextBoolean() ? null : span,
                run,
                attempt,
                status,
                Owner.UNKNOWN,
                "model-" + random.nextInt(2),
                metrics);
    }

    private Charge charge(String run, int number) {
        Instant from = START.plusSeconds(random.nextInt(600_000)).plusNanos(random.nextInt(1_000_000) * 1000L);
        boolean gpu = random.nextInt(5) > 0;
        return new Charge(
                Origin.of("random/" + run + "/" + number, "random"),
                ChargeStatus.METERED,
                Span.of(from, Duration.ofSeconds(1 + random.nextInt(90_000))),
                null,
                random.nextInt(8) == 0 ? Costs.UNPRICED : Costs.of(new Money("USD", decimal())),
                Place.UNKNOWN,
                new Owner(null, null, text("pod-1", "pod-2"), null, null, null, null, null, null, run),
                Product.UNKNOWN,
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse(
                        null,
                        text("GPU-0", "GPU-1"),
                        null,
                        null,
                        gpu ? decimal() : null,
                        false,
                        gpu && random.nextBoolean() ? decimal() : null,
                        null,
                        false),
                null,
                null,
                Map.of());
    }

    private BigDecimal decimal() {
        return new BigDecimal(new BigInteger(60, random), random.nextInt(19))
                .multiply(BigDecimal.valueOf(random.nextInt(6) == 0 ? -1 : 1))
                .remainder(BigDecimal.TEN.pow(9));
    }

    private @Nullable String text(String... values) {
        return random.nextInt(4) == 0 ? null : values[random.nextInt(values.length)];
    }
}
