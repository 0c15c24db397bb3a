package dev.outlay.server;

import com.sun.net.httpserver.HttpServer;
import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.ledger.SourceException;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The product itself, on a ledger in a file that holds the folder `examples`; every price feed is a system on this
/// machine that knows nothing.
public class ApiProfile implements QuarkusTestProfile {

    static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

    private static final String CHANNEL_SECRET = "0example0example0example0example";
    private static final List<String> TAKEN = List.of(
            "prices runs/prices.csv",
            "usage runs/usage.csv",
            "runs runs/runs.csv",
            "prices running-job/prices.csv",
            "usage running-job/usage.csv",
            "runs running-job/runs.csv",
            "prices budgets/prices.csv",
            "usage budgets/usage.csv",
            "prices right-size/prices.csv",
            "usage right-size/usage.csv",
            "metrics right-size/metrics.csv",
            "hardware owned-hardware/lab.yaml",
            "usage owned-hardware/usage.csv",
            "focus small-team/bill.csv");

    @Override
    public Map<String, String> getConfigOverrides() {
        Path home = Path.of("target/test-home-api-" + ProcessHandle.current().pid() + "-"
                + getClass().getSimpleName());
        Map<String, String> settings = new HashMap<>();
        try {
            Files.createDirectories(home);
            Files.copy(
                    examples().resolve("alerts/alerts.yaml"),
                    home.resolve("alerts.yaml"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(home.resolve("team.secret"), CHANNEL_SECRET);
            Files.writeString(home.resolve("oncall.secret"), CHANNEL_SECRET);
            String nobody = nobody();
            settings.put("outlay.feed.gb.carbon.url", nobody);
            Connectors.FEEDS.forEach(
                    feed -> settings.put("outlay.feed." + feed.name().replace('-', '.') + ".url", nobody));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("outlay.home", home.toString());
        settings.put("outlay.now", NOW.toString());
        settings.put("outlay.upload.limit", "1 MiB");
        return settings;
    }

    /// The same with a ledger of its own, for tests that leave it as nobody else wants it.
    public static final class Apart extends ApiProfile {}

    /// Takes the examples in; doing it again changes nothing.
    static void fill(Outlay outlay) throws SourceException {
        for (String file : TAKEN) {
            String[] words = file.split(" ", -1);
            outlay.take(Connectors.source(
                    words[0], examples().resolve(words[1]), InstantSource.fixed(NOW), (_, _, _) -> {}));
        }
        try {
            String budgets = Files.readString(examples().resolve("budgets/budgets.yaml"));
            outlay.budgets().set(Connectors.budgets("budgets.yaml", budgets, null), false, "finance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path examples() {
        return Path.of("").toAbsolutePath().resolveSibling("examples");
    }

    private static String nobody() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        http.start();
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }
}
