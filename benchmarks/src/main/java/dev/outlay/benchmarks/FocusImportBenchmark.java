package dev.outlay.benchmarks;

import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.connect.focus.FocusFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDriver;

/// How fast a FOCUS bill is imported, beside a raw load of the same file by DuckDB in the same run.
///
/// The raw load is `create table as select * from read_csv(file)`: it understands nothing, refuses nothing and may
/// be repeated only by starting over. The two alternate; the ratio is the median over the rounds. Arguments: the
/// number of rounds (7) and of thousands of rows (500). With the one argument `scale` it imports bills of 1, 4 and
/// 16 times 125,000 rows instead, each the median of three, and prints their rates.
public final class FocusImportBenchmark {

    private static final Path SAMPLE = Path.of("../shared/data/focus/focus_1_0_sample.csv");
    private static final String HEADER =
            "AvailabilityZone,BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,"
                    + "BillingPeriodStart,ChargeCategory,ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,"
                    + "ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,InvoiceIssuerName,ListCost,ListUnitPrice,"
                    + "PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,RegionName,ResourceId,"
                    + "ServiceCategory,ServiceName,SkuId,SkuPriceId,SubAccountId,SubAccountName,Tags";

    private FocusImportBenchmark() {}

    public static void main(String... arguments) throws IOException, SQLException, SourceException {
        if (arguments.length > 0 && arguments[0].equals("scale")) {
            scale();
            return;
        }
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int thousands = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path folder = Files.createTempDirectory("outlay-benchmark-");
        Path bill = folder.resolve("bill.csv");
        try {
            write(bill, thousands);
            long rows = 1_000L * thousands;
            System.out.printf(
                    "%,d rows, %,d bytes, %s%n",
                    rows, Files.size(bill), Files.exists(SAMPLE) ? "from the sample bill" : "generated");
            List<Double> ratios = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                double raw = rows / raw(bill, folder.resolve("raw-" + round + ".duckdb"));
                double ours = rows / ours(bill, folder.resolve("ledger-" + round + ".duckdb"), rows);
                System.out.printf(
                        "%s raw load %,.0f rows/s, import %,.0f rows/s, ratio %.2f%n",
                        round == 0 ? "warm-up:" : "round " + round + ":", raw, ours, ours / raw);
                if (round > 0) {
                    ratios.add(ours / raw);
                    rates.add(ours);
                }
            }
            System.out.printf(
                    "FOCUS import: median %,.0f rows/s, median ratio to a raw load %.2f (goal 0.60)%n",
                    median(rates), median(ratios));
        } finally {
            delete(folder);
        }
    }

    private static void scale() throws IOException, SourceException {
        Path folder = Files.createTempDirectory("outlay-benchmark-");
        try {
            System.out.println("     rows    rows/s  to the first");
            double first = 0;
            for (int thousands : new int[] {125, 500, 2_000}) {
                Path bill = folder.resolve("bill-" + thousands + ".csv");
                write(bill, thousands);
                long rows = 1_000L * thousands;
                List<Double> rates = new ArrayList<>();
                for (int round = 0; round <= 3; round++) {
                    Path database = folder.resolve("ledger-" + thousands + "-" + round + ".duckdb");
                    double rate = rows / ours(bill, database, rows);
                    // the first is for warming up
                    if (round > 0) {
                        rates.add(rate);
                    }
                }
                first = first == 0 ? median(rates) : first;
                System.out.printf("%,9d %,9.0f  %.2f%n", rows, median(rates), median(rates) / first);
                Files.delete(bill);
            }
        } finally {
            delete(folder);
        }
    }

    private static double raw(Path bill, Path database) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + database, new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("create table bill as select * from read_csv('" + bill + "', nullstr = 'NULL')");
        }
        return seconds(start);
    }

    private static double ours(Path bill, Path database, long rows) throws SourceException {
        long start = System.nanoTime();
        try (Ledger ledger = DuckDbLedger.open(database, InstantSource.system())) {
            Appended appended = ledger.append(FocusFile.source(bill, InstantSource.system(), Progress.NONE)
                    .read());
            if (appended.added() != rows) {
                throw new IllegalStateException("the import lost rows: " + appended);
            }
        }
        return seconds(start);
    }

    private static void write(Path bill, int thousands) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(bill)) {
            List<String> lines = Files.exists(SAMPLE) ? Files.readAllLines(SAMPLE) : generated();
            out.write(lines.getFirst() + "\n");
            for (int copy = 0; copy < thousands; copy++) {
                for (String line : lines.subList(1, lines.size())) {
                    // another zone makes another row of each copy, where none is said
                    out.write(line.startsWith("NULL,") ? "zone-" + copy + line.substring(4) : line);
                    out.write('\n');
                }
            }
        }
    }

    private static List<String> generated() {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        IntStream.range(0, 1_000)
                .mapToObj(row -> "NULL,0.0000" + (1_000_003L * row % 999_983) + ",\"1234567890\",\"USD\","
                        + "\"2024-10-01 00:00:00\",\"2024-09-01 00:00:00\",\"Usage\",\"$0." + row
                        + " per GPU hour of a machine in a region\",\"Usage-Based\",\"2024-09-18 23:00:00\","
                        + "\"2024-09-18 22:00:00\"," + row + ".000000000000000,\"Hours\",0.00000000000,0.0001,"
                        + "\"Amazon Web Services, Inc.\",0.0000" + row + ",\"0.0000004\",\"Standard\"," + row
                        + ".00000000000,\"Hours\",\"AWS\",\"Amazon Web Services, Inc.\",\"us-west-2\","
                        + "\"US West (Oregon)\",\"arn:aws:ec2:us-west-2:347410479675:instance/i-" + (row * 7_919L)
                        + "\",\"Compute\",\"Amazon Elastic Compute Cloud\",\"G95FST5FTYV3JSRX\","
                        + "\"G95FST5FTYV3JSRX.JRTCKXETXF." + row + "\",\"51738928782\",\"Atlas Nimbus\","
                        + (row % 3 == 0
                                ? "NULL"
                                : "\"{\"\"application\"\": \"\"app-" + row % 50
                                        + "\"\", \"\"environment\"\": \"\"dev\"\"}\""))
                .forEach(lines::add);
        return lines;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
