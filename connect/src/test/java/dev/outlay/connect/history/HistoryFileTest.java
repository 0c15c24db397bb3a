package dev.outlay.connect.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Connectors;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.PricingUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    Path folder;

    @Test
    void pricesAreReadFromListsAndFromMapsByNameAndByProvider() throws SourceException, IOException {
        assertThat(prices("""
                [{"timestamp": "2026-10-01T10:00:00", "provider": "AWS", "instance_type": "p3.2xlarge",
                  "region": "us-east-1", "price": 3.06, "currency": "USD"}]
                """))
                .containsExactly("2026-10-01T10:00:00Z aws p3.2xlarge us-east-1 on-demand 3.06 USD Hour");
        assertThat(prices("""
                {"version": 2, "last_updated": "2026-10-02", "prices": {
                  "aws:p3.2xlarge:us-east-1": [
                    {"timestamp": "2026-10-01T10:00:00+02:00", "spot_price": 0.9, "on_demand_price": 3.06}]}}
                """))
                .containsExactlyInAnyOrder(
                        "2026-10-01T08:00:00Z aws p3.2xlarge us-east-1 spot 0.9 EUR Hour",
                        "2026-10-01T08:00:00Z aws p3.2xlarge us-east-1 on-demand 3.06 EUR Hour");
        assertThat(prices("""
                {"gcp": {"a2-highgpu-1g": {"us-central1": {"2026-10-01": {"price_per_hour_usd": 3.67}}}}}
                """))
                .containsExactly("2026-10-01T00:00:00Z gcp a2-highgpu-1g us-central1 on-demand 3.67 USD Hour");
        assertThat(prices("""
                {"provider": "lambda", "history": [
                  {"time": 1790000000, "gpu_type": "H100", "price": 2.5, "is_spot": true}]}
                """)).containsExactly("2026-09-21T14:13:20Z lambda H100 null spot 2.5 EUR GPU-Hour");
    }

    @Test
    void costsAreMeteredOrEstimatedAsTheySayAndKeepTheirOwner() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "cost_history.json", """
                {"costs": [
                  {"date": "2026-10-01", "cost_usd": 12.5, "team": "vision", "project": "p", "service": "compute"},
                  {"date": "2026-10-01", "cost_usd": 12.5, "team": "vision", "project": "p", "service": "compute"},
                  {"start_time": "2026-10-02T00:00:00", "end_time": "2026-10-02T06:00:00", "total_cost": 30,
                   "run_id": "r-1", "gpu_type": "A100", "gpu_hours": 12, "price_per_hour": 5},
                  {"timestamp": "2026-10-03T10:00:00", "estimated_cost": 7},
                  {"timestamp": "2026-10-03T10:00:00", "actual_cost": 8, "estimated_cost": 7, "status": "completed"},
                  {"timestamp": "2026-10-04T00:00:00", "cost": 1, "status": "forecast", "duration_hours": 0.5}
                ]}
                """);
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(file, "EUR"))).isEqualTo(new Appended(6, 0, 0, null));
            assertThat(ledger.append(reading(file, "EUR"))).isEqualTo(new Appended(0, 6, 0, null));
            assertThat(Ledgers.facts(ledger, Charge.class).stream()
                            .map(charge ->
                                    charge.period() + " " + charge.status().text() + " "
                                            + charge.costs().effective() + " "
                                            + charge.owner().team() + " "
                                            + charge.owner().run() + " " + charge.tags())
                            .toList())
                    .containsExactlyInAnyOrder(
                            "2026-10-01T00:00:00Z to 2026-10-02T00:00:00Z metered 12.50 USD vision null {}",
                            "2026-10-01T00:00:00Z to 2026-10-02T00:00:00Z metered 12.50 USD vision null {}",
                            "2026-10-02T00:00:00Z to 2026-10-02T06:00:00Z metered 30.00 EUR null r-1 {}",
                            "2026-10-03T10:00:00Z to 2026-10-03T10:00:01Z estimated 7.00 EUR null null {}",
                            "2026-10-03T10:00:00Z to 2026-10-03T10:00:01Z metered 8.00 EUR null null"
                                    + " {estimated_cost=7}",
                            "2026-10-04T00:00:00Z to 2026-10-04T00:30:00Z estimated 1.00 EUR null null {}");
        }
    }

    @Test
    void aMapOfDaysIsCostsByDay() throws SourceException, IOException {
        Path file = Ledgers.write(
                folder, "c.json", "{\"project\": \"p\", \"daily_costs\": {\"2026-10-01\": 1.5, \"2026-10-02\": 2}}");
        var ledger = new MemoryLedger();
        assertThat(ledger.append(reading(file, "USD"))).isEqualTo(new Appended(2, 0, 0, null));
        assertThat(Ledgers.facts(ledger, Charge.class))
                .allMatch(charge -> "p".equals(charge.owner().project())
                        && charge.period().length().toDays() == 1);
    }

    @Test
    void whatIsMissingIsRefusedByIndexAndBudgetsAndRecommendationsSayWhatToDo() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "mixed.json", """
                [{"price": 1, "timestamp": "2026-10-01", "currency": "USD"},
                 {"price": 1, "provider": "aws", "instance_type": "x", "currency": "USD"},
                 {"price": "cheap", "timestamp": "2026-10-01", "provider": "aws", "instance_type": "x"},
                 {"cost": 1, "timestamp": "2026-10-01"},
                 {"cost": 1, "timestamp": "noon", "currency": "USD"},
                 {"name": "x"},
                 5,
                 {"budget_id": "b", "monthly_limit": 5000, "alert_thresholds": [0.5, 0.8]},
                 {"recommendation_type": "rightsizing", "potential_savings": 120.5}]
                """);
        var ledger = new MemoryLedger();
        assertThat(ledger.append(reading(file, null))).isEqualTo(new Appended(0, 0, 9, null));
        assertThat(Ledgers.refused(ledger))
                .anyMatch(line -> line.equals("1 [0]: a price names its provider, such as aws"))
                .anyMatch(line -> line.startsWith("2 [1]: the record says no time"))
                .anyMatch(line -> line.startsWith("3 [2].price: price is a number"))
                .anyMatch(line -> line.startsWith("4 [3].cost: the record says no currency"))
                .anyMatch(line -> line.startsWith("5 [4]: an instant is written as in ISO 8601"))
                .anyMatch(line -> line.startsWith("6 [5]: the record is neither a price nor a cost"))
                .anyMatch(line -> line.equals("7 [6]: a record is an object with fields"))
                .anyMatch(line -> line.startsWith("8 [7]: budgets are no history"))
                .anyMatch(line -> line.startsWith("9 [8]: recommendations of another tool are not kept"));
    }

    @Test
    void whatIsNoJsonIsRefusedWhole() throws IOException {
        assertThatThrownBy(() -> reading(Ledgers.write(folder, "x.json", "price,1\n"), null))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("x.json is no history file");
        assertThatThrownBy(() -> reading(Ledgers.write(folder, "y.json", "77"), null))
                .hasMessageContaining("it is neither a list nor an object");
    }

    private List<String> prices(String text) throws SourceException, IOException {
        Path file = Ledgers.write(folder, "price_history.json", text);
        var ledger = new MemoryLedger();
        Appended appended = ledger.append(reading(file, "EUR"));
        assertThat(Ledgers.refused(ledger)).isEmpty();
        assertThat(ledger.append(reading(file, "EUR")).added()).isZero();
        List<Price> prices = Ledgers.facts(ledger, Price.class);
        assertThat(prices).hasSize((int) appended.added());
        assertThat(prices).allMatch(price -> price.unitPrice().unit() != PricingUnit.GIB);
        return prices.stream()
                .map(price -> price.at() + " " + price.provider() + " " + price.sku() + " " + price.region() + " "
                        + capacity(price.capacityType()) + " "
                        + price.unitPrice().price().amount().toPlainString() + " "
                        + price.unitPrice().price().currency() + " "
                        + price.unitPrice().unit().text())
                .toList();
    }

    private static String capacity(CapacityType type) {
        return type.text();
    }

    private static Reading reading(Path file, @Nullable String currency) throws SourceException {
        return Connectors.source("history", file, Ledgers.CLOCK, Progress.NONE, currency)
                .read(Ledgers.ALWAYS);
    }
}
