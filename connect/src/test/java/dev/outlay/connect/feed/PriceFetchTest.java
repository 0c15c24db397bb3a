package dev.outlay.connect.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFetchTest {

    @TempDir
    Path folder;

    private final FakeFeed lambda = new FakeFeed("lambda", "lambda");
    private final FakeFeed spot = new FakeFeed("aws-spot", "aws");
    private final FakeFeed list = new FakeFeed("aws", "aws");

    private FeedBench bench() {
        return new FeedBench(folder, List.of(lambda, list, spot));
    }

    private static List<String> column(Table table, int index) {
        return table.rows().stream().map(row -> String.valueOf(row.get(index))).toList();
    }

    @Test
    void readsTheFeedsOfAProviderInTheOrderInWhichTheyAreListed() throws Exception {
        lambda.says("2026-11-22T12:00:00Z", "gpu_1x_a10", "1.29");
        list.says("2026-11-22T12:00:00Z", "p3.2xlarge", "3.06");
        spot.says("2026-11-22T12:00:00Z", "p3.2xlarge", "1.01");
        try (var bench = bench()) {
            assertThat(column(bench.fetch(new PriceFetch.Wish(List.of("Amazon Web Services"), false)), 0))
                    .containsExactly("aws", "aws-spot");
            assertThat(column(bench.fetch(new PriceFetch.Wish(List.of("aws-spot", "Lambda"), false)), 0))
                    .containsExactly("lambda", "aws-spot");
            assertThat(column(bench.fetch(), 0)).containsExactly("lambda", "aws", "aws-spot");
            assertThatExceptionOfType(CallersMistake.class)
                    .isThrownBy(() -> bench.fetch(new PriceFetch.Wish(List.of("akash"), false)))
                    .withMessage("no price feed is called 'akash': there are lambda, aws, aws-spot");
        }
    }

    @Test
    void aFeedThatFailsKeepsNobodyElseFromBeingRead() throws Exception {
        lambda.failure = "Lambda is down";
        list.says("2026-11-22T12:00:00Z", "p3.2xlarge", "3.06").failure = "page 2 is gone";
        spot.says("2026-11-22T12:00:00Z", "p4d.24xlarge", "9");
        try (var bench = bench()) {
            Table table = bench.fetch();
            assertThat(column(table, 2)).containsExactly("failed", "partial", "fresh");
            assertThat(table.heading()).containsEntry("failed", "2").containsEntry("new", "2");
            assertThat(table.notes())
                    .containsExactly("lambda is failed: Lambda is down", "aws is partial: page 2 is gone");
            assertThat(bench.prices()).hasSize(2);
            assertThat(column(bench.status(), 2)).containsExactly("failed", "partial", "fresh");
        }
    }

    @Test
    void keepsAHistoryThatIsStatedInAnyOrderAndLeavesOutWhatDidNotChange() throws Exception {
        spot.says("2026-11-03T00:00:00Z", "p3.2xlarge", "1.20")
                .says("2026-11-01T00:00:00Z", "p3.2xlarge", "1.00")
                .says("2026-11-02T00:00:00Z", "p3.2xlarge", "1.00");
        try (var bench = bench()) {
            bench.fetch();
            spot.says("2026-11-02T12:00:00Z", "p3.2xlarge", "1.10").says("2026-11-04T00:00:00Z", "p3.2xlarge", "1.20");
            Table table = bench.fetch(new PriceFetch.Wish(List.of("aws-spot"), false));
            assertThat(FeedBench.outcome(table)).isEqualTo("status=fresh prices=1 new=1 refused=0");
            assertThat(bench.facts())
                    .extracting(price -> price.at() + " " + price.unitPrice().price())
                    .containsExactly(
                            "2026-11-01T00:00:00Z 1.00 USD",
                            "2026-11-02T12:00:00Z 1.10 USD",
                            "2026-11-03T00:00:00Z 1.20 USD");
        }
    }

    @Test
    void refusesTwoPricesOfOneThingAndKeepsTheFirst() throws Exception {
        list.says("2026-11-22T12:00:00Z", "p3.2xlarge", "3.06")
                .says("2026-11-22T12:00:00Z", "p3.2xlarge", "3.06")
                .says("2026-11-22T12:00:00Z", "p3.2xlarge", "9.99");
        try (var bench = bench()) {
            bench.fetch();
            assertThat(bench.prices())
                    .containsExactly("2026-11-22T12:00:00Z p3.2xlarge null on-demand 3.06 USD per Hour");
            assertThat(bench.refused())
                    .containsExactly("on-demand p3.2xlarge: 9.99 USD per Hour: the feed states two prices of the same"
                            + " thing from 2026-11-22T12:00:00Z on: 3.06 USD per Hour was kept");
        }
    }

    @Test
    void pricesOfTwoFeedsAndOfAPersonDoNotHideEachOther() throws Exception {
        list.says("2026-11-22T12:00:00Z", "p3.2xlarge", "3.06");
        spot.says("2026-11-22T12:00:00Z", "p3.2xlarge", "3.06");
        Path own = Ledgers.write(
                folder, "own.csv", "provider,sku,price,currency,from\naws,p3.2xlarge,3.06,USD,2026-11-22\n");
        try (var bench = bench();
                var outlay = new Outlay(() -> bench.ledger, Catalog.builtin(), Ledgers.CLOCK)) {
            outlay.take(Connectors.source("prices", own, Ledgers.CLOCK, Progress.NONE));
            bench.fetch();
            assertThat(Ledgers.facts(bench.ledger, Price.class)).hasSize(3);
        }
    }

    @Test
    void ratesUsageAnewFromTheNewPriceOnAndCompletesWhatWasInterrupted() throws Exception {
        Path usage = Ledgers.write(folder, "usage.csv", """
                start,end,provider,region,instance_type,capacity_type,resource,quantity,node,team
                2026-10-01T00:00:00Z,2026-10-01T10:00:00Z,lambda,us-west-1,gpu_1x_a6000,on-demand,gpu,1,n1,vision
                2026-10-02T00:00:00Z,2026-10-02T10:00:00Z,lambda,us-west-1,gpu_1x_a6000,on-demand,gpu,1,n1,vision
                """);
        lambda.says("2026-09-30T00:00:00Z", "gpu_1x_a6000", "1.00");
        try (var bench = bench();
                var outlay = new Outlay(() -> bench.ledger, Catalog.builtin(), Ledgers.CLOCK)) {
            outlay.take(Connectors.source("usage", usage, Ledgers.CLOCK, Progress.NONE));
            bench.fetch();
            assertThat(Ledgers.sum(bench.ledger, Measure.EFFECTIVE)).isEqualByComparingTo("20");
            lambda.says("2026-10-02T00:00:00Z", "gpu_1x_a6000", "3.00");
            bench.fetch();
            assertThat(Ledgers.sum(bench.ledger, Measure.EFFECTIVE)).isEqualByComparingTo("40");

            // as a fetch leaves it that was stopped between appending and rating
            bench.ledger.append(reading(lambda, "2026-10-02T05:00:00Z", "5.00"));
            Files.writeString(folder.resolve("feeds/rating-due"), "2026-10-02T05:00:00Z");
            bench.fetch();
            assertThat(Ledgers.sum(bench.ledger, Measure.EFFECTIVE)).isEqualByComparingTo(new BigDecimal("50"));
            assertThat(folder.resolve("feeds/rating-due")).doesNotExist();
        }
    }

    @Test
    void everyFeedOfTheProductHasItsOwnNameAProviderOfTheCatalogAndAnAddressThatCanBeSet() {
        Catalog catalog = Catalog.builtin();
        Set<String> names = Connectors.FEEDS.stream().map(Feed::name).collect(Collectors.toSet());
        assertThat(names).hasSameSizeAs(Connectors.FEEDS);
        assertThat(Connectors.FEEDS).allSatisfy(feed -> {
            assertThat(catalog.provider(feed.provider()))
                    .hasValueSatisfying(provider -> assertThat(provider.id()).isEqualTo(feed.provider()));
            assertThat(FeedAccess.addressVariable(feed)).matches("OUTLAY_FEED_[A-Z_]+_URL");
            assertThat(feed.description()).isNotBlank();
        });
    }

    @Test
    void anAddressThatIsNoneIsTheCallersMistake() throws IOException {
        try (var ledger = Ledgers.in(folder);
                var fetch = new PriceFetch(
                        new Outlay(() -> ledger, Catalog.builtin(), Ledgers.CLOCK),
                        Catalog.builtin(),
                        Connectors.FEEDS,
                        FeedSettings.of(
                                folder.resolve("feeds"),
                                HttpSettings.of(InstantSource.fixed(Instant.EPOCH)),
                                name -> name.equals("OUTLAY_FEED_RUNPOD_URL") ? "ftp://prices" : null))) {
            assertThatExceptionOfType(CallersMistake.class)
                    .isThrownBy(() -> fetch.fetch(new PriceFetch.Wish(List.of("runpod"), false), _ -> {}))
                    .withMessage("OUTLAY_FEED_RUNPOD_URL is no address: ftp://prices; write https://host or"
                            + " https://host/path");
        }
    }

    private static Reading reading(FakeFeed feed, String at, String price) throws SourceException {
        var later = new FakeFeed(feed.name(), feed.provider()).says(at, "gpu_1x_a6000", price);
        return Reading.of(later.facts);
    }
}
