package dev.outlay.connect.lambda;

import static dev.outlay.connect.http.FakeSystem.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.connect.feed.FeedBench;
import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of instance types, spoken by a system on this machine in the shape that Lambda answers with.
class LambdaInstanceTypesTest {

    private static final String KEY = "secret_test_0123456789";

    @TempDir
    Path folder;

    private static String type(String name, String cents) {
        return """
                "%s": {"instance_type": {"name": "%s", "description": "1x A10 (24 GB PCIe)",
                 "gpu_description": "A10 (24 GB PCIe)", "price_cents_per_hour": %s,
                 "specs": {"vcpus": 30, "memory_gib": 226, "storage_gib": 1400, "gpus": 1}},
                 "regions_with_capacity_available": [{"name": "us-west-1", "description": "California, USA"}]}""".formatted(name, name, cents);
    }

    private static String types(String... types) {
        return "{\"data\": {" + String.join(",", types) + "}}";
    }

    private FeedBench bench(FakeSystem system) {
        return new FeedBench(folder, system, "/api/v1/instance-types", new LambdaInstanceTypes())
                .set("LAMBDA_API_KEY", KEY);
    }

    @Test
    void statesThePriceOfAMachineInEveryRegion() throws Exception {
        try (var system = FakeSystem.inTurn(answer(200, types(type("gpu_1x_a10", "129"), type("gpu_8x_v100", "632"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=2 new=2 refused=0");
            assertThat(bench.prices())
                    .containsExactly(
                            "2026-11-22T12:00:00Z gpu_1x_a10 null on-demand 1.29 USD per Hour",
                            "2026-11-22T12:00:00Z gpu_8x_v100 null on-demand 6.32 USD per Hour");
            assertThat(system.asked.getFirst().header("Authorization")).isEqualTo("Bearer " + KEY);
        }
    }

    @Test
    void isNotAskedWithoutAKeyAndSaysWhichOneToSet() throws Exception {
        try (var system = FakeSystem.inTurn(answer(200, types()));
                var bench = bench(system).set("LAMBDA_API_KEY", " ")) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=not-set-up prices=0 new=0 refused=0");
            assertThat(table.heading()).containsEntry("failed", "0");
            assertThat(table.notes()).containsExactly("lambda is not set up: set LAMBDA_API_KEY in the environment");
            assertThatExceptionOfType(CallersMistake.class)
                    .isThrownBy(() -> bench.fetch(new PriceFetch.Wish(List.of("Lambda"), false)))
                    .withMessage("cannot fetch the prices of lambda: it takes credentials, so set LAMBDA_API_KEY in the"
                            + " environment");
            assertThat(system.asked).isEmpty();
        }
    }

    @Test
    void saysThatTheKeyIsNotTakenWithoutTellingIt() throws Exception {
        String error = "{\"error\": {\"code\": \"global/invalid-api-key\", \"message\": \"API key " + KEY
                + " was invalid.\", \"suggestion\": \"Create a new one.\"}}";
        try (var system = FakeSystem.inTurn(answer(403, error));
                var bench = bench(system)) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=failed prices=0 new=0 refused=0");
            assertThat(table.notes().getFirst())
                    .contains("does not take the credentials it was given (status 403)")
                    .doesNotContain(KEY);
            assertThat(system.asked).hasSize(1);
        }
    }

    @Test
    void aSecondFetchChangesNothingAndAChangeIsAnewPrice() throws Exception {
        try (var system = FakeSystem.inTurn(
                        answer(200, types(type("gpu_1x_a10", "129")), "ETag", "\"1\""),
                        answer(304, ""),
                        answer(200, types(type("gpu_1x_a10", "119")), "ETag", "\"2\""),
                        answer(200, types(type("gpu_1x_a10", "129")), "ETag", "\"3\""));
                var bench = bench(system)) {
            for (int day = 0; day < 4; day++) {
                bench.now = FeedBench.NOON.plusSeconds(day * 86_400L);
                bench.fetch();
            }
            // back to what it was is a change too
            assertThat(bench.prices())
                    .containsExactly(
                            "2026-11-22T12:00:00Z gpu_1x_a10 null on-demand 1.29 USD per Hour",
                            "2026-11-24T12:00:00Z gpu_1x_a10 null on-demand 1.19 USD per Hour",
                            "2026-11-25T12:00:00Z gpu_1x_a10 null on-demand 1.29 USD per Hour");
        }
    }

    @Test
    void waitsWhereItIsThrottledAndGivesUpOnAnHour() throws Exception {
        try (var system = FakeSystem.inTurn(
                        answer(429, "", "Retry-After", "12"),
                        answer(200, types(type("gpu_1x_a10", "129"))),
                        answer(429, "", "Retry-After", "3600"));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=1 refused=0");
            assertThat(bench.pace.sleeps).extracting(Duration::toSeconds).containsExactly(12L);
            bench.now = FeedBench.NOON.plusSeconds(7200);
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=stale prices=1 new=0 refused=0");
            assertThat(table.notes().getFirst())
                    .contains(
                            "takes no more requests for now (status 429); it asks to wait until 2026-11-22T15:00:00Z");
        }
    }

    @Test
    void keepsTheLastGoodListWhereTheBodyIsBroken() throws Exception {
        try (var system = FakeSystem.inTurn(
                        answer(200, types(type("gpu_1x_a10", "129"))), answer(200, "<html>maintenance</html>"));
                var bench = bench(system)) {
            bench.fetch();
            bench.now = FeedBench.NOON.plusSeconds(10_800);
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=stale prices=1 new=0 refused=0");
            assertThat(table.rows().getFirst().get(7)).isEqualTo("3");
        }
    }

    @Test
    void refusesTypesOfAnotherForm() throws Exception {
        try (var system = FakeSystem.inTurn(answer(
                        200,
                        types(
                                type("gpu_1x_a10", "129"),
                                type("gpu_1x_b", "1.5"),
                                type("gpu_1x_c", "\"129\""),
                                type("gpu_1x_d", "-1"),
                                "\"gpu_1x_e\": {\"type\": 1}")));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=1 refused=4");
            assertThat(bench.refused())
                    .containsExactly(
                            "data.gpu_1x_b.price_cents_per_hour: 1.5: a price is a whole number of cents",
                            "data.gpu_1x_c.price_cents_per_hour: \"129\": the field 'price_cents_per_hour' is not a"
                                    + " number: the feed may have changed its form",
                            "data.gpu_1x_d.price_cents_per_hour: -1: a price is above zero",
                            "data.gpu_1x_e.instance_type: null: the field 'instance_type' is missing: the feed may have"
                                    + " changed its form");
        }
    }
}
