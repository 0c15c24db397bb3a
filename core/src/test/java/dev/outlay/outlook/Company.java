package dev.outlay.outlook;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A company drawn by chance that does what it always does: work of some teams in some regions, with noise, a
/// season over the day and the week, slow growth, work that comes in bursts; bills for storage and traffic that
/// come some days late; fees, a credit and a commitment at the beginning of each month. A seed gives the same one
/// again.
final class Company {

    static final LocalDate END = LocalDate.parse("2026-11-18");
    static final Instant NOW = Instant.parse("2026-11-18T09:30:00Z");
    static final int DAYS = 110;

    private static final String[] TEAMS = {"vision", "speech", "search", "robotics"};
    private static final String[] REGIONS = {"us-east-1", "eu-west-1"};
    private static final String[] MODELS = {"H100", "A100", "L4"};
    private static final BigDecimal[] PRICES = {new BigDecimal("2.60"), new BigDecimal("1.40"), new BigDecimal("0.55")};

    private final Random random;
    private final List<Work> works = new ArrayList<>();
    private Change change = Change.NONE;
    private int slot = 6;

    /// Some team's work of one kind, at so many GPUs on a working day.
    record Work(
            String team,
            String project,
            String region,
            String model,
            BigDecimal price,
            double gpus,
            double weekend,
            double night,
            double noise,
            double growth,
            double bursts) {}

    /// What happens to a piece of work on a day: its quantity and its price times something.
    interface Change {
        Change NONE = new Change() {};

        default double quantity(Work work, LocalDate day) {
            return 1;
        }

        default double price(Work work, LocalDate day) {
            return 1;
        }

        /// Since which hour of its first day it holds.
        default int sinceHour(LocalDate day) {
            return 0;
        }

        default @Nullable String run(Work work, LocalDate day) {
            return null;
        }

        default List<Work> more() {
            return List.of();
        }
    }

    Company(long seed) {
        random = new Random(seed);
        for (String team : TEAMS) {
            int projects = 2 + random.nextInt(2);
            for (int i = 0; i < projects; i++) {
                int model = random.nextInt(MODELS.length);
                works.add(new Work(
                        team,
                        team + "-" + i,
                        REGIONS[random.nextInt(REGIONS.length)],
                        MODELS[model],
                        PRICES[model],
                        4 + random.nextInt(28),
                        0.4 + 0.6 * random.nextDouble(),
                        0.3 + 0.7 * random.nextDouble(),
                        0.02 + 0.18 * random.nextDouble(),
                        random.nextInt(3) == 0 ? 0.006 * random.nextDouble() - 0.002 : 0,
                        random.nextInt(5) == 0 ? 0.35 : 1));
            }
        }
    }

    Company with(Change newChange) {
        this.change = newChange;
        return this;
    }

    /// Charges of so many hours each.
    Company told(int hours) {
        this.slot = hours;
        return this;
    }

    List<Work> works() {
        return works;
    }

