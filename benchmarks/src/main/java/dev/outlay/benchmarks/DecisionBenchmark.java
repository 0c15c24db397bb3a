package dev.outlay.benchmarks;

import dev.outlay.Outlay;
import dev.outlay.budget.Admissions;
import dev.outlay.budget.Ask;
import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Decision;
import dev.outlay.budget.Expected;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Scope;
import dev.outlay.budget.Stated;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.duckdb.DuckDBDriver;

/// How long one decision takes among ten thousand budgets in three levels, over a ledger of two sizes, and how long
/// it takes with its reservation written to the file. Goal: 1 ms at the 99th percentile for the decision, the same
/// for both sizes.
public final class DecisionBenchmark {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));
    private static final int DEPARTMENTS = 99;
    private static final int TEAMS = 9_900;
    private static final int CHARGES = 125_000;
    private static final int LARGER = 16;
    private static final int WARM_UP = 20_000;
    private static final int DECISIONS = 50_000;
    private static final int RESERVATIONS = 1_000;

    private DecisionBenchmark() {}

    public static void main(String... arguments) throws IOException, SQLException, SourceException {
        Path folder = Files.createTempDirectory("outlay-benchmark-");
        try {
            for (int times : new int[] {1, LARGER}) {
                measure(folder.resolve("ledger-" + times + ".duckdb"), times);
            }
        } finally {
            FocusImportBenchmark.delete(folder);
        }
    }

    private static void measure(Path file, int times) throws SQLException, SourceException {
        DuckDbLedger.open(file, CLOCK).close();
        fill(file, times * CHARGES);
        try (var outlay = new Outlay(() -> DuckDbLedger.open(file, CLOCK), Catalog.builtin(), CLOCK)) {
            outlay.ledger();
            outlay.budgets().set(budgets(), false, "benchmark");
            Admissions door = outlay.admissions().door();
            long start = System.nanoTime();
            Decision first = door.check(ask(0, new SplittableRandom(3)));
            double opening = (System.nanoTime() - start) / 1e6;
            if (first.levels().size() != 3 || first.levels().getLast().spent().signum() <= 0) {
                throw new IllegalStateException("a decision looks at three levels with their spend: " + first);
            }
            var random = new SplittableRandom(7);
            for (int i = 0; i < WARM_UP; i++) {
                door.check(ask(i, random));
            }
            double[] decided = new double[DECISIONS];
            for (int i = 0; i < DECISIONS; i++) {
                Ask ask = ask(i, random);
                start = System.nanoTime();
                door.check(ask);
                decided[i] = (System.nanoTime() - start) / 1e6;
            }
            double[] written = new double[RESERVATIONS];
            for (int i = 0; i < RESERVATIONS; i++) {
                Ask ask = ask(WARM_UP + DECISIONS + i, random);
                start = System.nanoTime();
                door.reserve(ask, "benchmark");
                written[i] = (System.nanoTime() - start) / 1e6;
            }
            double[] amidst = new double[DECISIONS];
            for (int i = 0; i < DECISIONS; i++) {
                Ask ask = ask(i, random);
                start = System.nanoTime();
                door.check(ask);
                amidst[i] = (System.nanoTime() - start) / 1e6;
            }
            System.out.printf(
                    "decision: %,d budgets over %,d charges: %s; with %,d reservations %s (goal 1 ms at p99); the first,"
                            + " which reads the ledger, %,.0f ms%n",
                    1 + DEPARTMENTS + TEAMS,
                    times * CHARGES,
                    text(decided),
                    door.reservations().size(),
                    text(amidst),
                    opening);
            System.out.printf("decision and reservation written to the DuckDB file: %s%n", text(written));
        }
    }

    private static List<Stated> budgets() {
        List<Stated> budgets = new ArrayList<>();
        budgets.add(Stated.at("benchmark", Budget.monthly("company", Limit.of("100000000 USD"), Scope.EVERYTHING)));
        for (int i = 0; i < DEPARTMENTS; i++) {
            budgets.add(Stated.at(
                    "benchmark",
                    Budget.monthly("department-" + i, Limit.of("5000000 USD"), Scope.of(Named.PROJECT, "project-" + i))
                            .under("company")));
        }
        for (int i = 0; i < TEAMS; i++) {
            budgets.add(Stated.at(
                    "benchmark",
                    Budget.monthly("team-" + i, Limit.of("50000 USD"), Scope.of(Named.TEAM, "team-" + i))
                            .under("department-" + i % DEPARTMENTS)));
        }
        return budgets;
    }

    private static Ask ask(int number, SplittableRandom random) {
        int team = random.nextInt(TEAMS);
        BigDecimal cost = BigDecimal.valueOf(random.nextInt(100, 100_000), 2);
        return new Ask(
                "run-" + number,
                Map.of(
                        Named.TEAM, "team-" + team,
                        Named.PROJECT, "project-" + team % DEPARTMENTS,
                        Named.NAMESPACE, "ns-" + team % 40,
                        Named.RUN, "run-" + number),
                Map.of(new BudgetUnit.Currency("USD"), Expected.exactly(cost)),
                null,
                null,
                null,
                null,
                "benchmark");
    }

    // the month of the clock and the two before, so that a third of the charges counts
    private static void fill(Path file, int charges) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("insert into charge (id, document, recorded_at, status, start_at, end_at, currency,"
                    + " billed_cost, effective_cost, list_cost, contracted_cost, provider, region, cluster, namespace, pod,"
                    + " team, project, gpu_model, idle, gpu_seconds, measured, tags) select 'rated/' || i, 'benchmark',"
                    + " timestamp '2026-11-01', 'metered', timestamp '2026-09-01' + to_seconds(i * 7919 % 6900000),"
                    + " timestamp '2026-09-01' + to_seconds(i * 7919 % 6900000 + 3600), 'USD', c, c, c, c, 'aws',"
                    + " 'region-' || i % 9, 'c' || i % 3, 'ns-' || i % 40, 'pod-' || i, 'team-' || i % " + TEAMS + ","
                    + " 'project-' || i % " + TEAMS + " % " + DEPARTMENTS
                    + ", 'gpu-' || i % 6, false, 3600, false, '{}'"
                    + " from (select i, cast(i % 9973 as decimal(38, 18)) / 1000 as c from range(" + charges
                    + ") r(i))");
        }
    }

    private static String text(double[] milliseconds) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return "median %.4f ms, p99 %.4f ms, p99.9 %.4f ms of %,d"
                .formatted(
                        sorted[sorted.length / 2],
                        sorted[sorted.length * 99 / 100],
                        sorted[(int) (sorted.length * 999L / 1000)],
                        sorted.length);
    }
}
