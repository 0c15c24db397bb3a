package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Home;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `package` made, as a process of its own, on a ledger in a file: what it says, what it leaves, how it ends.
class PackagedServerIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final String USAGE = """
            id,start,end,provider,region,cluster,instance_type,capacity_type,team,resource,gpu_model,quantity
            u1,2026-10-01T00:00:00Z,2026-10-01T10:00:00Z,aws,us-east-1,c1,p3.2xlarge,on-demand,vision,gpu,V100,1
            u2,2026-10-01T00:00:00Z,not a time,aws,us-east-1,c1,p3.2xlarge,on-demand,vision,gpu,V100,1
            """;

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private Home home = new Home(folder);

    @BeforeEach
    void nameTheHome() {
        home = new Home(folder.resolve("home"));
    }

    @AfterEach
    void stopWhatWasStarted() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void ownsTheLedgerWhileItRunsAndLeavesItClosed() throws Exception {
        Process process = start(freePort(), Map.of());
        RunningServer server = await(process);

        Path usage = Files.writeString(folder.resolve("usage.csv"), USAGE);
        Table taken = server.importFile("usage", usage, _ -> {});
        assertThat(taken.heading()).containsEntry("added", "1").containsEntry("refused", "1");
        assertThat(server.importFile("usage", usage, _ -> {}).heading()).containsEntry("added", "0");
        assertThat(server.answer("cost", Parameters.of("by", "team")).rows()).hasSize(1);
        assertThat(server.answer("refused", Parameters.NONE).rows()).hasSize(1);

        Ended second = run(freePort(), Map.of());
        assertThat(second.code()).isEqualTo(3);
        assertThat(second.said().lines()).singleElement().asString().contains("in use by process " + process.pid());

        process.destroy();
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(home.serverFile()).doesNotExist();
        assertThat(home.directory().resolve("ledger.duckdb.wal")).doesNotExist();
        assertThat(RunningServer.find(home.serverFile(), home.ledgerUrl())).isEmpty();
        assertThat(said(process))
                .startsWith("Outlay serves http://127.0.0.1:")
                .contains("(ledger " + home.directory().resolve("ledger.duckdb") + ", Ctrl-C stops it)");
        assertThat(said(process).lines()).as("nothing else is said").hasSize(1);
    }

    @Test
    void describesItsApiAsTheBuildMadeIt() throws Exception {
        await(start(freePort(), Map.of()));
        URI address = RunningServer.find(home.serverFile(), home.ledgerUrl())
                .orElseThrow()
                .url()
                .resolve("/openapi");

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> yaml =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(yaml.statusCode()).isEqualTo(200);
            assertThat(yaml.body()).contains("openapi: 3.1").contains("/api/v1/reports/cost:");
            HttpResponse<String> json = client.send(
                    HttpRequest.newBuilder(address)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(json.body()).startsWith("{").contains("\"/api/v1/reports/cost\"");
        }
    }

    @Test
    void namesThePortThatIsTakenAndTouchesNoLedger() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run(taken.getLocalPort(), Map.of());

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.said().lines())
                    .containsExactly("outlay: cannot listen on port " + taken.getLocalPort()
                            + ": something else does already; stop it or choose another with --port, such as --port"
                            + " 8053");
            assertThat(home.directory()).doesNotExist();
        }
    }

    @Test
    void refusesToListenForOtherMachines() throws Exception {
        Ended ended = run(freePort(), Map.of("OUTLAY_HOST", "0.0.0.0"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said().lines())
                .singleElement()
                .asString()
                .contains("outlay token create", "OUTLAY_AUTH=token");
    }

    @Test
    void refusesAStoreItDoesNotKnow() throws Exception {
        Ended ended = run(freePort(), Map.of("OUTLAY_STORE", "csv:ledger.csv"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said().lines()).singleElement().asString().contains("unknown store csv:");
    }

    private record Ended(int code, String said) {}

    private Ended run(int port, Map<String, String> settings) throws IOException, InterruptedException {
        Process process = start(port, settings);
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said(process));
    }

    private Process start(int port, Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said-" + started.size()).toFile());
        builder.environment().put("OUTLAY_HOME", home.directory().toString());
        builder.environment().put("OUTLAY_PORT", Integer.toString(port));
        builder.environment().putAll(settings);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private RunningServer await(Process process) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        while (process.isAlive() && Instant.now().isBefore(deadline)) {
            var server = RunningServer.find(home.serverFile(), home.ledgerUrl());
            if (server.isPresent()) {
                return server.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no server after " + LONGEST + ": " + said(process));
    }

    private String said(Process process) {
        try {
            return Files.readString(folder.resolve("said-" + started.indexOf(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
