package dev.outlay.benchmarks;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/// How long a forecast, a search for anomalies and a look at freshness take over 10 million charges of 110 days, in
/// which one team's work doubles in one region ten days before the end.
public final class OutlookBenchmark {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final int TIMES = 5;

    private OutlookBenchmark() {}

    public static void main(String... arguments) throws IOException, SQLException {
        int millions = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("outlay-benchmark-");
        try {
            Path file = folder.resolve("charges.duckdb");
            fill(file, millions);
            try (var outlay = new Outlay(() -> DuckDbLedger.open(file, CLOCK), Catalog.builtin(), CLOCK)) {
                time(outlay, "freshness", Parameters.NONE);
                time(outlay, "forecast", Parameters.NONE);
                time(outlay, "forecast", Parameters.of("by", "project", "evaluate", "true"));
                Table found = time(outlay, "anomalies", Parameters.NONE);
                found.rows().forEach(row -> System.out.println("  found: " + row.getFirst()));
            }
        } finally {
            FocusImportBenchmark.delete(folder);
        }
    }

    private static Table time(Outlay outlay, String report, Parameters parameters) {
        List<Double> seconds = new ArrayList<>();
        Table answer = null;
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            answer = outlay.answer(report, parameters);
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        double first = seconds.getFirst();
        Collections.sort(seconds);
        System.out.printf(
                "%s %s: median %.2f s, first %.2f s%n", report, parameters.values(), seconds.get(TIMES / 2), first);
        return Objects.requireNonNull(answer);
    }

    private static void fill(Path file, int millions) throws SQLException {
        DuckDbLedger.open(file, CLOCK).close();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("insert into charge (id, document, recorded_at, status, start_at, end_at, currency,"
                    + " billed_cost, effective_cost, list_cost, contracted_cost, provider, region, cluster, namespace,"
                    + " pod, team, project, gpu_model, service_category, service, charge_category, charge_frequency, sku,"
                    + " idle, gpu_seconds, measured, tags) select 'rated/' || i, 'benchmark', timestamp '2026-11-01',"
                    + " 'metered', started, started + interval 1 hour, 'USD', c, c, c, c, 'aws', 'region-' || i % 9, 'c' || i % 3,"
                    + " 'ns-' || i % 40, 'pod-' || i, 'team-' || i % 23, 'project-' || i % 117, 'gpu-' || i % 6,"
                    + " 'Compute', 'EC2', 'Usage', 'Usage-Based', 'sku-' || i % 6, i % 11 = 0,"
                    + " cast(3600 * f as decimal(38, 18)), false, '{}' from (select i, started, f, cast(2 * f as"
                    + " decimal(38, 18)) as c from (select i, timestamp '2026-07-14' + to_seconds(i * 7919 % 9504000) as"
                    + " started, (0.8 + 0.4 * (i * 104729 % 1000) / 1000.0)"
                    + " * case when i % 23 = 3 and i % 9 = 4 and i * 7919 % 9504000 > 8640000 then 4 else 1 end as f"
                    + " from range(" + millions + "000000) r(i)))");
        }
    }
}
