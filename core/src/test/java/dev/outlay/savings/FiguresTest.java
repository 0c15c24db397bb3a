package dev.outlay.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The key figures and unit costs, through the reports that show them.
final class FiguresTest {

    private static final Span TEN = Shop.hours(0, 10);

    @Test
    void whatIsNotKnownIsSaidWithItsReason() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .gpus("a", null, CapacityType.ON_DEMAND, TEN, "2")
                .open()) {
            Table kpi = outlay.answer("kpi", Parameters.NONE);
            assertThat(value(kpi, "cost_per_prediction")).isNull();
            assertThat(reason(kpi, "cost_per_prediction")).contains("give --predictions");
            assertThat(reason(kpi, "training_cost_efficiency")).contains("no charge of a run");
            assertThat(reason(kpi, "gpu_hours_used")).contains("no use of a GPU has a measured utilization");
            assertThat(reason(kpi, "waste_reduction")).contains("no beginning or no end");
            assertThat(reason(kpi, "optimization_roi")).contains("--investment");
            assertThat(reason(kpi, "budget_variance")).contains("--budget");
            assertThat(value(kpi, "gpu_hours_capacity")).isEqualTo("20");
        }
    }

    @Test
    void theMetricOfRunsCountsPredictionsAndOnlyTheirChargesPay() throws Exception {
        Run run = new Run(
                Origin.of("runs/r", "test"),
                Shop.DAY,
                TEN,
                "r",
                1,
                RunStatus.SUCCEEDED,
                new Owner(null, null, null, null, null, null, null, null, null, "r"),
                null,
                Map.of("predictions", new BigDecimal("400")));
        Shop shop = Shop.withPrices().gpus("a", null, CapacityType.ON_DEMAND, TEN, "2");
        shop.add(run).ofRun("b", "r", TEN, "1");
        try (Outlay outlay = shop.open()) {
            Table kpi = outlay.answer("kpi", Parameters.NONE);
            assertThat(value(kpi, "cost_per_prediction")).isEqualTo("0.05");
            assertThat(value(kpi, "training_cost_efficiency")).isEqualTo("1.000000");
        }
    }

    @Test
    void twoWholeMonthsAreCompared() throws Exception {
        Shop shop = Shop.withPrices()
                .gpus("start", null, CapacityType.ON_DEMAND, Shop.hours(-5 * 24, -4 * 24), "1")
                .gpus("a", null, CapacityType.ON_DEMAND, Shop.hours(0, 10), "2")
                .gpus("b", null, CapacityType.ON_DEMAND, Shop.hours(27 * 24, 27 * 24 + 10), "3")
                .gpus("end", null, CapacityType.ON_DEMAND, Shop.hours(56 * 24, 57 * 24), "1");
        try (Outlay outlay = shop.open()) {
            Table kpi = outlay.answer("kpi", Parameters.of("from", "2026-10-01", "to", "2026-12-01"));
            // charges reach from 30 September to 30 November: 40 in October, 60 + 48 in November
            assertThat(value(kpi, "month_over_month")).isEqualTo("170.00");
            assertThat(kpi.parts().getFirst().rows())
                    .containsExactly(
                            Arrays.asList("2026-10", "USD", "40.00", null, null, "whole"),
                            List.of("2026-11", "USD", "108.00", "68.00", "170.00", "whole"));
        }
    }

    @Test
    void wasteIsComparedOnlyWithASpanThatWasChargedFromItsBeginning() throws Exception {
        Shop shop = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, Shop.hours(0, 20))
                .gpus("a", "n1", CapacityType.ON_DEMAND, Shop.hours(0, 20), "2")
                .node("n2", CapacityType.ON_DEMAND, Shop.hours(24, 44))
                .gpus("b", "n2", CapacityType.ON_DEMAND, Shop.hours(24, 44), "3");
        try (Outlay outlay = shop.open()) {
            assertThat(value(
                            outlay.answer("kpi", Parameters.of("from", "2026-10-06", "to", "2026-10-07")),
                            "waste_reduction"))
                    .isEqualTo("50.00");
            assertThat(reason(
                            outlay.answer("kpi", Parameters.of("from", "2026-10-05", "to", "2026-10-07")),
                            "waste_reduction"))
                    .contains("charges begin within the span");
        }
    }

    @Test
    void aBudgetInAnotherCurrencyHasNoVariance() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .gpus("a", null, CapacityType.ON_DEMAND, TEN, "2")
                .open()) {
            Table kpi = outlay.answer("kpi", Parameters.of("budget", "50 EUR"));
            assertThat(reason(kpi, "budget_variance")).contains("nothing was charged in EUR");
            assertThat(value(outlay.answer("kpi", Parameters.of("budget", "50 USD")), "budget_variance"))
                    .isEqualTo("-10.00");
        }
    }

    @Test
    void unitCostsTimesTheirQuantitiesAreTheCost() throws Exception {
        Shop shop = Shop.withPrices()
                .gpus("a", null, CapacityType.ON_DEMAND, TEN, "2")
                .gpus("b", null, CapacityType.SPOT, Shop.hours(0, 3), "1");
        try (Outlay outlay = shop.open()) {
            Table units = outlay.answer("units", Parameters.NONE);
            List<@Nullable String> row = units.rows().getFirst();
            assertThat(row.subList(0, 5)).isEqualTo(List.of("2026-10", "USD", "1.836956521739130435", "23", "GPUs"));
            assertThat(row.subList(5, 9)).containsOnlyNulls();
            assertThat(row.getLast()).isEqualTo("42.25");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "investment, 1200, an amount and its currency are expected",
        "investment, -3 USD, not negative",
        "investment, 5 dollars, a currency is three upper-case letters",
        "filter, colour=red, unknown dimension"
    })
    void saysWhatIsWrongWithAnOption(String name, String value, String message) throws Exception {
        try (Outlay outlay = Shop.withPrices().open()) {
            assertThatThrownBy(() -> outlay.answer("savings", Parameters.of(name, value)))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void roiTakesNoGroupsAndAnInvestmentNeedsIt() throws Exception {
        try (Outlay outlay = Shop.withPrices().open()) {
            assertThatThrownBy(() -> outlay.answer("cost", Parameters.of("roi", "true", "by", "team")))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessageContaining("by was given together with roi");
            assertThatThrownBy(() -> outlay.answer("cost", Parameters.of("investment", "5 USD")))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessageContaining("give --roi too");
            assertThat(outlay.answer("cost", Parameters.of("roi", "true")).notes())
                    .anyMatch(note -> note.contains("nothing was charged"));
        }
    }

    private static @Nullable String value(Table kpi, String name) {
        return row(kpi, name).get(1);
    }

    private static @Nullable String reason(Table kpi, String name) {
        return row(kpi, name).getLast();
    }

    private static List<@Nullable String> row(Table kpi, String name) {
        return kpi.rows().stream()
                .filter(row -> name.equals(row.getFirst()))
                .findFirst()
                .orElseThrow();
    }
}
