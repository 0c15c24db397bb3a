package dev.outlay.server;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The server over the sample ledger, with a schedule that fetches the prices of Runpod from this machine.
public final class FeedsProfile implements QuarkusTestProfile {

    static final AtomicInteger ASKED = new AtomicInteger();

    private static final String ANSWER = """
            {"data": {"gpuTypes": [{"id": "NVIDIA H100 80GB HBM3", "displayName": "H100 SXM", "memoryInGb": 80,
              "maxGpuCount": 8, "securePrice": 3.29, "communityPrice": 2.69, "lowestPrice": {"minimumBidPrice": 1.75,
              "uninterruptablePrice": 3.29, "stockStatus": "Low"}}]}}""";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "outlay.home",
                        "target/test-home-feeds-" + ProcessHandle.current().pid(),
                "outlay.now", "2026-10-30T09:00:00Z",
                "outlay.prices.every", "PT1H",
                "outlay.prices.from", "runpod",
                "outlay.feed.runpod.url", runpod(),
                "outlay.feed.lambda.url", "http://127.0.0.1:9/nobody");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SampleProfile.Sample.class);
    }

    private static String runpod() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/graphql", exchange -> {
                ASKED.incrementAndGet();
                byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/graphql";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
