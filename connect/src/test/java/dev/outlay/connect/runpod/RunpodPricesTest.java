package dev.outlay.connect.runpod;

import static dev.outlay.connect.http.FakeSystem.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.feed.FeedBench;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The GraphQL interface, spoken by a system on this machine in the shape that Runpod answers with.
class RunpodPricesTest {

    private static final String H100 = gpu("NVIDIA H100 80GB HBM3", "H100 SXM", 80, "3.29", "2.69", "1.75");
    private static final String A100 = gpu("NVIDIA A100-SXM4-80GB", "A100 SXM", 80, "1.49", "1.39", "0.79");
    private static final String B200 = gpu("NVIDIA B200", "B200", 180, "5.89", "null", "null");

    @TempDir
    Path folder;

    private static String gpu(String id, String name, int gib, String secure, String community, String bid) {
        return """
                {"id": "%s", "displayName": "%s", "memoryInGb": %d, "maxGpuCount": 8, "securePrice": %s,
                 "communityPrice": %s, "lowestPrice": {"minimumBidPrice": %s, "uninterruptablePrice": %s,
                 "stockStatus": "High"}}""".formatted(id, name, gib, secure, community, bid, secure);
    }

    private static String types(String... types) {
        return Arrays.stream(types).collect(Collectors.joining(",", "{\"data\": {\"gpuTypes\": [", "]}}"));
    }

    private FeedBench bench(FakeSystem system) {
        return new FeedBench(folder, system, "/graphql", new RunpodPrices());
    }

    private static boolean isSecure(FakeSystem.Asked asked) {
        return asked.body().contains("\"secureCloud\": true");
    }

    /// A system whose two clouds answer differently.
    private static FakeSystem clouds(FakeSystem.Answering secure, FakeSystem.Answering community) {
        return new FakeSystem(
                (exchange, asked, number) -> (isSecure(asked) ? secure : community).answer(exchange, asked, number));
    }

    @Test
    void statesListPriceAndLowestBidOfBothCloudsByTheNamesOfTheCatalog() throws Exception {
        try (var system = clouds(
                        answer(200, types(H100, A100, B200)),
                        answer(200, types(H100.replace("1.75", "1.25"), gpu("x", "RTX 9999", 48, "0", "0.5", "0"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=8 new=8 refused=0");
            assertThat(bench.prices())
                    .containsExactly(
                            "2026-11-22T12:00:00Z nvidia-a100-sxm-80gb-secure null on-demand 1.49 USD per GPU-Hour",
                            "2026-11-22T12:00:00Z nvidia-a100-sxm-80gb-secure null spot 0.79 USD per GPU-Hour",
                            "2026-11-22T12:00:00Z nvidia-b200-180gb-secure null on-demand 5.89 USD per GPU-Hour",
                            "2026-11-22T12:00:00Z nvidia-h100-sxm-80gb-community null on-demand 2.69 USD per GPU-Hour",
                            "2026-11-22T12:00:00Z nvidia-h100-sxm-80gb-community null spot 1.25 USD per GPU-Hour",
                            "2026-11-22T12:00:00Z nvidia-h100-sxm-80gb-secure null on-demand 3.29 USD per GPU-Hour",
                            "2026-11-22T12:00:00Z nvidia-h100-sxm-80gb-secure null spot 1.75 USD per GPU-Hour",
                            "2026-11-22T12:00:00Z nvidia-rtx-9999-48gb-community null on-demand 0.50 USD per GPU-Hour");
        }
    }

    @Test
    void asksWithoutCredentialsAndWithAKeyWhereOneIsSet() throws Exception {
        try (var system = FakeSystem.inTurn(answer(200, types(H100)));
                var bench = bench(system)) {
            bench.fetch();
            assertThat(system.asked.getFirst().header("Authorization")).isEmpty();
            bench.now = FeedBench.NOON.plusSeconds(3600);
            bench.set("RUNPOD_API_KEY", "rp-key").fetch();
            assertThat(system.asked.getLast().header("Authorization")).isEqualTo("Bearer rp-key");
        }
    }

    @Test
    void aSecondFetchOfTheSamePricesChangesNothing() throws Exception {
        try (var system = FakeSystem.inTurn(answer(200, types(H100)));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=4 new=4 refused=0");
            bench.now = FeedBench.NOON.plusSeconds(86_400);
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=4 new=0 refused=0");
            assertThat(system.asked).hasSize(4);
            assertThat(bench.prices()).hasSize(4);
        }
    }

    @Test
    void keepsOneCloudWhereTheOtherFails() throws Exception {
        try (var system = clouds(answer(200, types(H100)), answer(502, ""));
                var bench = bench(system)) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=partial prices=2 new=2 refused=0");
            assertThat(table.notes().getFirst())
                    .startsWith("runpod is partial: the community cloud of Runpod: Runpod GPU types at ")
                    .endsWith("failed (status 502), tried 5 times");
        }
    }

    @Test
    void tellsTheErrorThatComesWithStatus200() throws Exception {
        String error = "{\"errors\": [{\"message\": \"Variable got invalid value\"}], \"data\": null}";
        try (var system = FakeSystem.inTurn(answer(200, error));
                var bench = bench(system)) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=failed prices=0 new=0 refused=0");
            assertThat(table.notes().getFirst()).contains("the query was not answered: Variable got invalid value");
        }
        String partly = types(H100).replace("{\"data\"", "{\"errors\": [{\"message\": \"no lowest price\"}], \"data\"");
        try (var system = FakeSystem.inTurn(answer(200, partly));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=partial prices=4 new=4 refused=0");
        }
    }

    @Test
    void waitsWhereItIsThrottledAndTakesNothingFromABrokenBody() throws Exception {
        try (var system = FakeSystem.inTurn(
                        answer(429, "", "Retry-After", "9"),
                        answer(200, types(H100)),
                        answer(200, "{\"data\": {\"gpu"));
                var bench = bench(system)) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=partial prices=2 new=2 refused=0");
            assertThat(bench.pace.sleeps).extracting(Duration::toSeconds).contains(9L);
            assertThat(table.notes().getFirst()).contains("breaks off or is no JSON");
        }
    }

    @Test
    void refusesTypesOfAnotherForm() throws Exception {
        String noLowest = A100.replace("lowestPrice", "lowest");
        String renamed = B200.replace("securePrice", "secure_price").replace("communityPrice", "community_price");
        try (var system = FakeSystem.inTurn(answer(200, types(H100, noLowest, renamed)));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=4 new=4 refused=4");
            assertThat(bench.refused())
                    .contains(
                            "gpuTypes[1].lowestPrice: null: the field 'lowestPrice' is missing: the feed may have changed"
                                    + " its form",
                            "gpuTypes[2].securePrice: null: the field 'securePrice' is missing: the feed may have changed"
                                    + " its form");
        }
    }
}
