package dev.outlay.connect.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.azure.AzureRetailPrices;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.connect.lambda.LambdaInstanceTypes;
import dev.outlay.connect.runpod.RunpodPrices;
import dev.outlay.connect.vast.VastOffers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The feeds against the answers that lie beside the repository as optional test data.
class RecordedShapesTest {

    @TempDir
    Path folder;

    private List<String> prices(Feed feed, FakeSystem.Answering answering) throws Exception {
        try (var system = new FakeSystem(answering);
                var bench = new FeedBench(folder, system, "/feed", feed).set("LAMBDA_API_KEY", "key")) {
            assertThat(FeedBench.outcome(bench.fetch()))
                    .startsWith("status=fresh")
                    .endsWith("refused=0");
            assertThat(FeedBench.outcome(bench.fetch())).contains("new=0");
            return bench.prices();
        }
    }

    private static FakeSystem.Answering recorded(String name) throws IOException {
        byte[] body = Files.readAllBytes(Ledgers.shared("api-shapes/" + name));
        return (exchange, _, _) -> FakeSystem.send(exchange, 200, body);
    }

    @Test
    void readsTheRecordedAnswersOfAzure() throws Exception {
        FakeSystem.Answering first = recorded("azure-retail-prices.json");
        FakeSystem.Answering last = recorded("azure-retail-prices-last-page.json");
        assertThat(prices(
                        new AzureRetailPrices(),
                        (exchange, asked, number) -> (number == 0 ? first : last).answer(exchange, asked, number)))
                .contains(
                        "2026-06-01T00:00:00Z Standard_NC6s_v3 westeurope on-demand 3.823 USD per Hour",
                        "2026-06-01T00:00:00Z Standard_NC6s_v3 westeurope spot 0.70649 USD per Hour");
    }

    @Test
    void readsTheRecordedAnswerOfVast() throws Exception {
        assertThat(prices(new VastOffers(), recorded("vast-bundles.json")))
                .contains(
                        "2026-11-22T12:00:00Z rtx-4090-24gb US on-demand 0.34 USD per Hour",
                        "2026-11-22T12:00:00Z nvidia-h100-sxm5-80gb-x8 CA spot 9.20 USD per Hour")
                // the third offer is not verified
                .noneMatch(price -> price.contains("rtx-3090"));
    }

    @Test
    void readsTheRecordedAnswerOfRunpod() throws Exception {
        assertThat(prices(new RunpodPrices(), recorded("runpod-gpu-types.json")))
                .contains(
                        "2026-11-22T12:00:00Z nvidia-a100-sxm-80gb-secure null on-demand 1.49 USD per GPU-Hour",
                        "2026-11-22T12:00:00Z nvidia-rtx-4090-24gb-community null on-demand 0.34 USD per GPU-Hour",
                        "2026-11-22T12:00:00Z nvidia-b200-180gb-secure null on-demand 5.89 USD per GPU-Hour");
    }

    @Test
    void readsTheRecordedAnswerOfLambda() throws Exception {
        assertThat(prices(new LambdaInstanceTypes(), recorded("lambda-instance-types.json")))
                .containsExactly(
                        "2026-11-22T12:00:00Z gpu_1x_a10 null on-demand 1.29 USD per Hour",
                        "2026-11-22T12:00:00Z gpu_1x_h100_sxm5 null on-demand 4.29 USD per Hour",
                        "2026-11-22T12:00:00Z gpu_8x_v100 null on-demand 6.32 USD per Hour");
    }
}
