package dev.outlay.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
class AnomaliesTest {

    private static final int QUIET_MONTHS = 60;
    private static final Span LAST_MONTH = new Span(Company.NOW.minus(Duration.ofDays(30)), Company.NOW);

    private static List<Anomaly> found(Company company) {
        return new Anomalies(company.ledger(), Company.NOW).find(AnomalyQuestion.of(LAST_MONTH));
    }

    @Test
    void aQuietMonthRaisesNone() {
        List<String> raised = new ArrayList<>();
        for (long seed = 0; seed < QUIET_MONTHS; seed++) {
            for (Anomaly anomaly : found(new Company(seed))) {
                raised.add("seed " + seed + ": " + anomaly.sentence());
            }
        }
        assertThat(raised).isEmpty();
    }

    /// The work that is changed: the largest that neither comes in bursts nor varies much.
    private static Company.Work victim(Company company) {
        return company.works().stream()
                .filter(work -> work.bursts() == 1 && work.noise() < 0.13)
                .max(Comparator.comparingDouble(
                        work -> work.gpus() * work.price().doubleValue()))
                .orElseThrow();
    }

    private static Anomaly largest(List<Anomaly> found) {
        assertThat(found).isNotEmpty();
        return found.getFirst();
    }

    private static boolean names(Anomaly anomaly, Dimension dimension, String value) {
        return anomaly.cause().stream()
                .anyMatch(filter ->
                        filter.dimension().equals(dimension) && filter.values().equals(Set.of(value)));
    }

