package dev.outlay.connect.vast;

import static dev.outlay.connect.http.FakeSystem.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.feed.FeedBench;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The offer search, spoken by a system on this machine in the shape that Vast.ai answers with.
class VastOffersTest {

    @TempDir
    Path folder;

    private static String offer(
            int id, String gpu, int count, int mib, String base, String bid, @Nullable String place) {
        return """
                {"id": %d, "machine_id": 9%d, "gpu_name": "%s", "num_gpus": %d, "gpu_frac": 1.0, "gpu_ram": %d,
                 "cpu_cores": null, "cpu_cores_effective": 8.0, "cpu_ram": 128000, "disk_space": 812.4,
                 "dph_base": %s, "dph_total": %s, "min_bid": %s, "storage_cost": 0.15, "verification": "verified",
                 "geolocation": %s, "rentable": true, "rented": false, "external": false}""".formatted(id, id, gpu, count, mib, base, base, bid, place == null ? "null" : "\"" + place + "\"");
    }

    private static String offers(String... offers) {
        return "{\"offers\": [" + String.join(",", offers) + "]}";
    }

    private FeedBench bench(FakeSystem system) {
        return new FeedBench(folder, system, "/api/v0/bundles/", new VastOffers());
    }

    @Test
    void statesTheCheapestOfEachMachineAnywhereAndByCountry() throws Exception {
        String found = offers(
                offer(1, "RTX 4090", 1, 24564, "0.34", "0.18", "Oregon, US"),
                offer(2, "RTX 4090", 1, 24564, "0.31", "null", "SE"),
                offer(3, "H100 SXM", 8, 81559, "14.4", "9.2", "Quebec, CA"),
                offer(4, "Tesla V100", 1, 16384, "0.15", "0.1", null));
        try (var system = FakeSystem.inTurn(answer(200, found));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=11 new=11 refused=0");
            assertThat(bench.prices())
                    .containsExactly(
                            "2026-11-22T12:00:00Z nvidia-h100-sxm5-80gb-x8 CA on-demand 14.40 USD per Hour",
                            "2026-11-22T12:00:00Z nvidia-h100-sxm5-80gb-x8 CA spot 9.20 USD per Hour",
                            "2026-11-22T12:00:00Z nvidia-h100-sxm5-80gb-x8 any on-demand 14.40 USD per Hour",
                            "2026-11-22T12:00:00Z nvidia-h100-sxm5-80gb-x8 any spot 9.20 USD per Hour",
                            "2026-11-22T12:00:00Z rtx-4090-24gb SE on-demand 0.31 USD per Hour",
                            "2026-11-22T12:00:00Z rtx-4090-24gb US on-demand 0.34 USD per Hour",
                            "2026-11-22T12:00:00Z rtx-4090-24gb US spot 0.18 USD per Hour",
                            "2026-11-22T12:00:00Z rtx-4090-24gb any on-demand 0.31 USD per Hour",
                            "2026-11-22T12:00:00Z rtx-4090-24gb any spot 0.18 USD per Hour",
                            "2026-11-22T12:00:00Z tesla-v100-16gb any on-demand 0.15 USD per Hour",
                            "2026-11-22T12:00:00Z tesla-v100-16gb any spot 0.10 USD per Hour");
        }
    }

    @Test
    void asksAgainFromTheLastPriceOnUntilNothingNewComes() throws Exception {
        String first = offers(
                offer(1, "RTX 4090", 1, 24564, "0.31", "null", "SE"),
                offer(2, "RTX 4090", 1, 24564, "0.40", "null", "US"));
        // the one at which the first search stopped comes again
        String second = offers(
                offer(2, "RTX 4090", 1, 24564, "0.40", "null", "US"), offer(3, "L40S", 1, 46068, "0.5", "null", "US"));
        String third = offers(offer(3, "L40S", 1, 46068, "0.5", "null", "US"));
        try (var system = FakeSystem.inTurn(answer(200, first), answer(200, second), answer(200, third));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=5 new=5 refused=0");
            assertThat(system.asked).hasSize(3);
            assertThat(system.asked.get(0).body()).doesNotContain("\"dph_total\": {");
            assertThat(system.asked.get(1).body()).contains("\"dph_total\": {\"gte\": 0.4}");
            assertThat(system.asked.get(2).body()).contains("\"dph_total\": {\"gte\": 0.5}");
            assertThat(bench.prices())
                    .contains("2026-11-22T12:00:00Z nvidia-l40s-48gb any on-demand 0.50 USD per Hour");
        }
    }

