package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `prices fetch` and `prices feeds`, against Runpod and Vast.ai as this machine plays them.
final class PricesFetchTest {

    private static final String GPUS = """
            {"data": {"gpuTypes": [{"id": "NVIDIA H100 80GB HBM3", "displayName": "H100 SXM", "memoryInGb": 80,
              "maxGpuCount": 8, "securePrice": 3.29, "communityPrice": 2.69, "lowestPrice": {"minimumBidPrice": null,
              "uninterruptablePrice": 3.29, "stockStatus": "Low"}}]}}""";

    @TempDir
    private Path home = Path.of("");

    private HttpServer http;

    @BeforeEach
    void playTheProviders() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/graphql", exchange -> {
            byte[] body = GPUS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.createContext("/bundles", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        http.start();
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        System.setProperty("outlay.feed.runpod.url", url + "/graphql");
        System.setProperty("outlay.feed.vast.ai.url", url + "/bundles");
    }

    @AfterEach
    void stop() {
        http.stop(0);
        System.clearProperty("outlay.feed.runpod.url");
        System.clearProperty("outlay.feed.vast.ai.url");
    }

    @Test
    void takesPricesInOnceAndSaysHowItWent() {
        Command first = fetch("--provider", "runpod");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo("""
                        feed,provider,status,prices,new,refused,last_good,age
                        runpod,runpod,fresh,2,2,0,2026-11-22T12:00:00Z,0
                        """);

        Command second = fetch("--provider", "Runpod");
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("runpod,runpod,fresh,2,0,0,2026-11-22T12:00:00Z,0");

        Command feeds = Command.in(home, "prices", "feeds", "--output", "csv", "--now", "2026-11-22T14:30:00Z");
        assertThat(feeds.code()).isZero();
        assertThat(feeds.out())
                .contains("runpod,runpod,fresh,2,2026-11-22T12:00:00Z,2.5,Runpod GPU types,OUTLAY_FEED_RUNPOD_URL");

        Command estimate = Command.in(
                home,
                "estimate",
                "--provider=runpod",
                "--instance=nvidia-h100-sxm-80gb-secure",
                "--hours=10",
                "--ledger-prices",
                "--output=json",
                "--now=2026-11-22T13:00:00Z");
        assertThat(estimate.code()).as(estimate.err()).isZero();
        assertThat(estimate.out()).contains("\"32.90\"").contains("Runpod, secure cloud");
    }

    @Test
    void endsWithThreeWhereAProviderFailsAndKeepsThePricesOfTheOthers() {
        Command both = fetch("--provider", "runpod", "--provider", "vast-ai");
        assertThat(both.code()).isEqualTo(3);
        assertThat(both.out())
                .contains("runpod,runpod,fresh,2,2,0,2026-11-22T12:00:00Z,0")
                .contains("vast-ai,vast-ai,failed,0,0,0,,");
        assertThat(both.err()).contains("vast-ai is failed: Vast.ai offer search at http://127.0.0.1:");
    }

    @Test
    void endsWithTwoOnAFeedThatIsNotThere() {
        Command unknown = fetch("--provider", "akash");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no price feed is called 'akash': there are ");
    }

    private Command fetch(String... options) {
        String[] all = new String[options.length + 6];
        System.arraycopy(
                new String[] {"prices", "fetch", "--output", "csv", "--now", "2026-11-22T12:00:00Z"}, 0, all, 0, 6);
        System.arraycopy(options, 0, all, 6, options.length);
        return Command.in(home, all);
    }
}
