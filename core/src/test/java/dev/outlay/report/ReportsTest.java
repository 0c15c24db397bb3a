package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportsTest {

    private final Outlay outlay = new Outlay(
            MemoryLedger::new, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));

    @Test
    void tenHoursOnAV100CostThirtyDollarsSixty() {
        Table table = estimate("aws", "p3.2xlarge", "us-east-1");
        assertThat(table.heading())
                .containsEntry("total", "30.60")
                .containsEntry("currency", "USD")
                .containsEntry("price_date", "2026-07-20")
                .containsEntry("confidence", "published");
        assertThat(new BigDecimal(heading(table, "energy_kwh"))).isGreaterThan(new BigDecimal("3"));
        assertThat(new BigDecimal(heading(table, "carbon_kg"))).isPositive();
        assertThat(heading(table, "source")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "aws, p3.2xlarge, us-east-1",
        "aws, p3.8xlarge, us-east-1",
        "aws, p4d.24xlarge, us-east-1",
        "aws, g4dn.xlarge, us-east-1",
        "aws, g5.xlarge, us-east-1",
        "gcp, n1-standard-8-v100, us-central1",
        "gcp, n1-standard-32-v100-x4, us-central1",
        "gcp, a2-highgpu-1g, us-central1",
        "gcp, a2-highgpu-8g, us-central1",
        "gcp, n1-standard-4-t4, us-central1",
        "azure, Standard_NC6s_v3, eastus",
        "azure, Standard_NC24s_v3, eastus",
        "azure, Standard_ND96asr_v4, eastus",
        "azure, Standard_NC4as_T4_v3, eastus"
    })
    void everyInstanceTypeOfTheListHasAPriceEnergyAndCarbon(String provider, String instance, String region) {
        Table table = estimate(provider, instance, region);
        assertThat(new BigDecimal(heading(table, "total"))).isPositive();
        assertThat(new BigDecimal(heading(table, "energy_kwh"))).isPositive();
        assertThat(new BigDecimal(heading(table, "carbon_kg"))).isPositive();
    }

    @Test
    void theLinesOfAnEstimateSumToItsTotal() {
        Table table = outlay.answer(
                "estimate",
                Parameters.of(
                        "provider",
                        "aws",
                        "instance",
                        "g5.xlarge",
                        "region",
                        "us-east-1",
                        "hours",
                        "37.5",
                        "count",
                        "3",
                        "storage-gib",
                        "500",
                        "egress-gib",
                        "120"));
        BigDecimal sum = table.rows().stream()
                .map(row -> new BigDecimal(String.valueOf(row.get(2))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(table.rows()).hasSize(3);
        assertThat(sum).isEqualByComparingTo(heading(table, "total"));
    }

    @Test
    void aMissingPriceIsSaidAndLeavesNoTotal() {
        Table table = outlay.answer(
                "estimate",
                Parameters.of(
                        "provider",
                        "azure",
                        "instance",
                        "Standard_NC6s_v3",
                        "region",
                        "eastus",
                        "hours",
                        "1",
                        "capacity",
                        "owned"));
        assertThat(table.heading().get("total")).isNull();
        assertThat(table.notes()).anyMatch(note -> note.contains("no owned price of Standard_NC6s_v3"));
    }

    @Test
    void aComparisonIsRankedByCostOverManyProviders() {
        Table table = outlay.answer("compare", Parameters.of("gpu-count", "1", "hours", "10", "limit", "500"));
        List<BigDecimal> costs = table.rows().stream()
                .map(row -> new BigDecimal(String.valueOf(row.get(6))))
                .toList();
        assertThat(costs).isSorted();
        assertThat(table.rows().stream().map(row -> row.get(1)).distinct()).hasSizeGreaterThan(15);
    }

    @Test
    void aComparisonIsNarrowedToSpotA100sInEurope() {
        Table table = outlay.answer(
                "compare",
                Parameters.of(
                        "gpu-count", "8", "hours", "10", "gpu", "A100", "region-like", "europe", "capacity", "spot"));
        assertThat(table.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get(4)).startsWith("A100"));
        assertThat(table.rows().stream().map(row -> row.get(3)))
                .contains("westeurope")
                .doesNotContain("us-east-1");
    }

    @Test
    void nothingCostsLessThanTheMaximumAndTheCheapestIsNamed() {
        assertThatThrownBy(
                        () -> outlay.answer("compare", Parameters.of("gpu", "H100", "hours", "10", "max-cost", "0.01")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("the cheapest costs");
    }

    @ParameterizedTest
    @CsvSource({
        "awz, p3.2xlarge, us-east-1, 10, nearest: aws",
        "aws, p3.2xlrge, us-east-1, 10, p3.2xlarge",
        "aws, p3.2xlarge, mars-1, 10, us-east-1",
        "aws, p3.2xlarge, us-east-1, -3, must be above zero",
        "aws, p3.2xlarge, us-east-1, ten, not a decimal number"
    })
    void saysWhatIsWrongAndWhatWouldBeRight(
            String provider, String instance, String region, String hours, String message) {
        assertThatThrownBy(() -> outlay.answer(
                        "estimate",
                        Parameters.of("provider", provider, "instance", instance, "region", region, "hours", hours)))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAParameterThatAReportDoesNotTake() {
        assertThatThrownBy(() -> outlay.answer("cost", Parameters.of("colour", "red")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("cost knows no parameter 'colour'");
    }

    @Test
    void anEmptyLedgerCostsNothingAndSaysWhatToDo() {
        Table table = outlay.answer("cost", Parameters.NONE);
        assertThat(table.heading()).containsEntry("total", "0.00");
        assertThat(table.notes()).anyMatch(note -> note.contains("outlay import"));
    }

    private Table estimate(String provider, String instance, String region) {
        return outlay.answer(
                "estimate", Parameters.of("provider", provider, "instance", instance, "region", region, "hours", "10"));
    }

    private static String heading(Table table, String name) {
        @Nullable String value = table.heading().get(name);
        assertThat(value).as(name).isNotNull();
        return String.valueOf(value);
    }
}