    @Test
    void checksItsConditionsAgainOnWhatItIsGiven() throws Exception {
        String good = offer(1, "RTX 4090", 1, 24564, "0.34", "null", "US");
        String found = offers(
                good,
                good.replace("\"id\": 1", "\"id\": 2")
                        .replace("0.34", "0.1")
                        .replace("\"rented\": false", "\"rented\": true"),
                good.replace("\"id\": 1", "\"id\": 3").replace("0.34", "0.1").replace("\"verified\"", "\"unverified\""),
                good.replace("\"id\": 1", "\"id\": 4")
                        .replace("0.34", "0.1")
                        .replace("\"rentable\": true", "\"rentable\": false"));
        try (var system = FakeSystem.inTurn(answer(200, found));
                var bench = bench(system)) {
            bench.fetch();
            assertThat(bench.prices())
                    .containsExactly(
                            "2026-11-22T12:00:00Z rtx-4090-24gb US on-demand 0.34 USD per Hour",
                            "2026-11-22T12:00:00Z rtx-4090-24gb any on-demand 0.34 USD per Hour");
        }
    }

    @Test
    void onlyWhatChangedIsStatedAgainFromWhenItWasSeen() throws Exception {
        String before = offers(
                offer(1, "RTX 4090", 1, 24564, "0.34", "null", "US"), offer(2, "L40S", 1, 46068, "0.5", "null", "US"));
        String after = offers(
                offer(7, "RTX 4090", 1, 24564, "0.34", "null", "US"), offer(8, "L40S", 1, 46068, "0.6", "null", "US"));
        try (var system = FakeSystem.inTurn(
                        answer(200, before),
                        answer(200, "{\"offers\": []}"),
                        answer(200, after),
                        answer(200, "{\"offers\": []}"));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=4 new=4 refused=0");
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=4 new=0 refused=0");
            bench.now = FeedBench.NOON.plusSeconds(3600);
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=4 new=2 refused=0");
            assertThat(bench.prices())
                    .contains("2026-11-22T13:00:00Z nvidia-l40s-48gb any on-demand 0.60 USD per Hour")
                    .hasSize(6);
        }
    }

    @Test
    void keepsTheCheapestWhereALaterSearchFails() throws Exception {
        String first = offers(offer(1, "RTX 4090", 1, 24564, "0.31", "null", "SE"));
        try (var system = FakeSystem.inTurn(answer(200, first), answer(503, ""));
                var bench = bench(system)) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=partial prices=2 new=2 refused=0");
            assertThat(table.notes().getFirst())
                    .startsWith("vast-ai is partial: offers of Vast.ai from 0.31 USD an hour on: ")
                    .contains("(status 503), tried 5 times");
        }
    }

    @Test
    void waitsWhereItIsThrottled() throws Exception {
        try (var system = FakeSystem.inTurn(
                        answer(429, "", "Retry-After", "4"),
                        answer(200, offers(offer(1, "RTX 4090", 1, 24564, "0.31", "null", "SE"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=2 new=2 refused=0");
            assertThat(bench.pace.sleeps).extracting(Duration::toSeconds).contains(4L);
        }
    }

    @Test
    void refusesOffersOfAnotherForm() throws Exception {
        String good = offer(1, "RTX 4090", 1, 24564, "0.31", "null", "SE");
        try (var system = FakeSystem.inTurn(answer(
                        200,
                        offers(
                                good,
                                good.replace("\"id\": 1", "\"id\": 2").replace("dph_base", "price_base"),
                                good.replace("\"id\": 1", "\"id\": 3").replace("\"num_gpus\": 1", "\"num_gpus\": 0.5"),
                                good.replace("\"id\": 1", "\"id\": 4").replace("24564", "\"24 GB\""))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=2 new=2 refused=3");
            assertThat(bench.refused())
                    .containsExactly(
                            "offers[1].dph_base: null: the field 'dph_base' is missing: the feed may have changed its form",
                            "offers[2].num_gpus: 0.5: a whole number of GPUs from 1 to 64 is expected",
                            "offers[3].gpu_ram: \"24 GB\": the field 'gpu_ram' is not a number: the feed may have changed"
                                    + " its form");
        }
    }

    @Test
    void saysWhyNothingIsKnownWhereItWasNeverRead() throws Exception {
        try (var system = FakeSystem.inTurn(
                        answer(400, "{\"success\": false, \"error\": \"invalid_args\", \"msg\": \"no such field\"}"));
                var bench = bench(system)) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=failed prices=0 new=0 refused=0");
            assertThat(table.notes().getFirst())
                    .contains("does not take the request (status 400): {\"success\": false");
        }
    }
}
