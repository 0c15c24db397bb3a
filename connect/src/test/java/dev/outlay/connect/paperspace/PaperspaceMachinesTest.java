package dev.outlay.connect.paperspace;

import static dev.outlay.connect.http.FakeSystem.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.feed.FeedBench;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the console asks for, spoken by a system on this machine.
class PaperspaceMachinesTest {

    @TempDir
    Path folder;

    private static String type(String label, String gpu, String rate, String... regions) {
        var places = new StringBuilder();
        for (String region : regions) {
            places.append(places.isEmpty() ? "" : ",")
                    .append("{\"machineType\": \"%s\", \"region\": \"%s\", \"isAvailable\": false}"
                            .formatted(label, region));
        }
        return """
                {"label": "%s", "cpus": 12, "ram": "96636764160", "gpu": %s, "supportsNvlink": false,
                 "defaultUsageRates": [{"description": "%s monthly", "rate": 999, "type": "monthly"},
                 {"description": "%s hourly", "rate": %s, "type": "hourly"}], "availability": [%s]}""".formatted(label, gpu, label, label, rate, places);
    }

    private static String types(String... types) {
        return "{\"result\": {\"data\": {\"json\": {\"machineTypes\": [" + String.join(",", types) + "]}}}}";
    }

    private FeedBench bench(FakeSystem system) {
        return new FeedBench(folder, system, "/trpc/machines.createFormDataV2", new PaperspaceMachines())
                .set("PAPERSPACE_API_KEY", "key");
    }

    @Test
    void statesTheHourlyRateOfMachinesWithGpusInEachRegion() throws Exception {
        try (var system = FakeSystem.inTurn(answer(
                        200,
                        types(
                                type("A100-80G", "\"Ampere A100 80G\"", "3.18", "East Coast (NY2)", "Europe (AMS1)"),
                                type("C5", "null", "0.08", "East Coast (NY2)"),
                                type("Free-A4000", "\"Ampere A4000\"", "0", "East Coast (NY2)"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=2 new=2 refused=0");
            assertThat(bench.prices())
                    .containsExactly(
                            "2026-11-22T12:00:00Z A100-80G East Coast (NY2) on-demand 3.18 USD per Hour",
                            "2026-11-22T12:00:00Z A100-80G Europe (AMS1) on-demand 3.18 USD per Hour");
            assertThat(system.asked.getFirst().header("Authorization")).isEqualTo("Bearer key");
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=2 new=0 refused=0");
        }
    }

    @Test
    void waitsWhereItIsThrottledAndRefusesTypesOfAnotherForm() throws Exception {
        String rates = type("A4000", "\"Ampere A4000\"", "0.76", "East Coast (NY2)");
        try (var system = FakeSystem.inTurn(
                        answer(503, "", "Retry-After", "5"),
                        answer(
                                200,
                                types(
                                        rates,
                                        rates.replace("defaultUsageRates", "usageRates"),
                                        rates.replace("\"hourly\"", "\"daily\""))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=1 refused=2");
            assertThat(bench.pace.sleeps).extracting(Duration::toSeconds).contains(5L);
            assertThat(bench.refused())
                    .containsExactly(
                            "machineTypes[1].defaultUsageRates: null: the field 'defaultUsageRates' is missing: the feed"
                                    + " may have changed its form",
                            "machineTypes[2].defaultUsageRates: null: no rate by the hour is listed");
        }
    }

    @Test
    void anotherFormOfTheWholeIsSaidAndTheLastGoodOneHolds() throws Exception {
        try (var system = FakeSystem.inTurn(
                        answer(200, types(type("A4000", "\"Ampere A4000\"", "0.76", "East Coast (NY2)"))),
                        answer(200, "{\"result\": {\"data\": {\"machineTypes\": []}}}"));
                var bench = bench(system)) {
            bench.fetch();
            bench.now = FeedBench.NOON.plusSeconds(7200);
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=stale prices=1 new=0 refused=0");
            assertThat(table.notes().getFirst()).contains("json: the field 'json' is missing");
        }
    }
}
