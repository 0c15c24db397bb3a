package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Price;
import dev.outlay.pricing.Spots;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.PricingUnit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceReportsTest {

    private static final List<Price> PRICES = List.of(
            Spots.spot("us-east-1a", "8", "2026-10-01T00:00:00Z"),
            Spots.spot("us-east-1a", "10", "2026-10-30T12:00:00Z"),
            Spots.spot("us-east-1a", "7", "2026-10-31T12:00:00Z"),
            Spots.spot("us-east-1b", "30", "2026-10-20T00:00:00Z"),
            Spots.price(
                    "runpod",
                    "H100-SXM5-80GB",
                    null,
                    null,
                    CapacityType.ON_DEMAND,
                    "2.4",
                    PricingUnit.GPU_HOUR,
                    "2026-10-31T00:00:00Z"),
            Spots.price(
                    "vast-ai",
                    "nvidia-h100-sxm5-80gb-x4",
                    "any",
                    null,
                    CapacityType.SPOT,
                    "5",
                    PricingUnit.HOUR,
                    "2026-10-31T00:00:00Z"));

    @Test
    void hoursOfTheDayTellWhenARegionWasCheap() {
        Table table = ask("price-hours", "instance", "p4d.24xlarge", "zone", "us-east-1a", "last", "2d");
        assertThat(table.rows()).hasSize(24);
        // 8 USD until noon of the 30th, then 10, then 7 from noon of the 31st on
        assertThat(cells(table, "hour")).startsWith("0", "1").endsWith("23");
        List<@Nullable String> means = cells(table, "mean");
        assertThat(means.get(3)).isEqualTo("9.00");
        assertThat(means.get(15)).isEqualTo("8.50");
        assertThat(cells(table, "mean_per_gpu").get(15)).isEqualTo("1.0625");
        assertThat(cells(table, "min").get(15)).isEqualTo("7.00");
        assertThat(cells(table, "max").get(15)).isEqualTo("10.00");
        assertThat(cells(table, "known_hours")).containsOnly("2");
    }

    @Test
    void hoursWithoutAPriceStayEmptyAndASpanWithoutAnyIsSaid() {
        Table table = ask("price-hours", "gpu", "H100", "provider", "runpod", "last", "12h");
        assertThat(cells(table, "mean_per_gpu")).contains("2.40");
        assertThat(cells(table, "mean")).containsNull();
        assertThat(ask("price-hours", "provider", "nobody").notes())
                .anyMatch(note -> note.contains("the ledger has no price"));
    }

    @Test
    void aHistoryHasOneRowForEachPriceWithFromToAndOrigin() {
        Table table = ask("price-history", "instance", "p4d.24xlarge", "zone", "us-east-1a");
        assertThat(cells(table, "price")).containsExactly("8.00", "10.00", "7.00");
        assertThat(cells(table, "from"))
                .containsExactly("2026-10-01T00:00:00Z", "2026-10-30T12:00:00Z", "2026-10-31T12:00:00Z");
        assertThat(cells(table, "to")).containsExactly("2026-10-30T12:00:00Z", "2026-10-31T12:00:00Z", null);
        assertThat(cells(table, "change_percent")).containsExactly(null, "25.00", "-30.00");
        assertThat(cells(table, "gpu_model")).containsOnly("A100-SXM4-40GB");
        assertThat(cells(table, "source")).containsOnly("test feed");
        assertThat(cells(table, "price_id")).allSatisfy(id -> assertThat(id).startsWith("feed/aws/"));
    }

    @Test
    void aHistoryOfASpanBeginsWithThePriceThatHeldThen() {
        Table table = ask("price-history", "gpu", "A100", "zone", "us-east-1a", "last", "24h");
        assertThat(cells(table, "price")).containsExactly("10.00", "7.00");
    }

    @Test
    void statisticsAreOfTheLastDayUnlessASpanIsAskedFor() {
        Table day = ask("price-stats", "zone", "us-east-1a");
        assertThat(cells(day, "mean")).containsExactly("8.50");
        assertThat(cells(day, "min")).containsExactly("7.00");
        assertThat(cells(day, "max")).containsExactly("10.00");
        assertThat(cells(day, "current")).containsExactly("7.00");
        assertThat(cells(day, "trend_percent")).containsExactly("-30.00");
        assertThat(cells(day, "direction")).containsExactly("down");
        Table month = ask("price-stats", "zone", "us-east-1a", "last", "31d");
        assertThat(cells(month, "trend_percent")).containsExactly("-12.50");
        assertThat(cells(month, "known_hours")).containsExactly("744");
    }

    @Test
    void aPriceThatNeverMovedIsSteady() {
        Table table = ask("price-stats", "zone", "us-east-1b");
        assertThat(cells(table, "direction")).containsExactly("steady");
        assertThat(cells(table, "changes")).containsExactly("0");
    }

    @Test
    void nothingInTheLedgerIsSaidAndIsNoMistake() {
        Table table = ask("price-stats", "provider", "azure");
        assertThat(table.rows()).isEmpty();
        assertThat(table.notes()).anyMatch(note -> note.contains("the ledger has no price for provider azure"));
    }

    @Test
    void theCheapestIsOfTheLedgerWhereItHasAPriceAndElseOfTheCatalog() {
        Table spot = ask("price-cheapest", "instance", "p4d.24xlarge", "region", "us-east-1", "capacity", "spot");
        assertThat(cells(spot, "zone")).containsExactly("us-east-1a", "us-east-1b");
        assertThat(cells(spot, "per_hour")).containsExactly("7.00", "30.00");
        assertThat(cells(spot, "per_gpu_hour")).containsExactly("0.875", "3.75");
        assertThat(cells(spot, "known_from")).containsOnly("ledger");
        Table table = ask("price-cheapest", "gpu", "A100", "gpu-count", "8", "region", "us-east-1");
        assertThat(cells(table, "known_from")).contains("catalog");
        assertThat(cells(table, "source")).doesNotContainNull();
        assertThat(table.heading()).containsEntry("of_the_ledger", "2");
    }

    @Test
    void aPriceOfOneGpuStandsForAsManyAsAreAskedFor() {
        Table table = ask(
                "price-cheapest",
                "gpu",
                "H100-SXM5-80GB",
                "gpu-count",
                "8",
                "provider",
                "runpod",
                "capacity",
                "on-demand");
        assertThat(cells(table, "known_from")).containsOnly("ledger");
        assertThat(cells(table, "per_hour")).contains("19.20");
        assertThat(cells(table, "per_gpu_hour")).containsOnly("2.40");
    }

    @Test
    void aNameOfGpusWithACountIsAMachineOfSoMany() {
        Table four = ask("price-cheapest", "gpu", "H100", "gpu-count", "4", "provider", "vast-ai", "capacity", "spot");
        assertThat(cells(four, "sku")).contains("nvidia-h100-sxm5-80gb-x4");
        assertThat(cells(four, "per_hour")).contains("5.00");
        assertThat(cells(four, "per_gpu_hour")).contains("1.25");
        Table history = ask("price-history", "provider", "vast-ai");
        assertThat(cells(history, "gpu_model")).containsExactly("H100-SXM5-80GB");
    }

    @ParameterizedTest
    @CsvSource({
        "gpu, H1000, no GPU is called",
        "currency, XXX, no price in XXX holds now",
        "currency, us, three upper-case letters",
        "gpu-count, 0, above zero",
        "capacity, borrowed, unknown capacity type"
    })
    void whatCannotBeAnsweredIsRefusedWithTheReason(String name, String value, String why) {
        assertThatThrownBy(() -> ask("price-cheapest", name, value))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining(why);
    }

    @Test
    void spotIsAdvisedWhereItIsCheapSteadyAndRarelyTakenBack() {
        Table table = ask(
                "price-recommend",
                "gpu",
                "A100",
                "gpu-count",
                "8",
                "instance",
                "p4d.24xlarge",
                "region",
                "us-east-1",
                "max-interruption",
                "100");
        assertThat(table.heading().get("recommendation"))
                .startsWith("spot p4d.24xlarge of aws in us-east-1a (8 x A100-SXM4-40GB) at 7.00 USD per hour")
                .contains("saves", "of machines a month", "at most 10.00 USD per hour");
        assertThat(cells(table, "verdict").getFirst()).isEqualTo("take");
        assertThat(cells(table, "zone").getLast()).isEqualTo("us-east-1b");
        assertThat(cells(table, "verdict").getLast()).isEqualTo("avoid");
        assertThat(cells(table, "why").getLast()).contains("which on-demand would not have been");
    }

    @Test
    void spotThatIsOftenTakenBackIsNot() {
        Table table = ask(
                "price-recommend",
                "gpu",
                "A100",
                "gpu-count",
                "8",
                "instance",
                "p4d.24xlarge",
                "region",
                "us-east-1",
                "max-interruption",
                "1");
        assertThat(table.heading().get("recommendation")).startsWith("on-demand p4d.24xlarge");
    }

    @Test
    void spotWithoutAHistoryIsNamedButNotAdvised() {
        Table table = ask(
                "price-recommend",
                "gpu",
                "A100",
                "gpu-count",
                "8",
                "provider",
                "aws",
                "region",
                "us-west-2",
                "max-interruption",
                "100");
        assertThat(table.heading().get("recommendation")).startsWith("on-demand");
        assertThat(table.notes())
                .anyMatch(note -> note.contains("not known well enough") && note.contains("not in the ledger"));
        Table accepted = ask(
                "price-recommend",
                "gpu",
                "A100",
                "gpu-count",
                "8",
                "provider",
                "aws",
                "region",
                "us-west-2",
                "max-interruption",
                "100",
                "accept-unknown",
                "true");
        assertThat(accepted.heading().get("recommendation")).startsWith("spot");
    }

    @Test
    void alertsNameBothPricesTheirDatesAndTheSource() {
        Table table = ask("price-alerts", "last", "24h");
        assertThat(cells(table, "alert")).containsExactly("drop", "low");
        assertThat(cells(table, "price_before")).containsExactly("10.00", "7.00");
        assertThat(cells(table, "before_since")).startsWith("2026-10-30T12:00:00Z");
        assertThat(cells(table, "price_now")).containsOnly("7.00");
        assertThat(cells(table, "now_since")).containsOnly("2026-10-31T12:00:00Z");
        assertThat(cells(table, "percent")).containsExactly("-30.00", "0.00");
        assertThat(cells(table, "source")).containsOnly("test feed");
        assertThat(cells(ask("price-alerts", "last", "24h", "drop", "31"), "alert"))
                .containsExactly("low");
    }

    private static Table ask(String report, String... parameters) {
        try (var outlay = new Outlay(
                () -> Spots.ledger(PRICES),
                Catalog.builtin(),
                InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")))) {
            return outlay.answer(report, Parameters.of(parameters));
        }
    }

    private static List<@Nullable String> cells(Table table, String column) {
        return Arrays.asList(
                table.rows().stream().map(row -> cell(table, row, column)).toArray(String[]::new));
    }

    private static @Nullable String cell(Table table, List<@Nullable String> row, String column) {
        return row.get(table.columns().stream().map(Column::name).toList().indexOf(column));
    }
}
