package dev.outlay.connect.azure;

import static dev.outlay.connect.http.FakeSystem.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.feed.FeedBench;
import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.ledger.Price;
import dev.outlay.report.Table;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The retail prices, spoken by a system on this machine in the shape that Azure publishes.
class AzureRetailPricesTest {

    @TempDir
    Path folder;

    private static String item(String arm, String sku, String type, String price, String more) {
        return """
                {"currencyCode": "USD", "tierMinimumUnits": 0.0, "retailPrice": %s, "unitPrice": %s,
                 "armRegionName": "westeurope", "location": "EU West", "effectiveStartDate": "2026-06-01T00:00:00Z",
                 "meterId": "6f6a0000-0000-4000-8000-000000000001", "meterName": "%s", "productId": "DZH318Z0TEST",
                 "skuId": "DZH318Z0TEST/0001", "productName": "Virtual Machines NCSv3 Series", "skuName": "%s",
                 "serviceName": "Virtual Machines", "serviceFamily": "Compute", "unitOfMeasure": "1 Hour",
                 "type": "%s", "isPrimaryMeterRegion": true, "armSkuName": "%s"%s}""".formatted(price, price, sku, sku, type, arm, more);
    }

    private static String item(String sku, String price) {
        return item("Standard_NC6s_v3", sku, "Consumption", price, "");
    }

    private static String page(@Nullable String next, String... items) {
        return """
                {"BillingCurrency": "USD", "CustomerEntityId": "Default", "CustomerEntityType": "Retail",
                 "Items": [%s], "NextPageLink": %s, "Count": %d}""".formatted(String.join(",", items), next == null ? "null" : "\"" + next + "\"", items.length);
    }

    private static final String EMPTY = page(null);

    /// Answers the main list by page, and the list of meters without a machine name with nothing.
    private static FakeSystem azure(FakeSystem.Answering... pages) {
        int[] main = {0};
        return new FakeSystem((exchange, asked, number) -> {
            String query = URLDecoder.decode(asked.uri().getRawQuery(), StandardCharsets.UTF_8);
            if (query.contains("armSkuName eq ''")) {
                answer(200, EMPTY).answer(exchange, asked, number);
                return;
            }
            pages[Math.min(main[0]++, pages.length - 1)].answer(exchange, asked, number);
        });
    }

    private FeedBench bench(FakeSystem system) {
        return new FeedBench(folder, system, "/api/retail/prices", new AzureRetailPrices());
    }

