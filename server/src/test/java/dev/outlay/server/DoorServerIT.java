package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Home;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `package` made, asked by many at once, killed outright in the middle and started again.
class DoorServerIT {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final int ASKS = 150;

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
    void fiftyAtOnceNeverReserveMoreThanTheBudgetThoughTheServerIsKilledInTheMiddle() throws Exception {
        Process first = start();
        RunningServer server = await();
        act(server, "create", "name", "vision", "limit", "500 USD", "scope", "team=vision", "by", "test");
        List<Future<Table>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < ASKS; i++) {
                String id = "r" + i;
                String cost = Integer.toString(3 + i % 19);
                answers.add(threads.submit(() -> ask(id, cost)));
            }
            while (answers.stream().filter(Future::isDone).count() < 20) {
                Thread.sleep(5);
            }
            first.destroyForcibly().waitFor();
            start();
        }

        Map<String, BigDecimal> held = new HashMap<>();
        Table reservations = await().answer("budget-reservations", Parameters.NONE);
        reservations
                .rows()
                .forEach(row -> held.put(
                        Objects.requireNonNull(row.get(0)), new BigDecimal(Objects.requireNonNull(row.get(3)))));
        BigDecimal sum = held.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isLessThanOrEqualTo(new BigDecimal("500"));
        assertThat(sum).as("what is left is less than the largest ask").isGreaterThan(new BigDecimal("479"));
        int admitted = 0;
        for (int i = 0; i < ASKS; i++) {
            boolean feasible = "true".equals(answers.get(i).get().heading().get(Table.FEASIBLE));
            assertThat(held.containsKey("r" + i))
                    .as("what was said of r%s holds after the kill", i)
                    .isEqualTo(feasible);
            admitted += feasible ? 1 : 0;
        }
        assertThat(admitted).isBetween(1, ASKS - 1);
        assertThat(held).hasSize(admitted);
    }

    /// Asks until there is an answer; with the same id, so that an answer that was lost is given again.
    private Table ask(String id, String cost) throws Exception {
        Instant deadline = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            Optional<RunningServer> server = RunningServer.find(home.serverFile(), home.ledgerUrl());
            if (server.isPresent()) {
                try {
                    return act(
                            server.get(),
                            "check",
                            "team",
                            "vision",
                            "id",
                            id,
                            "cost",
                            cost,
                            "reserve",
                            "true",
                            "by",
                            id);
                } catch (SourceException gone) {
                    assertThat(gone.isCallersMistake()).as(gone.getMessage()).isFalse();
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no answer for " + id + " after " + LONGEST);
    }

    private static Table act(RunningServer server, String action, String... parameters) throws SourceException {
        return server.act("budget-" + action, "POST", "/api/v1/budgets/" + action, Parameters.of(parameters), null);
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said-" + started.size()).toFile());
        builder.environment().put("OUTLAY_HOME", home.directory().toString());
        builder.environment().put("OUTLAY_PORT", Integer.toString(freePort()));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private RunningServer await() throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            Optional<RunningServer> server = RunningServer.find(home.serverFile(), home.ledgerUrl());
            if (server.isPresent()) {
                return server.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no server after " + LONGEST);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