    private static void isBecauseOf(Anomaly anomaly, Company.Work work) {
        assertThat(names(anomaly, Named.TEAM, work.team()) || names(anomaly, Named.PROJECT, work.project()))
                .as(anomaly.sentence() + " is because of " + work)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aStepIsFoundWithItsCauseItsHourAndItsRuns(long seed) {
        var company = new Company(seed);
        Company.Work victim = victim(company);
        LocalDate since = LocalDate.parse("2026-11-04");
        Anomaly step = largest(found(company.told(2).with(new Company.Change() {
            @Override
            public double quantity(Company.Work work, LocalDate day) {
                return work.equals(victim) && !day.isBefore(since) ? 2.5 : 1;
            }

            @Override
            public int sinceHour(LocalDate day) {
                return day.equals(since) ? 14 : 0;
            }

            @Override
            public String run(Company.Work work, LocalDate day) {
                return work.project()
                        + (work.equals(victim) && !day.isBefore(since) ? "-new-" + day.getDayOfMonth() % 3 : "");
            }
        })));
        isBecauseOf(step, victim);
        assertThat(step.kind()).isEqualTo(Anomaly.Kind.STEP);
        assertThat(step.ongoing()).isTrue();
        assertThat(step.from()).isEqualTo(Instant.parse("2026-11-04T14:00:00Z"));
        assertThat(step.newRuns()).hasSize(3);
        assertThat(step.byQuantity().doubleValue())
                .isGreaterThan(0.9 * step.excess().doubleValue());
        assertThat(step.excess()).isEqualByComparingTo(step.actual().subtract(step.usual()));
        assertThat(step.sentence()).contains("a day since 2026-11-04T14:00", "3 new runs");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSpikeOfADayIsFoundOnItsDay(long seed) {
        var company = new Company(seed);
        Company.Work victim = victim(company);
        LocalDate on = LocalDate.parse("2026-11-10");
        Anomaly spike = largest(found(company.with(new Company.Change() {
            @Override
            public double quantity(Company.Work work, LocalDate day) {
                return work.equals(victim) && day.equals(on) ? 4 : 1;
            }
        })));
        isBecauseOf(spike, victim);
        assertThat(spike.kind()).isEqualTo(Anomaly.Kind.SPIKE);
        assertThat(spike.ongoing()).isFalse();
        assertThat(spike.from()).isEqualTo(Instant.parse("2026-11-10T00:00:00Z"));
        assertThat(spike.to()).isEqualTo(Instant.parse("2026-11-11T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSlowRampIsFound(long seed) {
        var company = new Company(seed);
        Company.Work victim = victim(company);
        LocalDate since = LocalDate.parse("2026-10-24");
        Anomaly ramp = largest(found(company.with(new Company.Change() {
            @Override
            public double quantity(Company.Work work, LocalDate day) {
                return work.equals(victim) && day.isAfter(since)
                        ? 1 + 0.06 * (day.toEpochDay() - since.toEpochDay())
                        : 1;
            }
        })));
        isBecauseOf(ramp, victim);
        assertThat(ramp.kind()).isIn(Anomaly.Kind.RAMP, Anomaly.Kind.STEP);
        assertThat(ramp.ongoing()).isTrue();
        assertThat(ramp.from()).isBetween(Instant.parse("2026-10-20T00:00:00Z"), Instant.parse("2026-11-07T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aNewRegionIsFound(long seed) {
        LocalDate since = LocalDate.parse("2026-11-09");
        Anomaly found = largest(found(new Company(seed).with(new Company.Change() {
            @Override
            public double quantity(Company.Work work, LocalDate day) {
                return work.region().equals("ap-south-1") && day.isBefore(since) ? 0 : 1;
            }

            @Override
            public List<Company.Work> more() {
                return List.of(new Company.Work(
                        "vision", "vision-0", "ap-south-1", "H100", new BigDecimal("2.60"), 6, 1, 1, 0.1, 0, 1));
            }
        })));
        assertThat(names(found, Named.REGION, "ap-south-1"))
                .as(found.sentence())
                .isTrue();
        assertThat(found.kind()).isEqualTo(Anomaly.Kind.NEW);
        assertThat(found.usual()).isEqualByComparingTo("0");
        assertThat(found.from()).isEqualTo(Instant.parse("2026-11-09T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRaisedPriceIsFoundAndToldFromQuantity(long seed) {
        var company = new Company(seed);
        String model = victim(company).model();
        LocalDate since = LocalDate.parse("2026-11-05");
        Anomaly found = largest(found(company.with(new Company.Change() {
            @Override
            public double price(Company.Work work, LocalDate day) {
                return work.model().equals(model) && !day.isBefore(since) ? 2 : 1;
            }
        })));
        assertThat(found.kind()).isEqualTo(Anomaly.Kind.PRICE);
        assertThat(found.from()).isEqualTo(Instant.parse("2026-11-05T00:00:00Z"));
        assertThat(found.ongoing()).isTrue();
        assertThat(found.byPrice()).isEqualByComparingTo(found.excess());
        assertThat(found.excess().doubleValue()).isCloseTo(found.actual().doubleValue() / 2, withinPercentage(0.1));
        assertThat(found.sentence()).contains("by price", "(+100.0 %)");
        assertThat(names(found, Named.GPU_MODEL, model)).as(found.sentence()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void workThatVanishesIsFound(long seed) {
        var company = new Company(seed);
        Company.Work victim = victim(company);
        LocalDate since = LocalDate.parse("2026-11-08");
        Anomaly found = largest(found(company.with(new Company.Change() {
            @Override
            public double quantity(Company.Work work, LocalDate day) {
                return work.equals(victim) && !day.isBefore(since) ? 0 : 1;
            }
        })));
        isBecauseOf(found, victim);
        assertThat(found.kind()).isIn(Anomaly.Kind.VANISHED, Anomaly.Kind.DROP);
        assertThat(found.excess().signum()).isNegative();
        assertThat(found.from()).isEqualTo(Instant.parse("2026-11-08T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aWeekendThatIsAWorkingDayIsFound(long seed) {
        var company = new Company(seed);
        Company.Work victim = company.works().stream()
                .filter(work -> work.bursts() == 1)
                .max(Comparator.comparingDouble(
                        work -> work.gpus() * work.price().doubleValue() * (1 - work.weekend())))
                .orElseThrow();
        LocalDate since = LocalDate.parse("2026-11-07");
        List<Anomaly> found = found(company.with(new Company.Change() {
            @Override
            public double quantity(Company.Work work, LocalDate day) {
                return work.equals(victim) && Company.isWeekend(day) && !day.isBefore(since) ? 2.2 / work.weekend() : 1;
            }
        }));
        Anomaly weekend = largest(found);
        isBecauseOf(weekend, victim);
        assertThat(weekend.from()).isEqualTo(Instant.parse("2026-11-07T00:00:00Z"));
        assertThat(weekend.to()).isEqualTo(Instant.parse("2026-11-16T00:00:00Z"));
        assertThat(weekend.sentence()).contains("2 times");
        assertThat(found).as("both weekends are one").hasSize(1);
    }
}
