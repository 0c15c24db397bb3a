package dev.outlay.connect.aws;

import static dev.outlay.connect.feed.FetchedFeed.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.outlay.connect.feed.FetchedFeed;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpotPriceHistoryTest {

    private static final String FIRST = page(
            "NEXT",
            item("p4d.24xlarge", "us-east-1b", "8.191500", "2026-08-20T11:02:11.000Z"),
            item("p4d.24xlarge", "us-east-1a", "2.465500", "2026-08-20T10:47:31.000Z"));
    private static final String SECOND = page(
            "",
            item("p4d.24xlarge", "us-east-1b", "8.204100", "2026-08-20T06:18:02.000Z"),
            // older than what was asked for: the price that held when that began
            item("p4d.24xlarge", "us-east-1a", "2.512200", "2026-08-11T22:33:45.000Z"));

    private AwsAccount account = new AwsAccount();

    @TempDir
    private Path folder;

    @BeforeEach
    void signIn() {
        account = new AwsAccount();
    }

    @AfterEach
    void signOut() {
        account.close();
    }

    @Test
    void changesOfEveryZoneLandAtTheInstantTheyHappened() {
        try (var system = new FakeSystem((exchange, asked, _) -> send(exchange, answer(asked.body())))) {
            FetchedFeed feed = feed(system, "us-east-1");
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("fresh");
            assertThat(feed.lines())
                    .containsExactly(
                            "spot p4d.24xlarge us-east-1a 2.4655 USD 2026-08-20T10:47:31Z",
                            "spot p4d.24xlarge us-east-1a 2.5122 USD 2026-08-11T22:33:45Z",
                            "spot p4d.24xlarge us-east-1b 8.1915 USD 2026-08-20T11:02:11Z",
                            "spot p4d.24xlarge us-east-1b 8.2041 USD 2026-08-20T06:18:02Z");
            assertThat(feed.prices()).allMatch(price -> "us-east-1".equals(price.region()));
            FakeSystem.Asked asked = system.asked.getFirst();
            assertThat(asked.header("Authorization")).contains("/us-east-1/ec2/aws4_request");
            assertThat(asked.body())
                    .contains(
                            "Action=DescribeSpotPriceHistory",
                            "ProductDescription.1=Linux%2FUNIX",
                            "StartTime=2026-08-18T12%3A00%3A00Z",
                            "p4d.24xlarge");
        }
    }

    @Test
    void aSecondFetchChangesNothing() {
        try (var system = new FakeSystem((exchange, asked, _) -> send(exchange, answer(asked.body())))) {
            FetchedFeed feed = feed(system, "us-east-1");
            feed.fetch();
            var before = feed.prices();
            feed.now = feed.now.plus(Duration.ofMinutes(10));
            Table second = feed.fetch();
            assertThat(cell(second, "new")).isEqualTo("0");
            assertThat(feed.prices()).isEqualTo(before);
        }
    }

    @Test
    void aRegionThatIsNotEnabledIsPassedOverAndOneThatFailsIsMissing() {
        try (var system = new FakeSystem((exchange, asked, _) -> {
            String region = asked.header("Authorization");
            if (region.contains("/eu-south-1/")) {
                error(exchange, 401, "AuthFailure");
            } else if (region.contains("/eu-west-1/")) {
                error(exchange, 503, "RequestLimitExceeded");
            } else {
                send(exchange, answer(asked.body()));
            }
        })) {
            FetchedFeed feed = feed(system, "eu-south-1,eu-west-1,us-east-1");
            Table table = feed.fetch();
            assertThat(feed.prices()).hasSize(4);
            assertThat(cell(table, "status")).isEqualTo("partial");
            assertThat(table.notes()).anyMatch(note -> note.contains("eu-west-1") && note.contains("503"));
            assertThat(feed.told).anyMatch(line -> line.contains("not enabled for this account: eu-south-1"));
            // what EC2 throttles is tried again before it is given up
            assertThat(system.asked.stream()
                            .filter(asked -> asked.header("Authorization").contains("/eu-west-1/")))
                    .hasSize(5);
        }
    }

    @Test
    void aPageThatBreaksOffKeepsWhatCameBefore() {
        try (var system = new FakeSystem((exchange, asked, _) -> send(
                exchange, asked.body().contains("NextToken") ? SECOND.substring(0, SECOND.length() / 2) : FIRST))) {
            FetchedFeed feed = feed(system, "us-east-1");
            Table table = feed.fetch();
            assertThat(table.notes()).anyMatch(note -> note.contains("breaks off or is no XML"));
            assertThat(feed.lines()).contains("spot p4d.24xlarge us-east-1a 2.4655 USD 2026-08-20T10:47:31Z");
        }
    }

    @Test
    void anItemWithoutAPriceIsRefusedAloneAndAnotherFormIsSaid() {
        String odd = FIRST.replaceFirst("<spotPrice>[^<]*</spotPrice>", "").replace("<nextToken>NEXT</nextToken>", "");
        try (var system = new FakeSystem((exchange, _, _) -> send(exchange, odd))) {
            FetchedFeed feed = feed(system, "us-east-1");
            feed.fetch();
            assertThat(feed.prices()).hasSize(1);
            assertThat(feed.refusals())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.reason()).contains("'spotPrice' is missing"));
        }
        try (var system = new FakeSystem((exchange, _, _) -> send(exchange, "<Other/>"))) {
            assertThat(feed(system, "us-east-1").fetch().notes())
                    .anyMatch(note -> note.contains("spotPriceHistorySet"));
        }
    }

    @Test
    void theNumberOfDaysIsFromOneToNinety() {
        try (var system = new FakeSystem((exchange, asked, _) -> send(exchange, answer(asked.body())))) {
            FetchedFeed feed = feed(system, "us-east-1");
            feed.environment.put("OUTLAY_FEED_AWS_SPOT_DAYS", "90");
            feed.fetch();
            assertThat(system.asked.getFirst().body()).contains("StartTime=2026-05-22");
            feed.environment.put("OUTLAY_FEED_AWS_SPOT_DAYS", "91");
            assertThatThrownBy(feed::fetch)
                    .isInstanceOf(CallersMistake.class)
                    .hasMessageContaining("from 1 to 90, not 91");
        }
    }

    private FetchedFeed feed(FakeSystem system, String regions) {
        return new FetchedFeed(
                new SpotPriceHistory(),
                folder,
                "OUTLAY_FEED_AWS_SPOT_URL",
                system.url("").toString(),
                "OUTLAY_FEED_AWS_REGIONS",
                regions);
    }

    private static String answer(String body) {
        return body.contains("NextToken=NEXT") ? SECOND : FIRST;
    }

    private static String page(String token, String... items) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <DescribeSpotPriceHistoryResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
                  <requestId>00000000-0000-4000-8000-000000000000</requestId>
                  <spotPriceHistorySet>%s</spotPriceHistorySet>
                  <nextToken>%s</nextToken>
                </DescribeSpotPriceHistoryResponse>
                """.formatted(String.join("", items), token);
    }

    private static String item(String type, String zone, String price, String at) {
        return """
                <item>
                  <instanceType>%s</instanceType>
                  <productDescription>Linux/UNIX</productDescription>
                  <spotPrice>%s</spotPrice>
                  <timestamp>%s</timestamp>
                  <availabilityZone>%s</availabilityZone>
                </item>
                """.formatted(type, price, at, zone);
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        FakeSystem.send(
                exchange,
                status,
                ("<Response><Errors><Error><Code>" + code + "</Code></Error></Errors></Response>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        FakeSystem.send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
    }
}
