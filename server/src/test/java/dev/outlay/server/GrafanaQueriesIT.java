package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.Home;
import dev.outlay.connect.demo.Demo;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every query of every panel of the dashboards, asked of a real Prometheus that scrapes the packaged server over
/// the sample company.
class GrafanaQueriesIT {

    private static final Path RULES = Path.of("../deploy/prometheus");
    private static final Duration LONGEST = Duration.ofMinutes(4);

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyQueryOfEveryPanelIsAnsweredWithASeries() throws Exception {
        Optional<Path> program = prometheus();
        assumeTrue(
                program.isPresent(),
                "prometheus is not on the PATH: the queries of the dashboards are not asked. On Debian it comes with the"
                        + " package prometheus");
        fill(new Home(folder.resolve("home")));
        try (var server = new ServerProcess(folder, Map.of("OUTLAY_METRICS_EVERY", "PT1S"))) {
            server.start();
            budgets(server.url());
            URI prometheus = URI.create("http://127.0.0.1:" + freePort());
            Process process = start(program.orElseThrow(), prometheus, server.url());
            try {
                Set<String> open = new LinkedHashSet<>();
                for (Dashboard dashboard : Dashboard.all()) {
                    open.addAll(dashboard.queries());
                }
                int asked = open.size();
                Instant deadline = Instant.now().plus(LONGEST);
                while (!open.isEmpty() && Instant.now().isBefore(deadline)) {
                    Thread.sleep(1_000);
                    for (String query : List.copyOf(open)) {
                        if (series(prometheus, query) > 0) {
                            open.remove(query);
                        }
                    }
                }
                assertThat(open).as("queries without a series").isEmpty();
                assertThat(asked).isGreaterThan(30);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /// The sample company, as `outlay demo` fills a ledger with it.
    private static void fill(Home home) throws Exception {
        Files.createDirectories(home.directory());
        InstantSource clock = InstantSource.system();
        try (var outlay = new Outlay(
                () -> Connectors.ledger(home.ledgerUrl(), home.directory(), clock), Catalog.builtin(), clock)) {
            outlay.take(Demo.sources(home.directory().resolve("demo-company"), clock.instant(), _ -> {}), _ -> {});
        }
    }

    /// Budgets near and over their limits, one of them with something set aside.
    private void budgets(URI server) throws IOException, InterruptedException {
        post(server, "/api/v1/budgets/create?name=all&limit=1000+USD&by=test");
        post(server, "/api/v1/budgets/create?name=vision&limit=50000+USD&scope=team%3Dvision&by=test");
        post(server, "/api/v1/budgets/check?team=vision&id=r1&cost=100&reserve=true&by=test");
        post(server, "/api/v1/alerts/check");
        // what is measured in the last hour, which the sample company's files do not reach into
        Instant now = Instant.now();
        post(server, "/api/v1/usage", """
                {"id": "live", "start": "%s", "end": "%s", "provider": "aws", "region": "us-east-1", "cluster": "live",
                 "namespace": "research", "pod": "live", "team": "vision", "instance_type": "p3.2xlarge",
                 "gpu_model": "V100-SXM2-16GB", "utilization": 0.8}""".formatted(now.minusSeconds(1_800), now.minusSeconds(60)));
    }

    private void post(URI server, String path) throws IOException, InterruptedException {
        post(server, path, "");
    }

    private void post(URI server, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private Process start(Path program, URI prometheus, URI server) throws IOException {
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files:
                  - "%s/*.rules.yaml"
                scrape_configs:
                  - job_name: outlay
                    static_configs:
                      - targets: ["%s"]
                """.formatted(RULES.toRealPath(), server.getAuthority()));
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=" + prometheus.getAuthority())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said-by-prometheus").toFile())
                .start();
    }

    /// How many series a query has as of now; 0 while Prometheus starts. A query that it cannot read fails the
    /// test.
    private int series(URI prometheus, String query) throws IOException, InterruptedException {
        // as Grafana does where all values of a variable are chosen
        String asked = query.replaceAll("\\$\\w+", ".*");
        HttpResponse<String> response;
        try {
            response = client.send(
                    HttpRequest.newBuilder(prometheus.resolve(
                                    "/api/v1/query?query=" + URLEncoder.encode(asked, StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException notYet) {
            return 0;
        }
        assertThat(response.statusCode()).as("%s: %s", query, response.body()).isIn(200, 503);
        if (response.statusCode() == 503) {
            return 0;
        }
        try (var document =
                new JsonDocument(new ByteArrayInputStream(response.body().getBytes(StandardCharsets.UTF_8)))) {
            document.next();
            return document.value() instanceof Json.Fields answer
                            && answer.get("data") instanceof Json.Fields data
                            && data.get("result") instanceof Json.Items result
                    ? result.values().size()
                    : 0;
        }
    }

    private static Optional<Path> prometheus() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(path -> Path.of(path, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
