package dev.outlay.server;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The server over the sample ledger, with a channel to a receiver on this machine, which fails the first time and
/// takes everything afterwards, and a channel to nobody.
public final class ChannelsProfile implements QuarkusTestProfile {

    static final List<String> RECEIVED = Collections.synchronizedList(new ArrayList<>());
    static final String MESSAGE = "budget/vision/2026-10/80/trigger";

    @Override
    public Map<String, String> getConfigOverrides() {
        Path home =
                Path.of("target/test-home-channels-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("key"), "0example0example0example0example");
            Files.writeString(home.resolve("alerts.yaml"), """
                    channels:
                      robot: {kind: webhook, url: "%s", secret: "file:key"}
                      nobody: {kind: webhook, url: "http://127.0.0.1:9/", secret: "file:key"}
                    """.formatted(receiver()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("outlay.home", home.toString());
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SampleProfile.Sample.class);
    }

    private static String receiver() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean fails = RECEIVED.size() == 1;
            exchange.sendResponseHeaders(fails ? 503 : 204, -1);
            exchange.close();
        });
        http.start();
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/hook";
    }
}