    @Test
    void statesOnDemandSpotAndTheCheapestReservationFromTheirOwnBeginning() throws Exception {
        try (var system = azure(answer(
                        200,
                        page(
                                null,
                                item("NC6s v3", "3.823"),
                                item("NC6s v3 Spot", "0.70649"),
                                item("NC6s v3 Low Priority", "0.765"),
                                item("Standard_NC6s_v3", "NC6s v3", "DevTestConsumption", "2.9", ""),
                                item(
                                        "Standard_NC6s_v3",
                                        "NC6s v3",
                                        "Reservation",
                                        "21400",
                                        ", \"reservationTerm\": \"1 Year\""),
                                item(
                                        "Standard_NC6s_v3",
                                        "NC6s v3",
                                        "Reservation",
                                        "39420",
                                        ", \"reservationTerm\": \"3 Years\""))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=3 new=3 refused=0");

            assertThat(bench.prices())
                    .containsExactly(
                            "2026-06-01T00:00:00Z Standard_NC6s_v3 westeurope on-demand 3.823 USD per Hour",
                            // 39,420 USD for three years of 8,760 hours
                            "2026-06-01T00:00:00Z Standard_NC6s_v3 westeurope reserved 1.50 USD per Hour",
                            "2026-06-01T00:00:00Z Standard_NC6s_v3 westeurope spot 0.70649 USD per Hour");
            assertThat(bench.facts()).extracting(Price::kind).containsOnly("published");
            assertThat(bench.facts())
                    .extracting(Price::source)
                    .containsOnly("Azure Retail Prices", "Azure Retail Prices, reservation of 3 Years");
            assertThat(bench.facts())
                    .extracting(price -> price.origin().document())
                    .containsOnly(system.url("/api/retail/prices") + " retrieved 2026-11-22T12:00:00Z");
            assertThat(bench.facts())
                    .extracting(price -> price.origin().id())
                    .allMatch(id -> id.matches("feed/azure/[0-9a-f]{32}/2026-06-01T00:00:00Z"));
        }
    }

    @Test
    void passesOverOtherSystemsOtherRegionsMetersAndLaterSteps() throws Exception {
        String windows = item("NC6s v3", "4").replace("NCSv3 Series", "NCSv3 Series Windows");
        String host = item("NC6s v3", "5").replace("NCSv3 Series", "NCSv3 Dedicated Host");
        String later = item("NC6s v3", "6").replace("\"tierMinimumUnits\": 0.0", "\"tierMinimumUnits\": 100.0");
        String shared =
                item("NC6s v3", "7").replace("\"isPrimaryMeterRegion\": true", "\"isPrimaryMeterRegion\": false");
        String fpga = item("Standard_NP10s", "NP10s", "Consumption", "8", "");
        try (var system = azure(answer(200, page(null, windows, host, later, shared, fpga, item("NC6s v3", "3.823"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=1 refused=0");
            assertThat(bench.prices())
                    .containsExactly("2026-06-01T00:00:00Z Standard_NC6s_v3 westeurope on-demand 3.823 USD per Hour");
        }
    }

    @Test
    void knowsAMachineByTheTextOfItsSkuWhereItsNameIsEmpty() throws Exception {
        String unnamed = page(null, item("", "NC16asT4 v3 Spot", "Consumption", "0.4", ""));
        try (var system = new FakeSystem((exchange, asked, number) -> {
                    boolean second = asked.uri().getQuery().contains("armSkuName eq ''");
                    answer(200, second ? unnamed : page(null, item("NC6s v3", "3.823")))
                            .answer(exchange, asked, number);
                });
                var bench = bench(system)) {
            bench.fetch();
            assertThat(bench.prices())
                    .contains("2026-06-01T00:00:00Z Standard_NC16as_T4_v3 westeurope spot 0.40 USD per Hour");
        }
    }

    @Test
    void followsThePagesAsTheyAreLinkedAtTheAddressThatIsSet() throws Exception {
        try (var system = azure(
                        answer(
                                200,
                                page(
                                        "https://prices.azure.com:443/api/retail/prices?api-version=x&$skip=1000",
                                        item("NC6s v3", "3.823"))),
                        answer(200, page(null, item("NC6s v3 Spot", "0.70649"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=2 new=2 refused=0");
            assertThat(system.asked.get(0).uri().getQuery())
                    .isEqualTo("api-version=2023-01-01-preview&currencyCode='USD'&meterRegion='primary'&$filter="
                            + "serviceName eq 'Virtual Machines' and contains(armSkuName, 'Standard_N')");
            assertThat(system.asked.get(1).uri().getQuery()).isEqualTo("api-version=x&$skip=1000");
        }
    }

    @Test
    void aSecondFetchOfTheSamePricesChangesNothing() throws Exception {
        try (var system = azure(answer(200, page(null, item("NC6s v3", "3.823"), item("NC6s v3 Spot", "0"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=1 refused=1");
            // within the hour, from what was kept
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=0 refused=1");
            assertThat(system.asked).hasSize(2);
            bench.now = FeedBench.NOON.plusSeconds(7200);
            // after it, asked again
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=0 refused=1");
            assertThat(system.asked).hasSize(4);
            assertThat(bench.prices()).hasSize(1);
            assertThat(bench.refused()).containsExactly("Items[1].retailPrice: 0: a price is above zero");
        }
    }

    @Test
    void aChangeIsAnewPriceFromItsOwnBeginningOrElseFromWhenItWasSeen() throws Exception {
        String raised = item("NC6s v3", "4.10").replace("2026-06-01", "2026-12-01");
        try (var system = azure(
                        answer(200, page(null, item("NC6s v3", "3.823"))),
                        answer(200, page(null, raised)),
                        answer(200, page(null, raised.replace("4.10", "4.20"))),
                        answer(200, page(null, raised.replace("4.10", "4.20"))));
                var bench = bench(system)) {
            for (int hour = 0; hour < 4; hour++) {
                bench.now = FeedBench.NOON.plusSeconds(hour * 864_000L);
                bench.fetch();
            }
            assertThat(bench.prices())
                    .containsExactly(
                            "2026-06-01T00:00:00Z Standard_NC6s_v3 westeurope on-demand 3.823 USD per Hour",
                            "2026-12-01T00:00:00Z Standard_NC6s_v3 westeurope on-demand 4.10 USD per Hour",
                            // corrected by Azure without a new date: it counts from when it was seen
                            "2026-12-12T12:00:00Z Standard_NC6s_v3 westeurope on-demand 4.20 USD per Hour");
        }
    }

    @Test
    void waitsWhereItIsThrottledAndGoesOnFromTheSameLink() throws Exception {
        try (var system = azure(
                        answer(200, page("https://prices.azure.com/?$skip=1000", item("NC6s v3", "3.823"))),
                        answer(429, "", "Retry-After", "3"),
                        answer(503, "", "Retry-After", "2"),
                        answer(200, page(null, item("NC6s v3 Spot", "0.70649"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=2 new=2 refused=0");
            assertThat(bench.pace.sleeps).extracting(Duration::toSeconds).contains(3L, 2L);
            assertThat(system.asked.get(1).uri()).isEqualTo(system.asked.get(3).uri());
        }
    }

    @Test
    void keepsWhatCameBeforeAPageThatBreaksOffAndSaysWhatIsMissing() throws Exception {
        String cut = page(null, item("NC6s v3 Spot", "0.70649"), item("NC12s v3", "7"));
        try (var system = azure(
                        answer(200, page("https://prices.azure.com/?$skip=1000", item("NC6s v3", "3.823"))),
                        answer(200, cut.substring(0, cut.length() - 120)));
                var bench = bench(system)) {
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=partial prices=2 new=2 refused=0");
            assertThat(table.heading()).containsEntry("failed", "1");
            assertThat(table.notes())
                    .singleElement()
                    .asString()
                    .startsWith("azure is partial: Azure Retail Prices at " + system.url("/api/retail/prices")
                            + " answered with a body that breaks off or is no JSON")
                    .endsWith("so the reserved prices of Azure were left as they were");
        }
    }

    @Test
    void takesTheLastGoodAnswerInPlaceOfAPageThatFails() throws Exception {
        var first = answer(200, page("https://prices.azure.com/?$skip=1000", item("NC6s v3", "3.823")));
        var second = answer(200, page("https://prices.azure.com/?$skip=2000", item("NC6s v3 Spot", "0.70649")));
        var third = answer(200, page(null, item("Standard_NC12s_v3", "NC12s v3", "Consumption", "7.646", "")));
        var changed = answer(200, page(null, item("Standard_NC12s_v3", "NC12s v3", "Consumption", "8", "")));
        var down = answer(500, "");
        try (var system = azure(first, second, third, first, down, down, down, down, down, changed);
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=3 new=3 refused=0");
            bench.now = FeedBench.NOON.plusSeconds(18_000);
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=partial prices=3 new=1 refused=0");
            assertThat(table.notes().getFirst())
                    .contains("failed (status 500), tried 5 times")
                    .endsWith("what it said at 2026-11-22T12:00:00Z was taken in its place");
        }
    }

    @Test
    void isStaleWithItsAgeWhereNothingAnswers() throws Exception {
        try (var system = azure(answer(200, page(null, item("NC6s v3", "3.823"))));
                var bench = bench(system)) {
            bench.fetch();
            system.close();
            bench.now = FeedBench.NOON.plusSeconds(5 * 3600 + 720);
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=stale prices=1 new=0 refused=0");
            assertThat(table.rows().getFirst().subList(6, 8)).containsExactly("2026-11-22T12:00:00Z", "5.2");
            assertThat(table.heading()).containsEntry("failed", "1");
            assertThat(table.notes().getFirst()).startsWith("azure is stale: ").contains("cannot be reached");
            assertThat(bench.status().rows().getFirst().get(2)).isEqualTo("stale");
        }
    }

    @Test
    void refusesRowsOfAnotherFormAndKeepsTheGoodOnes() throws Exception {
        String renamed = item("NC6s v3", "3").replace("\"retailPrice\"", "\"retail_price\"");
        String asText = item("NC6s v3", "\"3.9\"");
        String perMonth = item("NC6s v3", "3").replace("1 Hour", "1/Month");
        String nowhere = item("NC6s v3", "3").replace("\"westeurope\"", "\"\"");
        String absurd = item("Standard_NC12s_v3", "NC12s v3", "Consumption", "900000", "");
        try (var system = azure(answer(
                        200, page(null, renamed, asText, perMonth, nowhere, absurd, "[]", item("NC6s v3", "3.823"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=1 new=1 refused=6");
            assertThat(bench.refused())
                    .containsExactlyInAnyOrder(
                            "Items[0].retailPrice: null: the field 'retailPrice' is missing: the feed may have changed"
                                    + " its form",
                            "Items[1].retailPrice: \"3.9\": the field 'retailPrice' is not a number: the feed may have"
                                    + " changed its form",
                            "Items[2].unitOfMeasure: 1/Month: a price of a machine is by '1 Hour'",
                            "Items[3].armRegionName: null: the field 'armRegionName' is missing: the feed may have"
                                    + " changed its form",
                            "Items[5]: []: an object is expected here: the feed may have changed its form",
                            "on-demand Standard_NC12s_v3 in westeurope: 900000.00 USD per Hour: a price of more than"
                                    + " 5000 per Hour is not believed");
        }
    }

    @Test
    void aListOfAnotherFormIsNoListAndTheLastGoodOneHolds() throws Exception {
        try (var system = azure(answer(200, page(null, item("NC6s v3", "3.823"))), answer(200, "{\"value\": []}"));
                var bench = bench(system)) {
            bench.fetch();
            bench.now = FeedBench.NOON.plusSeconds(7200);
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=partial prices=1 new=0 refused=0");
            assertThat(table.notes().getFirst())
                    .contains("has another form than expected: Items: the list 'Items' is missing");
        }
    }

    @Test
    void refusesAListThatLostMoreThanHalfUnlessTheCallerTakesIt() throws Exception {
        String[] many = new String[10];
        for (int i = 0; i < many.length; i++) {
            many[i] = item("NC6s v3", "3.823").replace("westeurope", "region" + i);
        }
        try (var system = azure(
                        answer(200, page(null, many)),
                        answer(200, page(null, item("NC6s v3", "2"), item("NC6s v3 Spot", "1"))));
                var bench = bench(system)) {
            assertThat(bench.outcome()).isEqualTo("status=fresh prices=10 new=10 refused=0");
            bench.now = FeedBench.NOON.plusSeconds(7200);
            Table table = bench.fetch();
            assertThat(FeedBench.outcome(table)).isEqualTo("status=refused prices=10 new=0 refused=0");
            assertThat(table.notes())
                    .containsExactly("azure is refused: it has 2 prices, less than half of the 10 of"
                            + " 2026-11-22T12:00:00Z: nothing of it was taken; where that is right, fetch with"
                            + " --accept-shrunk");
            assertThat(bench.prices()).hasSize(10);

            table = bench.fetch(new PriceFetch.Wish(List.of("azure"), true));
            assertThat(FeedBench.outcome(table)).isEqualTo("status=fresh prices=2 new=2 refused=0");
        }
    }
}
