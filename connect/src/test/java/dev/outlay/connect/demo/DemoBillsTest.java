package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoBillsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:50:00Z");

    @TempDir
    static Path folder;

    private static SampleFolder company = new SampleFolder(Path.of(""), List.of(), List.of());

    @BeforeAll
    static void write() throws Exception {
        company = SampleFolder.written(folder, NOW);
    }

    @Test
    void whatTheMetersCountIsOnNoBill() {
        List<String> machines = Hardware.POOLS.stream().map(Pool::instanceType).toList();
        assertThat(lines(company.bills()))
                .noneMatch(line ->
                        machines.stream().anyMatch(machine -> line.toString().contains(machine)))
                .noneMatch(line -> line.get("ServiceName").contains("GPU"));
    }

    @Test
    void everyBillLineSaysWhatItCostsAndFallsIntoItsMonth() {
        assertThat(lines(company.bills())).isNotEmpty().allSatisfy(line -> {
            assertThat(line).hasSize(43);
            assertThat(List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost"))
                    .allSatisfy(column ->
                            assertThat(new BigDecimal(line.get(column))).isNotNull());
            Instant from = Instant.parse(line.get("ChargePeriodStart"));
            assertThat(from).isBetween(Instant.parse("2026-09-23T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));
            assertThat(Instant.parse(line.get("BillingPeriodStart"))).isBeforeOrEqualTo(from);
            assertThat(Instant.parse(line.get("BillingPeriodEnd"))).isAfter(from);
        });
    }

    @Test
    void usageOnABillIsQuantityTimesPrice() {
        assertThat(lines(company.bills()))
                .filteredOn(line -> !line.get("PricingQuantity").isEmpty())
                .isNotEmpty()
                .allSatisfy(line -> {
                    BigDecimal quantity = new BigDecimal(line.get("PricingQuantity"));
                    assertThat(new BigDecimal(line.get("BilledCost")))
                            .isEqualByComparingTo(quantity.multiply(new BigDecimal(line.get("ContractedUnitPrice"))));
                    assertThat(new BigDecimal(line.get("ListCost")))
                            .isEqualByComparingTo(quantity.multiply(new BigDecimal(line.get("ListUnitPrice"))));
                });
    }

    @Test
    void aCommitmentIsPaidMonthlyAndUsedDaily() {
        List<Map<String, String>> committed = lines(company.bills()).stream()
                .filter(line -> line.get("CommitmentDiscountId").equals("commitment-1"))
                .toList();
        assertThat(committed)
                .filteredOn(line -> line.get("ChargeCategory").equals("Purchase"))
                .hasSize(2)
                .allMatch(line -> new BigDecimal(line.get("EffectiveCost")).signum() == 0);
        assertThat(committed)
                .filteredOn(line -> line.get("ChargeCategory").equals("Usage"))
                .hasSize(60)
                .allMatch(line -> new BigDecimal(line.get("BilledCost")).signum() == 0);
    }

    @Test
    void someOfItIsUntaggedAndThereIsACredit() {
        List<Map<String, String>> lines = lines(company.bills());
        assertThat(lines).anyMatch(line -> line.get("Tags").isEmpty());
        assertThat(lines).anyMatch(line -> line.get("Tags").contains("\"team\": \"speech\""));
        assertThat(lines).anyMatch(line -> new BigDecimal(line.get("BilledCost")).signum() < 0);
    }

    @Test
    void theLastBillIsAboutDaysThatWereBilledBefore() {
        assertThat(company.files().getLast()).hasFileName("bill-gcp-2026-09-late.csv");
        assertThat(CsvRows.of(company.files().getLast()))
                .hasSize(18)
                .allMatch(line ->
                        Instant.parse(line.get("ChargePeriodEnd")).compareTo(Instant.parse("2026-09-29T00:00:00Z"))
                                <= 0);
    }

    @Test
    void onePriceChangesOnceInTheMiddle() {
        Path prices = company.files().getFirst();
        assertThat(CsvRows.of(prices))
                .filteredOn(price -> price.get("provider").equals("nebius"))
                .extracting(price -> price.get("from") + " " + price.get("price"))
                .containsExactly("2026-09-23T00:00:00Z 2.60", "2026-10-23T00:00:00Z 2.15");
    }

    private static List<Map<String, String>> lines(List<Path> bills) {
        return bills.stream().flatMap(bill -> CsvRows.of(bill).stream()).toList();
    }
}
