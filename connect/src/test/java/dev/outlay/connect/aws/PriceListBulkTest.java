package dev.outlay.connect.aws;

import static dev.outlay.connect.feed.FetchedFeed.cell;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.outlay.connect.feed.FetchedFeed;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.report.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PriceListBulkTest {

    private static final String INDEX = """
            {"formatVersion":"v1.0","regions":{
              "us-east-1":{"regionCode":"us-east-1","currentVersionUrl":"/offers/1/us-east-1/index.json"},
              "eu-west-1":{"regionCode":"eu-west-1","currentVersionUrl":"/offers/1/eu-west-1/index.json"}}}
            """;
    private static final String BEFORE = """
            "FormatVersion","v1.0"
            "Disclaimer","made for a test"
            "Publication Date","2026-07-20T13:45:30Z"
            "Version","20260720134530"
            "OfferCode","AmazonEC2"
            """;
    private static final String COLUMNS = """
            "SKU","OfferTermCode","RateCode","TermType","PriceDescription","EffectiveDate","Unit","PricePerUnit",\
            "Currency","LeaseContractLength","PurchaseOption","OfferingClass","Product Family","Instance Type",\
            "Tenancy","Operating System","License Model","usageType","operation","CapacityStatus","GPU","MarketOption",\
            "Pre Installed S/W","Region Code"
            """;

    @TempDir
    private Path folder;

    @Test
    void theFileOfARegionIsReadRowByRow() {
        List<String> rows = new ArrayList<>();
        rows.add(
                row("A1", "JRTCKXETXF", "OnDemand", "Hrs", "21.9576420000", "", "", "p4d.24xlarge", "Linux", "Shared"));
        rows.add(row(
                "A1",
                "4NA7Y494T4",
                "Reserved",
                "Hrs",
                "13.5170000000",
                "1yr",
                "No Upfront",
                "p4d.24xlarge",
                "Linux",
                "Shared"));
        rows.add(row(
                "A1",
                "NQ3QZPMQV9",
                "Reserved",
                "Quantity",
                "262800",
                "3yr",
                "All Upfront",
                "p4d.24xlarge",
                "Linux",
                "Shared"));
        rows.add(row(
                "A1",
                "NQ3QZPMQV9",
                "Reserved",
                "Hrs",
                "0.0000000000",
                "3yr",
                "All Upfront",
                "p4d.24xlarge",
                "Linux",
                "Shared"));
        rows.add(row("A2", "JRTCKXETXF", "OnDemand", "Hrs", "25", "", "", "p4d.24xlarge", "Windows", "Shared"));
        rows.add(row("A3", "JRTCKXETXF", "OnDemand", "Hrs", "24", "", "", "p4d.24xlarge", "Linux", "Dedicated"));
        rows.add("\"A4\",\"cut off\"\n");
        try (var system = bulk(BEFORE + COLUMNS + String.join("", rows))) {
            FetchedFeed feed = feed(system, "us-east-1");
            Table table = feed.fetch();
            assertThat(feed.lines())
                    .containsExactly(
                            "on-demand p4d.24xlarge us-east-1 21.957642 USD 2026-07-01T00:00:00Z",
                            "reserved p4d.24xlarge us-east-1 10.00 USD 2026-07-01T00:00:00Z");
            assertThat(feed.refusals())
                    .singleElement()
                    .extracting(refusal -> refusal.reason())
                    .asString()
                    .contains("2 of 24");
            assertThat(cell(table, "status")).isEqualTo("fresh");
            assertThat(system.asked)
                    .extracting(asked -> asked.uri().getPath())
                    .containsExactly(
                            "/offers/v1.0/aws/AmazonEC2/current/region_index.json",
                            "/offers/v1.0/aws/AmazonEC2/current/us-east-1/index.csv");
        }
    }

    @Test
    void withoutCsvTheSamePricesAreReadFromJson() {
        try (var system = new FakeSystem((exchange, asked, _) -> {
            switch (last(asked)) {
                case "region_index.json" -> send(exchange, INDEX);
                case "index.json" ->
                    send(exchange, PriceListAnswers.bulk("p4d.24xlarge", "us-east-1", "21.957642", "13.517", "262800"));
                default -> FakeSystem.send(exchange, 404, new byte[0]);
            }
        })) {
            FetchedFeed feed = feed(system, "us-east-1");
            assertThat(cell(feed.fetch(), "status")).isEqualTo("fresh");
            assertThat(feed.lines())
                    .containsExactly(
                            "on-demand p4d.24xlarge us-east-1 21.957642 USD 2026-07-01T00:00:00Z",
                            "reserved p4d.24xlarge us-east-1 10.00 USD 2026-07-01T00:00:00Z");
        }
    }

    @Test
    void aSecondFetchChangesNothingAndAsksOnlyWhetherTheFileChanged() {
        try (var system = new FakeSystem((exchange, asked, _) -> {
            if (asked.header("If-None-Match").equals("\"1\"")) {
                FakeSystem.send(exchange, 304, new byte[0]);
            } else {
                FakeSystem.send(
                        exchange,
                        200,
                        (last(asked).equals("index.csv") ? csv() : INDEX).getBytes(StandardCharsets.UTF_8),
                        "ETag",
                        "\"1\"");
            }
        })) {
            FetchedFeed feed = feed(system, "us-east-1");
            feed.fetch();
            feed.now = feed.now.plus(Duration.ofHours(3));
            Table second = feed.fetch();
            assertThat(cell(second, "new")).isEqualTo("0");
            assertThat(cell(second, "status")).isEqualTo("fresh");
            assertThat(system.asked).hasSize(4);
            assertThat(feed.prices()).hasSize(1);
        }
    }

    @Test
    void withoutNamedRegionsNothingIsLoaded() {
        try (var system = bulk(csv())) {
            var feed = new FetchedFeed(
                    new PriceListBulk(),
                    folder,
                    "OUTLAY_FEED_AWS_BULK_URL",
                    system.url("").toString());
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("not-set-up");
            assertThat(table.notes()).anyMatch(note -> note.contains("OUTLAY_FEED_AWS_BULK_REGIONS"));
            assertThat(system.asked).isEmpty();
        }
    }

    @Test
    void aRegionThatIsNotThereIsSaidAndTheOthersAreRead() {
        try (var system = bulk(csv())) {
            FetchedFeed feed = feed(system, "us-east-1,mars-north-1");
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("partial");
            assertThat(table.notes()).anyMatch(note -> note.contains("no region mars-north-1"));
            assertThat(feed.prices()).hasSize(1);
        }
    }

    @Test
    void aFileWithoutTheColumnsOfTodayIsRefusedWhole() {
        try (var system = bulk(BEFORE + COLUMNS.replace("\"Tenancy\"", "\"Tenure\""))) {
            FetchedFeed feed = feed(system, "us-east-1");
            assertThat(feed.fetch().notes())
                    .anyMatch(note -> note.contains("Tenancy") && note.contains("changed its form"));
            assertThat(feed.prices()).isEmpty();
        }
    }

    @Test
    void aFileThatBreaksOffLeavesThePricesOfBefore() {
        boolean[] broken = new boolean[1];
        try (var system = new FakeSystem((exchange, asked, _) -> {
            String body = last(asked).equals("index.csv") ? csv() : INDEX;
            send(exchange, broken[0] && last(asked).equals("index.csv") ? body.substring(0, body.length() - 9) : body);
        })) {
            FetchedFeed feed = feed(system, "us-east-1");
            feed.fetch();
            broken[0] = true;
            feed.now = feed.now.plus(Duration.ofHours(3));
            Table table = feed.fetch();
            assertThat(table.notes()).anyMatch(note -> note.contains("is not closed") && note.contains("in its place"));
            assertThat(feed.prices()).hasSize(1);
        }
    }

    private static String csv() {
        return BEFORE
                + COLUMNS
                + row("A1", "JRTCKXETXF", "OnDemand", "Hrs", "21.95", "", "", "p4d.24xlarge", "Linux", "Shared");
    }

    private static String row(
            String sku,
            String term,
            String type,
            String unit,
            String price,
            String lease,
            String purchase,
            String machine,
            String system,
            String tenancy) {
        return "\""
                + String.join(
                        "\",\"",
                        sku,
                        term,
                        sku + "." + term,
                        type,
                        "per hour, \"\"all\"\"\nincluded",
                        "2026-07-01",
                        unit,
                        price,
                        "USD",
                        lease,
                        purchase,
                        lease.isEmpty() ? "" : "standard",
                        "Compute Instance",
                        machine,
                        tenancy,
                        system,
                        "No License required",
                        "BoxUsage:" + machine,
                        "RunInstances",
                        "Used",
                        "8",
                        "OnDemand",
                        "NA",
                        "us-east-1")
                + "\"\n";
    }

    private FetchedFeed feed(FakeSystem system, String regions) {
        return new FetchedFeed(
                new PriceListBulk(),
                folder,
                "OUTLAY_FEED_AWS_BULK_URL",
                system.url("").toString(),
                "OUTLAY_FEED_AWS_BULK_REGIONS",
                regions);
    }

    private static FakeSystem bulk(String csv) {
        return new FakeSystem((exchange, asked, _) -> send(exchange, last(asked).equals("index.csv") ? csv : INDEX));
    }

    private static String last(FakeSystem.Asked asked) {
        String path = asked.uri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        FakeSystem.send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
    }
}
