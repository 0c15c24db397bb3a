package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.energy.Charged;
import dev.outlay.energy.Charged.Use;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CarbonReportsTest {

    private static final Use VISION =
            Use.of("a", "2026-10-01T00:00:00Z", "2026-10-01T10:00:00Z").metered("25");
    private static final Use SPEECH = Use.of("b", "2026-10-02T00:00:00Z", "2026-10-02T10:00:00Z")
            .utilized("0.5")
            .in("aws", "us-east-1")
            .by("speech", "run-2");
    private static final Use NOWHERE = Use.of("c", "2026-10-03T00:00:00Z", "2026-10-03T10:00:00Z")
            .metered("10")
            .in("on-premises", "cellar")
            .by("search", "run-3");

    @Test
    void carbonByTeamSumsToTheTotalAndSaysItsBasisAndWhatIsMissing() {
        Table table = answer(List.of(VISION, SPEECH, NOWHERE), "carbon", "by", "team");
        assertThat(table.rows()).hasSize(3);
        for (String column : List.of("energy_kwh", "energy_low", "energy_high", "embodied_kg")) {
            assertThat(sum(table, column)).as(column).isEqualByComparingTo(heading(table, column));
        }
        assertThat(sum(table, "carbon_kg")).isEqualByComparingTo(heading(table, "carbon_kg"));
        assertThat(cell(table, "team", "search", "carbon_kg")).isNull();
        assertThat(cell(table, "team", "search", "energy_kwh")).isNotNull();
        assertThat(cell(table, "team", "speech", "measured")).isEqualTo("0.00");
        assertThat(table.heading()).containsEntry("basis", "location-based").containsEntry("charges", "3");
        assertThat(table.notes())
                .anyMatch(note -> note.contains("have no location-based intensity, and their emissions are in no sum"))
                .anyMatch(note -> note.contains("overhead (PUE) is not known"));
    }

    @Test
    void gridsByHourOfTheDayTellTheMeanOfWhatIsKnownAndOfWhichRegions() {
        Table table = answer(
                List.of(SPEECH),
                "grid-hours",
                List.of(grid("PJM", "2026-10-02T03:00:00Z", 300), grid("PJM", "2026-10-03T03:00:00Z", 500)),
                "from",
                "2026-10-02",
                "to",
                "2026-10-04",
                "region",
                "us-east-1",
                "provider",
                "aws");
        assertThat(table.rows()).hasSize(24);
        assertThat(table.heading()).containsEntry("regions", "1").containsEntry("basis", "location-based");
        assertThat(cell(table, "hour", "3", "grams_per_kwh")).isEqualTo("400");
        assertThat(cell(table, "hour", "3", "low")).isEqualTo("300");
        assertThat(cell(table, "hour", "3", "high")).isEqualTo("500");
        assertThat(cell(table, "hour", "3", "known_hours")).isEqualTo("2");
        // where no hour is told, the yearly figure holds
        assertThat(cell(table, "hour", "4", "grams_per_kwh"))
                .isNotEqualTo("400")
                .isNotNull();
    }

    @Test
    void gridsHourByHourSayWhichHoursAreToldAndWhichAreTheYears() {
        Table table = answer(
                List.of(SPEECH),
                "grid-hours",
                List.of(grid("PJM", "2026-10-02T03:00:00Z", 300)),
                "from",
                "2026-10-02T02:00:00Z",
                "to",
                "2026-10-02T05:00:00Z",
                "each-hour",
                "true",
                "region",
                "us-east-1",
                "provider",
                "aws");
        assertThat(table.rows()).hasSize(3);
        assertThat(cell(table, "hour", "2026-10-02T03:00:00Z", "figure")).isEqualTo("hourly");
        assertThat(cell(table, "hour", "2026-10-02T03:00:00Z", "grams_per_kwh")).isEqualTo("300");
        assertThat(cell(table, "hour", "2026-10-02T04:00:00Z", "figure")).isEqualTo("yearly");
        assertThatThrownBy(() -> answer(List.of(), "grid-hours", "each-hour", "true", "last", "90d"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("at most 31 days hour by hour");
        assertThatThrownBy(() -> answer(List.of(), "grid-hours", "region", "atlantis-1"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("atlantis-1");
    }

    private static GridIntensity grid(String zone, String hour, int grams) {
        return new GridIntensity(
                Origin.of("grid/" + zone + "/" + hour, "grid.csv"),
                Span.of(Instant.parse(hour), Duration.ofHours(1)),
                zone,
                BigDecimal.valueOf(grams),
                "location-based",
                "a test");
    }

    @Test
    void carbonByDayIsInOrderOfTime() {
        Table table = answer(List.of(SPEECH, VISION), "carbon", "by", "day");
        assertThat(table.rows()).extracting(List::getFirst).containsExactly("2026-10-01", "2026-10-02");
    }

    @Test
    void emissionsComeWithEquivalentsAndWhatAnOffsetCosts() {
        Table table = answer(List.of(VISION), "carbon", "offset-price", "40 EUR");
        BigDecimal kilograms = heading(table, "carbon_kg");
        Table equivalents = part(table, "equivalents");
        assertThat(equivalents.rows())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.getLast()).startsWith("US EPA"));
        assertThat(new BigDecimal(
                        Objects.requireNonNull(cell(equivalents, "what", "passenger vehicle, per mile", "amount"))))
                .isEqualByComparingTo(kilograms.divide(new BigDecimal("0.393"), 6, RoundingMode.HALF_EVEN));
        Table offset = part(table, "offset_cost");
        assertThat(offset.rows()).hasSize(1);
        assertThat(new BigDecimal(Objects.requireNonNull(cell(offset, "price", "as asked", "cost"))))
                .isEqualByComparingTo(Decimals.rounded(kilograms.multiply(new BigDecimal("0.04"))));
        assertThat(part(answer(List.of(VISION), "carbon"), "offset_cost").rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get(4)).isEqualTo("unverified"));
    }

    @Test
    void whatIsAskedTwiceOrNotKnownIsRefused() {
        assertThatThrownBy(() -> answer(List.of(VISION), "carbon", "market-based", "true", "basis", "direct"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("the two are never mixed");
        assertThatThrownBy(() -> answer(List.of(VISION), "carbon", "basis", "green"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("unknown basis green: use one of location-based, market-based, direct, marginal");
        assertThatThrownBy(() -> answer(List.of(VISION), "carbon", "lifetime-years", "0"))
                .isInstanceOf(CallersMistake.class);
    }

    @Test
    void theScoreOfARunIsOperationalAndEmbodiedCarbonPerUnit() {
        Run run = new Run(
                Origin.of("runs/1", "test"),
                Charged.NOW,
                Charged.span("2026-10-01T00:00:00Z", "2026-10-01T10:00:00Z"),
                "run-1",
                1,
                RunStatus.SUCCEEDED,
                Owner.UNKNOWN,
                "a model",
                Map.of("tokens", new BigDecimal("5000000")));
        Table perRun = answer(List.of(VISION, SPEECH), "carbon-run", List.of(run), "id", "run-1");
        BigDecimal operational = value(perRun, "O");
        BigDecimal embodied = value(perRun, "M");
        assertThat(heading(perRun, "sci")).isEqualByComparingTo(operational.add(embodied));
        assertThat(value(perRun, "E").multiply(value(perRun, "I")))
                .isCloseTo(operational, Offset.offset(new BigDecimal("0.000001")));
        Table perTokens =
                answer(List.of(VISION, SPEECH), "carbon-run", List.of(run), "id", "run-1", "per", "1000000 tokens");
        assertThat(value(perTokens, "R")).isEqualByComparingTo("5");
        assertThat(heading(perTokens, "sci").multiply(new BigDecimal("5")))
                .isCloseTo(heading(perRun, "sci"), Offset.offset(new BigDecimal("0.000001")));
        assertThat(perTokens.heading()).containsEntry("unit", "gCO2e per 1000000 tokens");
        assertThatThrownBy(() -> answer(List.of(VISION), "carbon-run", List.of(run), "id", "run-1", "per", "images"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("the run reports no images above zero; it reports tokens");
    }

    @Test
    void aRunWithAPartThatIsNotKnownHasNoScore() {
        Table table = answer(List.of(NOWHERE), "carbon-run", "id", "run-3");
        assertThat(table.heading().get("sci")).isNull();
        assertThat(table.notes().getFirst()).startsWith("there is no score:");
        assertThatThrownBy(() -> answer(List.of(VISION), "carbon-run", "id", "run-9"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no run is called 'run-9'");
    }

    @Test
    void theGreenestRegionSellsTheSameMachineAndTellsSavingAndPriceDifference() {
        Table table = answer(
                List.of(), "greenest", "region", "us-east-1", "instance", "p4d.24xlarge", "hours", "10", "limit", "99");
        assertThat(table.heading())
                .containsEntry("greenest", "aws eu-north-1")
                .containsEntry("instead_of", "aws us-east-1");
        assertThat(table.rows())
                .extracting(row -> row.get(1))
                .allSatisfy(region -> assertThat(Catalog.builtin().find("aws", "p4d.24xlarge", region))
                        .isNotEmpty());
        List<BigDecimal> grams = table.rows().stream()
                .map(row -> new BigDecimal(Objects.requireNonNull(row.get(4))))
                .toList();
        assertThat(grams).isSorted();
        BigDecimal here = heading(table, "grams_per_kwh_now");
        BigDecimal energy = heading(table, "energy_kwh");
        assertThat(new BigDecimal(Objects.requireNonNull(cell(table, "region", "eu-north-1", "saving_kg"))))
                .isCloseTo(
                        here.subtract(grams.getFirst()).multiply(energy).movePointLeft(3),
                        Offset.offset(new BigDecimal("0.000001")));
        assertThat(cell(table, "region", "us-east-1", "price_difference")).isEqualTo("0.00");
        assertThat(new BigDecimal(Objects.requireNonNull(cell(table, "region", "eu-north-1", "price_difference"))))
                .isPositive();
        assertThat(table.notes()).anyMatch(note -> note.contains("only yearly figures are known"));
    }

    @Test
    void theGreenestHourIsTakenFromFiguresByTheHour() {
        List<Fact> hours = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            hours.add(Charged.grid(
                    "GB",
                    Span.of(Charged.NOW.plus(Duration.ofHours(i)), Duration.ofHours(1)),
                    Integer.toString(200 - 10 * i),
                    GridBasis.DIRECT,
                    "service, forecast"));
        }
        Table table = answer(
                List.of(), "greenest", hours, "region", "eu-west-2", "basis", "direct", "hours", "2", "within", "6h");
        assertThat(table.heading()).containsEntry("start", "2026-10-10T06:00:00Z");
        assertThat(table.rows()).hasSize(1);
        assertThat(table.notes()).anyMatch(note -> note.contains("more regions are left out"));
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        assertThatThrownBy(() -> answer(List.of(), "greenest", "region", "eu-west-1", "basis", "marginal"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("the marginal intensity of aws eu-west-1 is not known for this time");
        assertThatThrownBy(() -> answer(List.of(), "greenest", "region", "eu-west-11"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no region is called eu-west-11");
        assertThatThrownBy(() -> answer(List.of(), "greenest", "region", "any", "provider", "vast-ai"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("any at vast-ai names no place");
        assertThatThrownBy(() -> answer(List.of(), "greenest", "region", "us-east-1"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("say which with --provider");
        assertThatThrownBy(() -> answer(List.of(), "greenest", "region", "eu-west-1", "instance", "p9.huge"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no p9.huge is sold on-demand in aws eu-west-1");
        Table unknown =
                answer(List.of(), "greenest", "region", "us-east-1", "provider", "aws", "instance", "trn1.32xlarge");
        assertThat(unknown.heading().get("energy_kwh")).isNull();
        assertThat(unknown.notes()).anyMatch(note -> note.contains("regions are compared by intensity alone"));
    }

    private static Table answer(List<Use> uses, String report, String... parameters) {
        return answer(uses, report, List.of(), parameters);
    }

    private static Table answer(List<Use> uses, String report, List<? extends Fact> facts, String... parameters) {
        Ledger ledger = Charged.ledger(uses, facts.toArray(Fact[]::new));
        return new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(Charged.NOW))
                .answer(report, Parameters.of(parameters));
    }

    private static BigDecimal sum(Table table, String column) {
        int index = index(table, column);
        return table.rows().stream()
                .map(row -> row.get(index))
                .filter(Objects::nonNull)
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal value(Table table, String part) {
        return new BigDecimal(Objects.requireNonNull(cell(table, "part", part, "value")));
    }

    private static @Nullable String cell(Table table, String key, String value, String column) {
        return table.rows().stream()
                .filter(row -> value.equals(row.get(index(table, key))))
                .findFirst()
                .orElseThrow()
                .get(index(table, column));
    }

    private static int index(Table table, String column) {
        return table.columns().stream().map(Column::name).toList().indexOf(column);
    }

    private static BigDecimal heading(Table table, String name) {
        return new BigDecimal(Objects.requireNonNull(table.heading().get(name)));
    }

    private static Table part(Table table, String name) {
        return table.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