    MemoryLedger ledger() {
        List<Charge> charges = new ArrayList<>();
        List<Work> all = new ArrayList<>(works);
        all.addAll(change.more());
        for (Work work : all) {
            for (int day = 0; day < DAYS; day++) {
                work(work, END.minusDays(DAYS - day), day, charges);
            }
        }
        bills(charges);
        var ledger = new MemoryLedger();
        try {
            ledger.append(Reading.of(charges));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return ledger;
    }

    private void work(Work work, LocalDate day, int number, List<Charge> charges) {
        boolean weekend = isWeekend(day);
        double level = work.gpus
                * (weekend ? work.weekend : 1)
                * Math.pow(1 + work.growth, number)
                * Math.exp(work.noise * random.nextGaussian())
                * (random.nextDouble() < work.bursts ? 1 / work.bursts : 0);
        for (int hour = 0; hour < 24; hour += slot) {
            double quantity = hour >= change.sinceHour(day) ? change.quantity(work, day) : 1;
            double hours = slot
                    * level
                    * quantity
                    * (hour < 8 || hour >= 20 ? work.night : 1)
                    * Math.exp(0.1 * random.nextGaussian());
            Instant at = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
            if (hours > 0 && at.isBefore(NOW)) {
                BigDecimal gpuHours = BigDecimal.valueOf(hours).setScale(4, RoundingMode.HALF_EVEN);
                BigDecimal price = work.price.multiply(BigDecimal.valueOf(change.price(work, day)));
                charges.add(charge(
                        "usage/" + work.project + "/" + work.region + "/" + at,
                        ChargeStatus.METERED,
                        Span.of(at, Duration.ofHours(slot)),
                        work,
                        gpuHours.multiply(price),
                        gpuHours,
                        change.run(work, day),
                        "aws",
                        "Compute",
                        "EC2",
                        "Usage",
                        "Usage-Based"));
            }
        }
    }

    /// Storage and traffic by the day, up to some days ago; fees on the first of the month, or near it.
    private void bills(List<Charge> charges) {
        int late = random.nextInt(12);
        double stored = 150 + 300 * random.nextDouble();
        double sent = 40 + 100 * random.nextDouble();
        for (int number = 0; number < DAYS - late; number++) {
            LocalDate day = END.minusDays(DAYS - number);
            billed(charges, "storage", "Storage", "S3", "Usage", "Usage-Based", day, stored * (1 + 0.002 * number));
            billed(
                    charges,
                    "traffic",
                    "Networking",
                    "Data Transfer",
                    "Usage",
                    "Usage-Based",
                    day,
                    sent * (isWeekend(day) ? 0.6 : 1) * Math.exp(0.15 * random.nextGaussian()));
            if (day.getDayOfMonth() == 1) {
                billed(charges, "support", "Other", "AWS Support", "Usage", "Recurring", day, 9_400);
                billed(charges, "credit", "Other", "Credits", "Credit", "One-Time", day, -1_850);
                billed(charges, "commitment", "Compute", "EC2", "Purchase", "Recurring", day, 1_323);
            }
            if (day.getDayOfMonth() == 3) {
                // a fee that the bill does not call one
                billed(charges, "licence", "Other", "Marketplace", "Usage", "Usage-Based", day, 2_100);
            }
        }
    }

    private static void billed(
            List<Charge> charges,
            String what,
            String category,
            String service,
            String kind,
            String frequency,
            LocalDate day,
            double amount) {
        charges.add(charge(
                "bill/" + what + "/" + day,
                ChargeStatus.BILLED,
                Span.dayOf(day.atStartOfDay().toInstant(ZoneOffset.UTC)),
                null,
                BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN),
                null,
                null,
                "aws",
                category,
                service,
                kind,
                frequency));
    }

    private static Charge charge(
            String id,
            ChargeStatus status,
            Span period,
            @Nullable Work work,
            BigDecimal cost,
            @Nullable BigDecimal gpuHours,
            @Nullable String run,
            String provider,
            String category,
            String service,
            String kind,
            String frequency) {
        return new Charge(
                Origin.of(id, "company"),
                status,
                period,
                null,
                Costs.of(new Money("USD", cost)),
                new Place(provider, work == null ? "us-east-1" : work.region, null, null, null),
                new Owner(
                        work == null ? null : work.project,
                        null,
                        null,
                        null,
                        work == null ? null : work.team,
                        work == null ? null : work.project,
                        null,
                        null,
                        null,
                        run),
                new Product(category, service, service + "-" + kind, null, null, null, null, null, null, null),
                new Terms(
                        kind, null, frequency, null, null, null, null, null, null, null, null, null, null, null, null,
                        null),
                new Account(null, null, null, null),
                gpuHours == null || work == null
                        ? GpuUse.NONE
                        : new GpuUse(
                                work.model,
                                null,
                                Sharing.EXCLUSIVE,
                                CapacityType.ON_DEMAND,
                                gpuHours.multiply(BigDecimal.valueOf(3600)),
                                false,
                                null,
                                null,
                                false),
                null,
                null,
                Map.of());
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
