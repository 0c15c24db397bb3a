package dev.outlay.energy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.energy.Charged.Use;
import dev.outlay.energy.Footprint.Amount;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Resource;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintsTest {

    private static final Use TEN_HOURS = Use.of("a", "2026-10-01T00:00:00Z", "2026-10-01T10:00:00Z");
    private static final PowerModel POWER = new PowerModel(Catalog.builtin());
    private static final BigDecimal PUE = Objects.requireNonNull(
            Catalog.builtin().region("aws", "eu-west-2").orElseThrow().pue());

    @Test
    void meteredEnergyIsTakenAsItIsAndOnlyTheHostAroundItIsEstimated() {
        Footprint sum = total(
                GridBasis.LOCATION_BASED, List.of(TEN_HOURS.utilized("0.3").metered("25")));
        Range host = POWER.hostPerGpu(
                        Catalog.builtin().find("aws", "p4d.24xlarge").getFirst().machine())
                .orElseThrow()
                .times(new BigDecimal("80"));
        assertThat(sum.get(Amount.ENERGY))
                .isEqualByComparingTo(
                        new BigDecimal("25").add(host.value().movePointLeft(3)).multiply(PUE));
        assertThat(sum.get(Amount.LOWEST_ENERGY))
                .isEqualByComparingTo(
                        new BigDecimal("25").add(host.low().movePointLeft(3)).multiply(PUE));
        assertThat(sum.get(Amount.MEASURED_ENERGY)).isEqualByComparingTo(new BigDecimal("25").multiply(PUE));
        assertThat(sum.get(Amount.GPU_SECONDS_OF_UNKNOWN_LOAD)).isZero();
    }

    @Test
    void whatWasNotMeteredIsEstimatedFromItsUtilizationWithARange() {
        Footprint sum = total(
                GridBasis.LOCATION_BASED, List.of(TEN_HOURS.utilized("0.5").on(null, Charged.A100, "8")));
        // 400 W x (0.15 + (0.89 - 0.15) x 0.5) = 208 W, and 0.25 x 400 W around it
        assertThat(sum.get(Amount.ENERGY)).isEqualByComparingTo(new BigDecimal("24.64").multiply(PUE));
        // 400 W x (0.08 + 0.52 x 0.5) + 40 W, 400 W x (0.25 + 0.75 x 0.5) + 140 W
        assertThat(sum.get(Amount.LOWEST_ENERGY)).isEqualByComparingTo(new BigDecimal("14.08").multiply(PUE));
        assertThat(sum.get(Amount.HIGHEST_ENERGY)).isEqualByComparingTo(new BigDecimal("31.2").multiply(PUE));
        assertThat(sum.get(Amount.MEASURED_ENERGY)).isZero();
        assertThat(sum.get(Amount.GPU_SECONDS_WITHOUT_HOST)).isEqualByComparingTo("288000");
    }

    @Test
    void aLoadNobodyMeasuredIsCountedAndItsRangeReachesFromIdleToRatedPower() {
        Footprint sum = total(GridBasis.LOCATION_BASED, List.of(TEN_HOURS.on(null, Charged.A100, "8")));
        assertThat(sum.get(Amount.GPU_SECONDS_OF_UNKNOWN_LOAD)).isEqualByComparingTo("288000");
        assertThat(sum.get(Amount.LOWEST_ENERGY)).isEqualByComparingTo(new BigDecimal("5.76").multiply(PUE));
        assertThat(sum.get(Amount.HIGHEST_ENERGY)).isEqualByComparingTo(new BigDecimal("43.2").multiply(PUE));
    }

    @Test
    void aGpuWithoutRatedPowerIsCountedAndNeverGuessed() {
        Footprint sum = total(
                GridBasis.LOCATION_BASED,
                List.of(
                        TEN_HOURS.on(null, "Trainium2", "8"),
                        TEN_HOURS.on(null, null, "4").by("speech", "run-2")));
        assertThat(sum.get(Amount.ENERGY)).isZero();
        assertThat(sum.get(Amount.EMISSIONS)).isZero();
        assertThat(sum.get(Amount.GPU_SECONDS_WITHOUT_POWER)).isEqualByComparingTo(sum.get(Amount.GPU_SECONDS));
    }

    @Test
    void aRegionWithoutIntensityHasEnergyAndNoEmissions() {
        Footprint sum =
                total(GridBasis.LOCATION_BASED, List.of(TEN_HOURS.metered("25").in("on-premises", "cellar")));
        assertThat(sum.get(Amount.ENERGY)).isPositive();
        assertThat(sum.get(Amount.EMISSIONS)).isZero();
        assertThat(sum.get(Amount.ENERGY_WITHOUT_GRID)).isEqualByComparingTo(sum.get(Amount.ENERGY));
        assertThat(sum.get(Amount.ENERGY_WITHOUT_OVERHEAD)).isEqualByComparingTo(sum.get(Amount.ENERGY));
    }

    @Test
    void emissionsMeetTheIntensityOfEachHourAndTheYearlyOneWhereNoneIsKnown() {
        Use use = TEN_HOURS.metered("100").on(null, null, "8");
        Span known = Charged.span("2026-10-01T00:00:00Z", "2026-10-01T05:00:00Z");
        Footprint sum = total(
                GridBasis.LOCATION_BASED,
                List.of(use),
                Charged.grid("GB", known, "40", GridBasis.LOCATION_BASED, "a meter"));
        BigDecimal yearly = Catalog.builtin()
                .region("aws", "eu-west-2")
                .orElseThrow()
                .intensity()
                .orElseThrow()
                .gramsCo2ePerKilowattHour();
        assertThat(sum.get(Amount.EMISSIONS))
                .isEqualByComparingTo(new BigDecimal("50").multiply(PUE).multiply(yearly.add(new BigDecimal("40"))));
        assertThat(sum.get(Amount.HOURLY_ENERGY)).isEqualByComparingTo(new BigDecimal("50").multiply(PUE));
    }

    @Test
    void aBudgetIsToldTheEnergyAndCarbonOfAFilterOverASpan() {
        Ledger ledger = Charged.ledger(List.of(
                TEN_HOURS.metered("25").on(null, null, "8"),
                Use.of("b", "2026-10-03T00:00:00Z", "2026-10-03T01:00:00Z").by("speech", "run-2")));
        var footprints = new Footprints(ledger, Catalog.builtin());
        Filter vision = new Filter(Dimension.Named.TEAM, Set.of("vision"));
        Span first = Charged.span("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
        Footprint drawn = footprints.total(List.of(vision), first);
        assertThat(drawn.energy().value()).isEqualByComparingTo(new BigDecimal("25").multiply(PUE));
        assertThat(drawn.emissions()).isPresent();
        Footprint nothing = footprints.total(List.of(vision), Span.of(first.to(), Duration.ofDays(5)));
        assertThat(nothing.energy().value()).isZero();
        assertThat(nothing.emissions()).isEmpty();
    }

    @Test
    void marginalFiguresAreNeverMixedWithAverages() {
        Span day = Charged.span("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
        Fact marginal = Charged.grid("GB", day, "500", GridBasis.MARGINAL, "WattTime");
        Use use = TEN_HOURS.metered("100").on(null, null, "8");
        Footprint average = total(GridBasis.LOCATION_BASED, List.of(use), marginal);
        assertThat(average.get(Amount.HOURLY_ENERGY)).isZero();
        Footprint margin = total(GridBasis.MARGINAL, List.of(use), marginal);
        assertThat(margin.get(Amount.EMISSIONS)).isEqualByComparingTo(new BigDecimal("50000").multiply(PUE));
        assertThat(total(GridBasis.MARGINAL, List.of(use)).get(Amount.ENERGY_WITHOUT_GRID))
                .isEqualByComparingTo(new BigDecimal("100").multiply(PUE));
    }

    @Test
    void marketBasedIsTheProvidersOwnOrTheSuppliersAndElseMissing() {
        Use use = TEN_HOURS.metered("100").on(null, null, "8");
        assertThat(total(GridBasis.MARKET_BASED, List.of(use)).get(Amount.ENERGY_WITHOUT_GRID))
                .isEqualByComparingTo(new BigDecimal("100").multiply(PUE));
        Span year = Charged.span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        assertThat(total(
                                GridBasis.MARKET_BASED,
                                List.of(use),
                                Charged.grid("aws/eu-west-2", year, "0", GridBasis.MARKET_BASED, "supplier"))
                        .get(Amount.ENERGY_WITHOUT_GRID))
                .isZero();
        Footprint google = total(GridBasis.MARKET_BASED, List.of(use.in("gcp", "europe-north1")));
        Footprint grid = total(GridBasis.LOCATION_BASED, List.of(use.in("gcp", "europe-north1")));
        // 98 % carbon-free by contract
        assertThat(google.get(Amount.EMISSIONS))
                .isEqualByComparingTo(grid.get(Amount.EMISSIONS).multiply(new BigDecimal("0.02")));
    }

    @Test
    void aMachineThatWasMeteredAsAWholeIsCountedOnce() {
        Use node = TEN_HOURS.on("p4d.24xlarge", null, "1").metered("40").as(Resource.NODE, "n1");
        Use gpus = new Use(
                "b",
                TEN_HOURS.span(),
                "aws",
                "eu-west-2",
                "p4d.24xlarge",
                Charged.A100,
                "4",
                "0.9",
                null,
                "vision",
                "run-1",
                Resource.GPU,
                "n1");
        Footprint sum = total(GridBasis.LOCATION_BASED, List.of(node, gpus));
        assertThat(sum.get(Amount.ENERGY)).isEqualByComparingTo(new BigDecimal("40").multiply(PUE));
        assertThat(sum.get(Amount.MEASURED_ENERGY)).isEqualByComparingTo(sum.get(Amount.ENERGY));
        assertThat(sum.get(Amount.GPU_SECONDS_WITH_THE_MACHINE)).isPositive();
    }

    @Test
    void embodiedEmissionsAreTheShareOfTheHostInItsLife() {
        Footprint sum = total(GridBasis.LOCATION_BASED, List.of(TEN_HOURS.metered("25")));
        Footprint longer = new Footprints(
                        Charged.ledger(List.of(TEN_HOURS.metered("25"))),
                        Catalog.builtin(),
                        GridBasis.LOCATION_BASED,
                        new BigDecimal("8"))
                .total(List.of(), Span.EVER);
        // the p4d host of the data, all of it, for 10 of 35,040 hours
        BigDecimal host = Catalog.builtin().energy().embodied().stream()
                .filter(row -> row.item().equals("aws:p4d.24xlarge"))
                .findFirst()
                .orElseThrow()
                .value();
        BigDecimal expected = host.movePointRight(3)
                .multiply(BigDecimal.TEN)
                .divide(new BigDecimal("35040"), 12, RoundingMode.HALF_EVEN);
        assertThat(sum.get(Amount.EMBODIED)).isCloseTo(expected, Offset.offset(new BigDecimal("0.000001")));
        assertThat(longer.get(Amount.EMBODIED).multiply(new BigDecimal("2")))
                .isCloseTo(expected, Offset.offset(new BigDecimal("0.000001")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsSumToTheWholeHoweverTheyAreCut(long seed) {
        Random random = new Random(seed);
        Ledger ledger = random(random);
        var footprints = new Footprints(ledger, Catalog.builtin());
        Footprint whole = footprints.total(List.of(), Span.EVER);
        Map<String, Footprint> teams = footprints.by(
                List.of(), Span.EVER, charge -> String.valueOf(charge.owner().team()));
        assertSame(whole, List.copyOf(teams.values()), seed);
        List<Footprint> filtered = new ArrayList<>();
        for (String team : teams.keySet()) {
            filtered.add(footprints.total(
                    List.of(new Filter(
                            Dimension.Named.TEAM, team.equals("null") ? Collections.singleton(null) : Set.of(team))),
                    Span.EVER));
        }
        assertSame(whole, filtered, seed);
        Instant cut = Charged.NOW.minus(Duration.ofHours(random.nextInt(24 * 9)));
        assertSame(
                whole,
                List.of(
                        footprints.total(List.of(), new Span(Span.EVER.from(), cut)),
                        footprints.total(List.of(), new Span(cut, Span.EVER.to()))),
                seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void cuttingAUseInTimeChangesNothing(long seed) {
        Random random = new Random(seed);
        Instant from = Instant.parse("2026-10-01T00:00:00Z").plusSeconds(random.nextInt(80000));
        Instant to = from.plusSeconds(1 + random.nextInt(200000));
        Instant cut =
                from.plusSeconds(1 + random.nextLong(Duration.between(from, to).toSeconds()));
        List<Fact> grid = new ArrayList<>();
        for (int hour = 0; hour < 96; hour += 1 + random.nextInt(2)) {
            grid.add(Charged.grid(
                    "GB",
                    Span.of(Instant.parse("2026-10-01T00:00:00Z").plusSeconds(3600L * hour), Duration.ofHours(1)),
                    Integer.toString(random.nextInt(500)),
                    GridBasis.LOCATION_BASED,
                    "a meter"));
        }
        Use use = Use.of("a", from.toString(), to.toString()).utilized("0.7");
        Footprint whole = total(GridBasis.LOCATION_BASED, List.of(use), grid.toArray(Fact[]::new));
        Footprint cutUp = total(
                GridBasis.LOCATION_BASED,
                cut.equals(to)
                        ? List.of(use)
                        : List.of(
                                Use.of("b", from.toString(), cut.toString()).utilized("0.7"),
                                Use.of("c", cut.toString(), to.toString()).utilized("0.7")),
                grid.toArray(Fact[]::new));
        for (Amount amount : Amount.values()) {
            // each charge is rounded once, at its 18th digit
            assertThat(cutUp.get(amount))
                    .as(amount + " with seed " + seed)
                    .isCloseTo(whole.get(amount), Offset.offset(new BigDecimal("0.000000000001")));
        }
    }

    private static void assertSame(Footprint whole, List<Footprint> parts, long seed) {
        var sum = new Footprint();
        parts.forEach(sum::add);
        for (Amount amount : Amount.values()) {
            assertThat(sum.get(amount)).as(amount + " with seed " + seed).isEqualByComparingTo(whole.get(amount));
        }
        assertThat(sum.charges()).isEqualTo(whole.charges());
    }

    private static Ledger random(Random random) {
        List<Use> uses = new ArrayList<>();
        List<String> regions = List.of("eu-west-2", "us-east-1", "nowhere");
        List<String> teams = List.of("vision", "speech", "search");
        for (int i = 0; i < 12; i++) {
            Instant from = Instant.parse("2026-10-01T00:00:00Z").plusSeconds(random.nextInt(600000));
            Use use = Use.of(
                            "u" + i,
                            from.toString(),
                            from.plusSeconds(1 + random.nextInt(90000)).toString())
                    .in("aws", regions.get(random.nextInt(3)))
                    .by(teams.get(random.nextInt(3)), "run-" + random.nextInt(4));
            use = random.nextBoolean() ? use.utilized("0." + (1 + random.nextInt(9))) : use;
            use = random.nextBoolean() ? use.metered(Integer.toString(1 + random.nextInt(90))) : use;
            uses.add(random.nextInt(4) == 0 ? use.on(null, "Trainium2", "1") : use);
        }
        return Charged.ledger(
                uses,
                Charged.grid(
                        "aws/us-east-1",
                        Charged.span("2026-10-02T00:00:00Z", "2026-10-02T07:00:00Z"),
                        "123.456",
                        GridBasis.LOCATION_BASED,
                        "a meter"));
    }

    private static Footprint total(GridBasis basis, List<Use> uses, Fact... facts) {
        return new Footprints(
                        Charged.ledger(uses, facts),
                        Catalog.builtin(),
                        basis,
                        BigDecimal.valueOf(EmbodiedModel.LIFETIME_YEARS))
                .total(List.of(), Span.EVER);
    }
}
