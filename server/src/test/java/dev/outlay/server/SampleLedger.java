package dev.outlay.server;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A ledger in memory with two months of a small company, the same every time: five teams on three clusters, nights
/// and weekends, GPUs that stood idle, and a model without a price.
public final class SampleLedger {

    public static final Instant END = Instant.parse("2026-10-30T00:00:00Z");
    public static final int DAYS = 60;

    private static final Duration DAY = Duration.ofDays(1);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private record Work(
            String team, String project, String cluster, String provider, String gpu, int gpus, String usd) {}

    private static final List<Work> WORK = List.of(
            new Work("language", "pretraining", "fra-h100", "coreweave", "H100-SXM5-80GB", 96, "4.76"),
            new Work("language", "alignment", "fra-h100", "coreweave", "H100-SXM5-80GB", 24, "4.76"),
            new Work("vision", "detector", "use1-a100", "aws", "A100-SXM4-40GB", 40, "4.10"),
            new Work("vision", "segmentation", "use1-a100", "aws", "A100-SXM4-40GB", 16, "4.10"),
            new Work("speech", "transcriber", "use1-a100", "aws", "A10G", 32, "1.21"),
            new Work("ranking", "feed", "euw4-l4", "gcp", "L4", 48, "0.71"),
            new Work("ranking", "ads", "euw4-l4", "gcp", "T4", 24, "0.35"),
            new Work("platform", "evaluation", "fra-h100", "coreweave", "H100-SXM5-80GB", 8, "4.76"));

    private SampleLedger() {}

    public static MemoryLedger create() {
        var ledger = new MemoryLedger();
        try {
            ledger.append(consumer -> charges().forEach(consumer));
        } catch (SourceException e) {
            throw new IllegalStateException("charges in memory can be read", e);
        }
        return ledger;
    }

    static List<Fact> charges() {
        var random = new Random(7);
        List<Fact> facts = new ArrayList<>();
        for (int day = DAYS; day > 0; day--) {
            Instant start = END.minus(DAY.multipliedBy(day));
            DayOfWeek weekday = start.atZone(ZoneOffset.UTC).getDayOfWeek();
            boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
            for (int i = 0; i < WORK.size(); i++) {
                Work work = WORK.get(i);
                double growth = 0.75 + 0.5 * (DAYS - day) / DAYS;
                double busy = Math.min(0.97, (weekend ? 0.55 : 0.86) + 0.1 * random.nextGaussian());
                double hours = 24 * work.gpus() * growth;
                String id = "sample/" + day + "/" + i;
                facts.add(charge(id, work, start, hours * Math.max(busy, 0.2), false));
                facts.add(charge(id + "/idle", work, start, hours * (1 - Math.max(busy, 0.2)), true));
            }
        }
        return facts;
    }

    private static Charge charge(String id, Work work, Instant start, double gpuHours, boolean idle) {
        BigDecimal seconds =
                BigDecimal.valueOf(gpuHours).multiply(SECONDS_PER_HOUR).setScale(0, RoundingMode.HALF_UP);
        boolean priced = !work.gpu().equals("T4");
        Money cost = Money.of("USD", work.usd()).times(seconds.divide(SECONDS_PER_HOUR, 6, RoundingMode.HALF_UP));
        BigDecimal energy = seconds.multiply(new BigDecimal(idle ? "0.00003" : "0.00017"));
        return new Charge(
                Origin.of(id, "sample"),
                ChargeStatus.METERED,
                Span.of(start, DAY),
                null,
                priced ? Costs.of(cost) : Costs.UNPRICED,
                new Place(work.provider(), null, null, work.cluster(), work.cluster() + "-1"),
                idle ? Owner.UNKNOWN : owner(work),
                new Product("AI and Machine Learning", "GPU", work.gpu(), null, null, null, null, null, null, null),
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse(
                        work.gpu(),
                        null,
                        Sharing.EXCLUSIVE,
                        CapacityType.ON_DEMAND,
                        seconds,
                        idle,
                        energy,
                        energy.multiply(BigDecimal.valueOf(380)),
                        false),
                ratedBy(work, priced),
                null,
                Map.of());
    }

    private static Owner owner(Work work) {
        return new Owner(
                work.team(), work.project(), null, null, work.team(), work.project(), null, null, "production", null);
    }

    private static @Nullable RatedBy ratedBy(Work work, boolean priced) {
        return priced ? new RatedBy("catalog/" + work.gpu(), "2026-08-03", "price list", "published") : null;
    }
}
