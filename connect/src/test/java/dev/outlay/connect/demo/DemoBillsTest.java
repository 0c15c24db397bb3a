package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
                .noneMatch(line -> line.cell("ServiceName").contains("GPU"));
    }

    @Test
    void everyBillLineSaysWhatItCostsAndFallsIntoItsMonth() {
        assertThat(lines(company.bills())).isNotEmpty().allSatisfy(line -> {
            assertThat(line.cells()).hasSize(43);
            assertThat(List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost"))
                    .allSatisfy(column -> assertThat(line.decimal(column)).isNotNull());
            Instant from = Instant.parse(line.cell("ChargePeriodStart"));
            assertThat(from).isBetween(Instant.parse("2026-09-23T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));
            assertThat(Instant.parse(line.cell("BillingPeriodStart"))).isBeforeOrEqualTo(from);
            assertThat(Instant.parse(line.cell("BillingPeriodEnd"))).isAfter(from);
        });
    }

    @Test
    void usageOnABillIsQuantityTimesPrice() {
        assertThat(lines(company.bills()))
                .filteredOn(line -> !line.cell("PricingQuantity").isEmpty())
                .isNotEmpty()
                .allSatisfy(line -> {
                    BigDecimal quantity = line.decimal("PricingQuantity");
                    assertThat(line.decimal("BilledCost"))
                            .isEqualByComparingTo(quantity.multiply(line.decimal("ContractedUnitPrice")));
                    assertThat(line.decimal("ListCost"))
                            .isEqualByComparingTo(quantity.multiply(line.decimal("ListUnitPrice")));
                });
    }

    @Test
    void aCommitmentIsPaidMonthlyAndUsedDaily() {
        List<CsvRow> committed = lines(company.bills()).stream()
                .filter(line -> line.cell("CommitmentDiscountId").equals("commitment-1"))
                .toList();
        assertThat(committed)
                .filteredOn(line -> line.cell("ChargeCategory").equals("Purchase"))
                .hasSize(2)
                .allMatch(line -> line.decimal("EffectiveCost").signum() == 0);
        assertThat(committed)
                .filteredOn(line -> line.cell("ChargeCategory").equals("Usage"))
                .hasSize(60)
                .allMatch(line -> line.decimal("BilledCost").signum() == 0);
    }

    @Test
    void someOfItIsUntaggedAndThereIsACredit() {
        List<CsvRow> lines = lines(company.bills());
        assertThat(lines).anyMatch(line -> line.cell("Tags").isEmpty());
        assertThat(lines).anyMatch(line -> line.cell("Tags").contains("\"team\": \"speech\""));
        assertThat(lines).anyMatch(line -> line.decimal("BilledCost").signum() < 0);
    }

    @Test
    void theLastBillIsAboutDaysThatWereBilledBefore() {
        assertThat(company.files().getLast()).hasFileName("bill-gcp-2026-09-late.csv");
        assertThat(CsvRows.of(company.files().getLast()))
                .hasSize(18)
                .allMatch(line ->
                        Instant.parse(line.cell("ChargePeriodEnd")).compareTo(Instant.parse("2026-09-29T00:00:00Z"))
                                <= 0);
    }

    @Test
    void onePriceChangesOnceInTheMiddle() {
        Path prices = company.files().getFirst();
        assertThat(CsvRows.of(prices))
                .filteredOn(price -> price.cell("provider").equals("nebius"))
                .extracting(price -> price.cell("from") + " " + price.cell("price"))
                .containsExactly("2026-09-23T00:00:00Z 2.60", "2026-10-23T00:00:00Z 2.15");
    }

    private static List<CsvRow> lines(List<Path> bills) {
        return bills.stream().flatMap(bill -> CsvRows.of(bill).stream()).toList();
    }
}
