package dev.outlay.connect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.outlay.connect.json.TableJson;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Column;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {

    private static final Table TABLE = Table.of(
            "cost",
            Map.of("total", "12.5"),
            List.of(Column.decimal("value", "USD")),
            List.of(List.of("12.5")),
            List.of());

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("server.json");
    }

    @Test
    void asksTheServerThatTheFileNames() throws IOException {
        try (var fake = new FakeServer(200, TableJson.text(TABLE))) {
            fake.file().write(file);
            RunningServer server = RunningServer.find(file, FakeServer.STORE).orElseThrow();

            Table answer = server.answer("cost", new Parameters(Map.of("filter", List.of("team=a&b", "tag:x=ä +"))));

            assertThat(answer).isEqualTo(TABLE);
            assertThat(fake.requests)
                    .containsExactly("GET /api/v1/reports/cost?filter=team%3Da%26b&filter=tag%3Ax%3D%C3%A4%20%2B");
            assertThat(server.url()).isEqualTo(fake.file().url());
            assertThat(server.version()).isEqualTo("0.1");
        }
    }

    @Test
    void hasTheServerFetchPrices() throws IOException, SourceException {
        try (var fake = new FakeServer(200, TableJson.text(TABLE))) {
            fake.file().write(file);
            RunningServer server = RunningServer.find(file, FakeServer.STORE).orElseThrow();

            assertThat(server.fetchPrices(List.of("azure", "vast-ai"), true).rows())
                    .isEqualTo(TABLE.rows());
            server.fetchPrices(List.of(), false);

            assertThat(fake.requests)
                    .containsExactly(
                            "POST /api/v1/prices/fetch?provider=azure&provider=vast-ai&accept-shrunk=true",
                            "POST /api/v1/prices/fetch?accept-shrunk=false");
        }
    }

    @Test
    void findsNoneWithoutAFileOrWithABrokenOne() throws IOException {
        assertThat(RunningServer.find(file, FakeServer.STORE)).isEmpty();
        Files.writeString(file, "{\"url\":");
        assertThat(RunningServer.find(file, FakeServer.STORE)).isEmpty();
        Files.writeString(file, "{\"url\":\"http://127.0.0.1:1\"}");
        assertThat(RunningServer.find(file, FakeServer.STORE)).isEmpty();
    }

    @Test
    void findsNoneWhereTheFileIsStale() throws IOException {
        ServerFile gone;
        try (var fake = new FakeServer(200, "")) {
            gone = fake.file();
        }
        gone.write(file);

        assertThat(RunningServer.find(file, FakeServer.STORE)).isEmpty();
    }

    @Test
    void findsNoneThatOwnsAnotherStoreOrIsAnotherProcess() throws IOException {
        try (var fake = new FakeServer(200, "")) {
            URI url = fake.file().url();
            fake.file().write(file);
            assertThat(RunningServer.find(file, "duckdb:/elsewhere.duckdb")).isEmpty();

            new ServerFile(url, FakeServer.PID + 1, FakeServer.STORE, "0.1").write(file);
            assertThat(RunningServer.find(file, FakeServer.STORE)).isEmpty();

            new ServerFile(url, FakeServer.PID, "duckdb:/elsewhere.duckdb", "0.1").write(file);
            assertThat(RunningServer.find(file, "duckdb:/elsewhere.duckdb")).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotKnowWhoAsksSaysSoAndIsNotTakenForNone() throws IOException {
        try (var fake = FakeServer.asking("the token sent is unknown, expired or revoked")) {
            URI url = fake.file().url();
            new ServerFile(url, ProcessHandle.current().pid(), FakeServer.STORE, "0.1").write(file);
            RunningServer server = RunningServer.find(file, FakeServer.STORE).orElseThrow();

            assertThatExceptionOfType(CallersMistake.class)
                    .isThrownBy(() -> server.answer("cost", Parameters.NONE))
                    .withMessageContainingAll(url.toString(), "unknown, expired or revoked", "OUTLAY_TOKEN");

            // no process has this number
            new ServerFile(url, Long.MAX_VALUE, FakeServer.STORE, "0.1").write(file);
            assertThat(RunningServer.find(file, FakeServer.STORE)).isEmpty();
        }
    }

    @Test
    void failsInTheServersOwnWords() throws IOException {
        try (var fake = FakeServer.failing(400, "unknown dimension tem: use one of team, project")) {
            assertThatExceptionOfType(CallersMistake.class)
                    .isThrownBy(() -> found(fake).answer("cost", Parameters.NONE))
                    .withMessage("unknown dimension tem: use one of team, project");
        }
        try (var fake = FakeServer.failing(502, "the disk is full")) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> found(fake).answer("cost", Parameters.NONE))
                    .withMessage("the disk is full");
        }
        try (var fake = FakeServer.failing(500, "This is a bug of Outlay, logged as 7")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> found(fake).answer("cost", Parameters.NONE))
                    .withMessage("This is a bug of Outlay, logged as 7");
        }
        try (var fake = new FakeServer(503, "<html>")) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> found(fake).answer("cost", Parameters.NONE))
                    .withMessageContaining("answered with status 503");
        }
    }

    @Test
    void saysSoWhereTheAnswerIsNoTable() throws IOException {
        try (var fake = new FakeServer(200, "<html>")) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> found(fake).answer("cost", Parameters.NONE))
                    .withMessageContaining("stopped answering");
        }
    }

    @Test
    void sendsAFileAndTellsHowMuchOfItIsSent() throws Exception {
        Path usage = Files.writeString(folder.resolve("usage ä.csv"), "id,start\n".repeat(50_000));
        var sent = new AtomicLong();
        try (var fake = new FakeServer(200, TableJson.text(TABLE))) {
            Table answer = found(fake).importFile("usage", usage, sent::set);

            assertThat(answer.heading()).isEqualTo(TABLE.heading());
            assertThat(fake.requests).containsExactly("POST /api/v1/imports?kind=usage&name=usage%20%C3%A4.csv");
            assertThat(fake.bodies).containsExactly(Files.readString(usage));
            assertThat(sent).hasValue(Files.size(usage));
        }
    }

    @Test
    void saysWhetherTheFileOrTheServerIsAtFault() throws IOException {
        Path usage = Files.writeString(folder.resolve("usage.csv"), "id\n");
        try (var fake = FakeServer.failing(413, "the file is too large")) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> found(fake).importFile("usage", usage, _ -> {}))
                    .withMessage("the file is too large")
                    .matches(SourceException::isCallersMistake);
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> found(fake).importFile("usage", folder.resolve("gone.csv"), _ -> {}))
                    .withMessageContaining("there is no such file")
                    .matches(SourceException::isCallersMistake);
        }
        try (var fake = FakeServer.failing(502, "the disk is full")) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> found(fake).importFile("usage", usage, _ -> {}))
                    .withMessage("the disk is full")
                    .matches(failure -> !failure.isCallersMistake());
        }
    }

    @Test
    void loadsNoHttpClientWhereNoServerRuns() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FindsNone.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String loaded = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).isZero();
        assertThat(loaded).contains("dev.outlay.connect.client.RunningServer").doesNotContain("java.net.http.");
    }

    /// What a command does where no server runs.
    static final class FindsNone {

        private FindsNone() {}

        public static void main(String[] arguments) {
            System.exit(
                    RunningServer.find(Path.of(arguments[0]), FakeServer.STORE).isEmpty() ? 0 : 1);
        }
    }

    private RunningServer found(FakeServer fake) throws IOException {
        fake.file().write(file);
        return RunningServer.find(file, FakeServer.STORE).orElseThrow();
    }
}
