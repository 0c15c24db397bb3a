package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.monitor.Gathered;
import dev.outlay.monitor.Metric;
import dev.outlay.monitor.Watches;
import dev.outlay.server.metrics.OwnMetrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Prometheus reads of a running server.
@QuarkusTest
@TestProfile(MetricsProfile.class)
class MetricsTest {

    private static final String OPEN = "application/openmetrics-text";
    private static final Path REFERENCE = Path.of("../docs/reference/metrics.md");

    @BeforeEach
    void waitForTheFirstGathering() throws InterruptedException {
        for (int i = 0; i < 200 && !scrape("text/plain").contains("outlay_metrics_gathered_timestamp_seconds"); i++) {
            Thread.sleep(50);
        }
    }

    @Test
    void givesTheFiguresThatTheReportsGive() {
        String total = given().get("/api/v1/reports/cost").jsonPath().getString("total");
        String saved = given().get("/api/v1/reports/savings").jsonPath().getString("saved");

        assertThat(Double.parseDouble(value("gpu_autoscaler_total_cost_usd"))).isEqualTo(Double.parseDouble(total));
        assertThat(Double.parseDouble(value("gpu_autoscaler_total_savings_usd")))
                .isEqualTo(Double.parseDouble(saved));
        assertThat(value("outlay_ledger_charges")).isEqualTo("960.0");
        assertThat(value("outlay_ledger_facts{kind=\"charge\",}")).isEqualTo("960.0");
        assertThat(value("outlay_freshness_age_seconds{provider=\"aws\",}")).isEqualTo("0.0");
        assertThat(value("outlay_metrics_failed_watches")).isEqualTo("0.0");
        assertThat(scrape("text/plain"))
                .contains("outlay_cost_month_to_date{currency=\"USD\",project=\"pretraining\",team=\"language\",} ")
                .contains("outlay_gpus{cluster=\"fra-h100\",gpu_type=\"H100-SXM5-80GB\",use=\"idle\",} ");
    }

    @Test
    void aScrapeAsksTheLedgerNothing() {
        given().get("/api/v1/reports/cost").then().statusCode(200);
        long before = MetricsProfile.ASKED_BY_REQUESTS.get();

        for (int i = 0; i < 20; i++) {
            scrape("text/plain");
        }

        assertThat(before).as("a report does ask").isPositive();
        assertThat(MetricsProfile.ASKED).hasPositiveValue();
        assertThat(MetricsProfile.ASKED_BY_REQUESTS).hasValue(before);
    }

    @Test
    void speaksOpenMetricsWithWhoeverWantsIt() {
        Response open = given().header("Accept", OPEN + ";version=1.0.0,text/plain;q=0.5")
                .get("/metrics");
        Response text = given().header("Accept", "text/plain;version=0.0.4").get("/metrics");

        assertThat(open.contentType()).startsWith(OPEN + "; version=1.0.0");
        assertThat(open.asString()).endsWith("# EOF\n").contains("# TYPE gpu_autoscaler_total_cost_usd gauge");
        assertThat(open.header("Vary")).isEqualTo("Accept");
        assertThat(text.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(text.asString()).doesNotContain("# EOF").contains("# TYPE gpu_autoscaler_total_cost_usd gauge");
    }

    @Test
    void promtoolFindsNothingToSayAboutOurOwnMetrics() throws Exception {
        String own = scrape("text/plain")
                .lines()
                .filter(line -> line.matches("(# (HELP|TYPE) )?(outlay_|gpu_autoscaler_).*"))
                .collect(Collectors.joining("\n", "", "\n"));

        Promtool.Said said = Promtool.run(own, "check", "metrics");

        assertThat(said.text()).isEmpty();
        assertThat(said.code()).isZero();
    }

    @Test
    void theReferenceNamesEveryMetricWithItsLabelsAndSentence() throws IOException {
        List<String> page = Files.readAllLines(REFERENCE);

        assertThat(page).containsAll(metrics().map(MetricsTest::row).toList());
        assertThat(page.stream()
                        .filter(line -> line.startsWith("| `outlay_") || line.startsWith("| `gpu_autoscaler_"))
                        .filter(line -> !line.startsWith("| `outlay_import_rows_total`")))
                .hasSize((int) metrics().count());
    }

    @Test
    void everyMetricThatIsScrapedIsInTheReference() {
        TreeSet<String> known = metrics().map(Metric::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(scrape("text/plain")
                        .lines()
                        .filter(line -> line.startsWith("# TYPE outlay_") || line.startsWith("# TYPE gpu_autoscaler_"))
                        .map(line -> line.split(" ", -1)[2]))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    private static Stream<Metric> metrics() {
        return Stream.of(
                        Watches.ALL.stream().flatMap(watch -> watch.metrics().stream()),
                        Gathered.METRICS.stream(),
                        OwnMetrics.ALL.stream())
                .flatMap(each -> each);
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + metric.name() + "` | " + (labels.isEmpty() ? "" : labels + " ") + "| " + metric.help() + " |";
    }

    private static String value(String series) {
        return scrape("text/plain")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + scrape("text/plain")));
    }

    private static String scrape(String accept) {
        return given().header("Accept", accept).get("/metrics").asString();
    }
}
