package dev.outlay.connect.gcp;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloudBillingTest {

    private static final String T4 =
            sku("1", "Nvidia Tesla T4 GPU running in Americas", "OnDemand", "h", 0, 350_000_000);
    private static final String T4_SPOT = sku(
            "2",
            "Nvidia Tesla T4 GPU attached to Spot Preemptible VMs running in Americas",
            "Preemptible",
            "h",
            0,
            175_000_000);
    private static final String COMMITTED = sku(
            "3", "Commitment v1: Nvidia Tesla T4 GPU running in Americas for 1 Year", "Commit1Yr", "h", 0, 220_500_000);
    private static final String CORE =
            sku("4", "N1 Predefined Instance Core running in Americas", "OnDemand", "h", 0, 31_611_000);
    private static final String MEMORY =
            sku("5", "N1 Predefined Instance Ram running in Americas", "OnDemand", "GiBy.h", 0, 4_237_000);
    private static final String H100 =
            sku("6", "Nvidia H100 80GB GPU running in Americas", "OnDemand", "h", 9, 796_500_000);

    @TempDir
    private Path folder;

    @Test
    void machinesCostTheSumOfTheirPartsAndAPartAloneIsNotStated() {
        try (var system =
                FakeSystem.inTurn(answer("TOKEN+2", T4, COMMITTED, CORE, T4_SPOT), answer("", MEMORY, H100))) {
            FetchedFeed feed = feed(system);
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("fresh");
            // 0.35 + 8 x 0.031611 + 30 x 0.004237; spot has no core, and H100 machines have none either
            assertThat(feed.lines())
                    .contains("on-demand n1-standard-8-t4 us-central1 0.729998 USD 2026-07-16T06:05:58Z")
                    .allMatch(line -> line.startsWith("on-demand n1-standard-"));
            assertThat(feed.prices()).allSatisfy(price -> {
                assertThat(price.provider()).isEqualTo("gcp");
                assertThat(price.source()).isEqualTo("Google Cloud Billing Catalog, sum of cores, memory and GPUs");
                assertThat(price.origin().document()).contains("/v1/services/6F81-5844-456A/skus retrieved");
            });
            assertThat(system.asked.getLast().uri().getRawQuery()).contains("pageToken=TOKEN%2B2", "currencyCode=USD");
            assertThat(system.asked).allSatisfy(asked -> {
                assertThat(asked.header("X-Goog-Api-Key")).isEqualTo("key-123");
                assertThat(asked.uri().toString()).doesNotContain("key-123");
            });
        }
    }

    @Test
    void aSecondFetchChangesNothingEvenWhereOnlyTheDateOfThePartsMoved() {
        String moved = "2026-08-21T06:00:00.000Z";
        try (var system = FakeSystem.inTurn(
                answer("", T4, CORE, MEMORY),
                answer("", T4.replace("2026-07-16T06:05:58.000Z", moved), CORE, MEMORY),
                answer(
                        "",
                        T4.replace("350000000", "360000000").replace("2026-07-16T06:05:58.000Z", moved),
                        CORE,
                        MEMORY))) {
            FetchedFeed feed = feed(system);
            feed.fetch();
            var before = feed.prices();
            feed.now = feed.now.plus(Duration.ofDays(2));
            assertThat(cell(feed.fetch(), "new")).isEqualTo("0");
            assertThat(feed.prices()).isEqualTo(before);
            assertThat(cell(feed.fetch(), "new")).isEqualTo(Integer.toString(before.size()));
            assertThat(feed.lines())
                    .contains("on-demand n1-standard-8-t4 us-central1 0.739998 USD 2026-08-21T06:00:00Z");
        }
    }

    @Test
    void wherePagesBreakOffMachinesWhosePartsWereReadHaveTheirPrice() {
        try (var system = FakeSystem.inTurn(
                answer("2", T4, CORE, MEMORY), (exchange, _, _) -> send(exchange, "{\"skus\":[{\"skuId\":\"7\","))) {
            FetchedFeed feed = feed(system);
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("partial");
            assertThat(table.notes()).anyMatch(note -> note.contains("from page 2 on") && note.contains("breaks off"));
            assertThat(feed.lines())
                    .contains("on-demand n1-standard-8-t4 us-central1 0.729998 USD 2026-07-16T06:05:58Z");
        }
    }

    @Test
    void partsThatCannotBeReadAreRefusedAlone() {
        String tiers = CORE.replace(
                "\"tieredRates\":[",
                "\"tieredRates\":[{\"startUsageAmount\":0,\"unitPrice\":{\"currencyCode\":\"USD\"}},");
        String twice = T4.replace("350000000", "400000000").replace("\"skuId\":\"1\"", "\"skuId\":\"9\"");
        String daily = MEMORY.replace("GiBy.h", "GiBy.d");
        try (var system = FakeSystem.inTurn(answer("", T4, twice, tiers, CORE, daily, MEMORY, "[1]"))) {
            FetchedFeed feed = feed(system);
            feed.fetch();
            assertThat(feed.lines())
                    .contains("on-demand n1-standard-8-t4 us-central1 0.729998 USD 2026-07-16T06:05:58Z");
            assertThat(feed.refusals())
                    .extracting(refusal -> refusal.reason())
                    .hasSize(4)
                    .anyMatch(reason -> reason.contains("has a price already") && reason.contains("by SKU 1"))
                    .anyMatch(reason -> reason.contains("one rate is expected"))
                    .anyMatch(reason -> reason.contains("priced per GiBy.h"))
                    .anyMatch(reason -> reason.contains("an object is expected"));
        }
    }

    @Test
    void anotherFormIsSaidAndTheLedgerKeepsWhatItHad() {
        try (var system = FakeSystem.inTurn(
                answer("", T4, CORE, MEMORY), (exchange, _, _) -> send(exchange, "{\"services\":[]}"))) {
            FetchedFeed feed = feed(system);
            feed.fetch();
            int before = feed.prices().size();
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("stale");
            assertThat(table.notes()).anyMatch(note -> note.contains("the list 'skus' is missing"));
            assertThat(feed.prices()).hasSize(before);
        }
    }

    @Test
    void aListThatShrankByMoreThanHalfIsRefusedWithTheReason() {
        String oneRegion = T4.replace("\"us-central1\",\"us-east1\",\"us-west1\"", "\"us-west1\"");
        try (var system = FakeSystem.inTurn(
                answer("", T4, CORE, MEMORY), answer("", oneRegion.replace("350000000", "100000000"), CORE, MEMORY))) {
            FetchedFeed feed = feed(system);
            feed.fetch();
            var before = feed.prices();
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("refused");
            assertThat(table.notes()).anyMatch(note -> note.contains("less than half"));
            assertThat(feed.prices()).isEqualTo(before);
        }
    }

    @Test
    void throttlingIsObeyedAndWithoutAKeyNothingIsAsked() {
        try (var system = FakeSystem.inTurn(
                FakeSystem.answer(429, "{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\"}}", "Retry-After", "7"),
                answer("", T4, CORE, MEMORY))) {
            FetchedFeed feed = feed(system);
            assertThat(cell(feed.fetch(), "status")).isEqualTo("fresh");
            assertThat(feed.pace.sleeps).contains(Duration.ofSeconds(7));
            feed.environment.remove("GOOGLE_CLOUD_API_KEY");
            assertThat(cell(feed.fetch(), "status")).isEqualTo("not-set-up");
            assertThat(system.asked).hasSize(2);
        }
    }

    private FetchedFeed feed(FakeSystem system) {
        return new FetchedFeed(
                new CloudBilling(),
                folder,
                "OUTLAY_FEED_GCP_URL",
                system.url("").toString(),
                "GOOGLE_CLOUD_API_KEY",
                "key-123");
    }

    private static FakeSystem.Answering answer(String token, String... skus) {
        return (exchange, _, _) ->
                send(exchange, "{\"skus\":[" + String.join(",", skus) + "],\"nextPageToken\":\"" + token + "\"}");
    }

    private static String sku(String id, String description, String usage, String unit, int units, int nanos) {
        return """
                {"name":"services/6F81-5844-456A/skus/%1$s","skuId":"%1$s","description":"%2$s",\
                "category":{"serviceDisplayName":"Compute Engine","resourceFamily":"Compute","resourceGroup":"GPU",\
                "usageType":"%3$s"},"serviceRegions":["us-central1","us-east1","us-west1"],\
                "pricingInfo":[{"summary":"","pricingExpression":{"usageUnit":"%4$s","displayQuantity":1,\
                "tieredRates":[{"startUsageAmount":0,"unitPrice":{"currencyCode":"USD","units":"%5$d","nanos":%6$d}}]},\
                "currencyConversionRate":1,"effectiveTime":"2026-07-16T06:05:58.000Z"}],\
                "serviceProviderName":"Google"}""".formatted(id, description, usage, unit, units, nanos);
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        FakeSystem.send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
    }
}
