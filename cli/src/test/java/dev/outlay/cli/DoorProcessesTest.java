package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.budget.Budget;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Scope;
import dev.outlay.budget.Standing;
import dev.outlay.budget.Stated;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Connectors;
import dev.outlay.ledger.Dimension.Named;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that contend for the file of a ledger that no server owns: real processes, some of them killed.
class DoorProcessesTest {

    // each takes more than a second of a processor: -Doutlay.test.processes=50 where there is time
    private static final int PROCESSES = Integer.getInteger("outlay.test.processes", 16);
    private static final BigDecimal LIMIT = BigDecimal.valueOf(6L * PROCESSES);

    private record Asked(String id, BigDecimal cost, Process process, boolean killed) {}

    @TempDir
    private Path folder = Path.of("");

    @Test
    void processesWaitTheirTurnAndNeverReserveMoreThanTheBudget() throws Exception {
        Path home = folder.resolve("home");
        withLedger(
                home,
                outlay -> outlay.budgets()
                        .set(
                                List.of(Stated.at(
                                        "the test",
                                        Budget.monthly(
                                                "vision", Limit.of(LIMIT + " USD"), Scope.of(Named.TEAM, "vision")))),
                                false,
                                "test"));
        var random = new Random(11);
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            BigDecimal cost = BigDecimal.valueOf(100 + random.nextInt(1900), 2);
            boolean killed = random.nextInt(8) == 0;
            Process process = ask(home, "r" + i, cost);
            all.add(new Asked("r" + i, cost, process, killed));
            if (killed) {
                Thread.sleep(random.nextInt(1500));
                process.destroyForcibly();
            }
        }
        for (Asked asked : all) {
            assertThat(asked.process().waitFor(10, TimeUnit.MINUTES)).isTrue();
        }

        Map<String, BigDecimal> held = new HashMap<>();
        withLedger(home, outlay -> {
            for (Standing standing : outlay.admissions().door().reservations()) {
                held.put(
                        standing.reservation().id(), standing.parts().getFirst().held());
            }
        });
        BigDecimal sum = held.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isLessThanOrEqualTo(LIMIT);
        int refused = 0;
        for (Asked asked : all) {
            int code = asked.process().exitValue();
            String said = Files.readString(folder.resolve(asked.id()));
            if (code == 0) {
                assertThat(held).as(said).containsEntry(asked.id(), asked.cost().stripTrailingZeros());
            } else if (code == 1) {
                assertThat(held).as(said).doesNotContainKey(asked.id());
                refused++;
            } else {
                assertThat(asked.killed())
                        .as("%s ended with %s: %s", asked.id(), code, said)
                        .isTrue();
            }
        }
        assertThat(refused).as("some did not fit any more").isPositive();
        assertThat(sum)
                .as("what is left is less than the largest ask")
                .isGreaterThan(LIMIT.subtract(new BigDecimal("20")));
    }

    @Test
    void whoHasWaitedLongEnoughIsToldForHowLongAndForWhom() throws Exception {
        Path home = folder.resolve("home");
        withLedger(home, outlay -> {
            Process process = new ProcessBuilder(command(home, "--wait", "1", "--id", "r1", "--cost", "5"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
            assertThat(Files.readString(folder.resolve("said")))
                    .contains("outlay: waited 1 s for the ledger: the ledger ")
                    .contains("is in use by process " + ProcessHandle.current().pid())
                    .contains("Where many ask at once, run outlay serve");
        });
    }

    private Process ask(Path home, String id, BigDecimal cost) throws IOException {
        return new ProcessBuilder(command(home, "--wait", "580", "--id", id, "--cost", cost.toPlainString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(id).toFile())
                .start();
    }

    private static List<String> command(Path home, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.outlay.cli.Main",
                "budget",
                "check",
                "--home",
                home.toString(),
                "--team",
                "vision",
                "--reserve"));
        command.addAll(List.of(more));
        return command;
    }

    private interface Work {
        void on(Outlay outlay) throws Exception;
    }

    private static void withLedger(Path home, Work work) throws Exception {
        try (var outlay = new Outlay(
                () -> Connectors.ledger(null, home, InstantSource.system()),
                Catalog.builtin(),
                InstantSource.system())) {
            outlay.ledger();
            work.on(outlay);
        }
    }
}
