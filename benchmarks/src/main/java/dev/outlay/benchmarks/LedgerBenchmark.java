package dev.outlay.benchmarks;

import dev.outlay.Outlay;
import dev.outlay.Taken;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import java.io.BufferedWriter;
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
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/// How fast usage is back-filled and rated, and how long a report by two keys takes over many charges, each at
/// three sizes. Goals: 33,000 usage rows a second, and a report over 10 million charges within 300 ms at the 95th
/// percentile.
public final class LedgerBenchmark {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final int QUESTIONS = 100;
    private static final List<String> REPORTS =
            List.of("team,gpu-model", "namespace,region", "project,month", "cluster,use");

    private LedgerBenchmark() {}

    public static void main(String... arguments) throws IOException, SQLException, SourceException {
        Path folder = Files.createTempDirectory("outlay-benchmark-");
        try {
            // the first is for warming up, and says what a process that has just started reaches
            for (int thousands : new int[] {100, 25, 100, 400}) {
                Path usage = Files.createTempDirectory(folder, "usage-");
                backfill(usage, thousands * 1_000);
                FocusImportBenchmark.delete(usage);
            }
            for (int millions : new int[] {1, 3, 10}) {
                report(folder.resolve("charges-" + millions + ".duckdb"), millions);
            }
        } finally {
            FocusImportBenchmark.delete(folder);
        }
    }

    private static void backfill(Path folder, int rows) throws IOException, SourceException {
        Path file = folder.resolve("usage.csv");
        write(file, rows);
        long start = System.nanoTime();
        Taken taken;
        try (var outlay =
                new Outlay(() -> DuckDbLedger.open(folder.resolve("ledger.duckdb"), CLOCK), Catalog.builtin(), CLOCK)) {
            taken = outlay.take(UsageFile.source(file, CLOCK, Progress.NONE));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (taken.facts().added() != rows || taken.rated().added() < rows) {
            throw new IllegalStateException("the back-fill lost rows: " + taken);
        }
        System.out.printf(
                "back-fill: %,d usage rows read, kept and rated into %,d charges in %.1f s, %,.0f rows/s (goal 33,000)%n",
                rows, taken.rated().added(), seconds, rows / seconds);
    }

    /// Pods of two hours, one after the other on the eight GPUs of as many machines as the days need.
    private static void write(Path file, int rows) throws IOException {
        Instant first = Instant.parse("2026-09-01T00:00:00Z");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "id,start,end,provider,region,cluster,node,instance_type,capacity_type,namespace,pod,team,project,"
                            + "resource,gpu_model,device,sharing,share,quantity,utilization\n");
            for (int row = 0; row < rows; row++) {
                int gpu = row % 800;
                Instant start = first.plusSeconds(7_200L * (row / 800));
                out.write("u" + row + "," + start + "," + start.plusSeconds(7_200) + ",aws,us-east-1,c1,n" + gpu / 8
                        + ",p4d.24xlarge,on-demand,ns-" + row % 13 + ",pod-" + row + ",team-" + row % 7 + ",project-"
                        + row % 29 + ",gpu,A100-SXM4-40GB,gpu-" + gpu % 8 + ",exclusive,1,1,0.7\n");
            }
        }
    }

    private static void report(Path file, int millions) throws SQLException {
        DuckDbLedger.open(file, CLOCK).close();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("insert into charge (id, document, recorded_at, status, start_at, end_at, currency,"
                    + " billed_cost, effective_cost, list_cost, contracted_cost, provider, region, cluster, namespace, pod,"
                    + " team, project, gpu_model, idle, gpu_seconds, measured, tags) select 'rated/' || i, 'benchmark',"
                    + " timestamp '2026-11-01', 'metered', timestamp '2026-01-01' + to_seconds(i % 20000000),"
                    + " timestamp '2026-01-01' + to_seconds(i % 20000000 + 3600), 'USD', c, c, c, c, 'aws',"
                    + " 'region-' || i % 9, 'c' || i % 3, 'ns-' || i % 40, 'pod-' || i, 'team-' || i % 23,"
                    + " 'project-' || i % 117, 'gpu-' || i % 6, i % 11 = 0, 3600, false, '{\"qos\":\"' || i % 4 || '\"}'"
                    + " from (select i, cast(i % 9973 as decimal(38, 18)) / 1000 + cast(0.000000000001 as decimal(38, 18)) as c"
                    + " from range(" + millions + "000000) r(i))");
        }
        List<Double> first = new ArrayList<>();
        List<Double> milliseconds = new ArrayList<>();
        try (var outlay = new Outlay(() -> DuckDbLedger.open(file, CLOCK), Catalog.builtin(), CLOCK)) {
            for (String by : REPORTS) {
                first.add(ask(outlay, by));
            }
            for (int question = 0; question < QUESTIONS; question++) {
                milliseconds.add(ask(outlay, REPORTS.get(question % REPORTS.size())));
            }
        }
        Collections.sort(milliseconds);
        System.out.printf(
                "report: by two keys over %d M charges: median %.0f ms, 95th percentile %.0f ms of %d (goal 300 at 10 M);"
                        + " the first of each, with the ledger's opening, %s ms%n",
                millions,
                milliseconds.get(QUESTIONS / 2),
                milliseconds.get(QUESTIONS * 95 / 100),
                QUESTIONS,
                first.stream().map(time -> "%.0f".formatted(time)).collect(Collectors.joining(", ")));
    }

    private static double ask(Outlay outlay, String by) {
        long start = System.nanoTime();
        outlay.answer("cost", Parameters.of("by", by));
        return (System.nanoTime() - start) / 1e6;
    }
}
