package dev.outlay.connect.aws;

import static dev.outlay.connect.aws.PriceListAnswers.page;
import static dev.outlay.connect.aws.PriceListAnswers.product;
import static dev.outlay.connect.feed.FetchedFeed.cell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.feed.FetchedFeed;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.report.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PriceListQueryTest {

    private static final String P4D = product("p4d.24xlarge", "us-east-1", "21.9500000000", "13.5", "262800");
    private static final String P5 = product("p5.48xlarge", "us-east-1", "55.0400000000", "40", "2628000");
    private static final String IRELAND = product("g5.xlarge", "eu-west-1", "1.1230000000", "0.7", "26280");

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
    void pagesAreFollowedAndPricesLandWithTheirOrigin() {
        try (var system = new FakeSystem((exchange, asked, _) -> send(exchange, answer(asked.body())))) {
            FetchedFeed feed = feed(system);
            Table table = feed.fetch();
            assertThat(table.notes()).isEmpty();
            assertThat(cell(table, "status")).isEqualTo("fresh");
            assertThat(feed.lines())
                    .containsExactly(
                            "on-demand g5.xlarge eu-west-1 1.123 USD 2026-07-01T00:00:00Z",
                            "on-demand p4d.24xlarge us-east-1 21.95 USD 2026-07-01T00:00:00Z",
                            "on-demand p5.48xlarge us-east-1 55.04 USD 2026-07-01T00:00:00Z",
                            // one year by the hour, and three years that cost 26,280 hours' worth at once
                            "reserved g5.xlarge eu-west-1 0.70 USD 2026-07-01T00:00:00Z",
                            "reserved p4d.24xlarge us-east-1 10.00 USD 2026-07-01T00:00:00Z",
                            "reserved p5.48xlarge us-east-1 40.00 USD 2026-07-01T00:00:00Z");
            assertThat(feed.prices()).allSatisfy(price -> {
                assertThat(price.provider()).isEqualTo("aws");
                assertThat(price.kind()).isEqualTo("published");
                assertThat(price.source()).startsWith("AWS Price List");
                assertThat(price.origin().id()).startsWith("feed/aws/");
                assertThat(price.origin().document()).contains("http://127.0.0.1", "retrieved 2026-08-20T12:00:00Z");
            });
        }
    }

    @Test
    void callsAreSignedForThePriceListByTheDefaultChain() {
        try (var system = new FakeSystem((exchange, asked, _) -> send(exchange, answer(asked.body())))) {
            feed(system).fetch();
            FakeSystem.Asked first = system.asked.getFirst();
            assertThat(first.method()).isEqualTo("POST");
            assertThat(first.header("X-Amz-Target")).isEqualTo("AWSPriceListService.GetProducts");
            assertThat(first.header("Content-Type")).isEqualTo("application/x-amz-json-1.1");
            assertThat(first.header("X-Amz-Security-Token")).isEqualTo("session-1");
            assertThat(first.header("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIDTEST/")
                    .contains("/us-east-1/pricing/aws4_request", "host;", "x-amz-target", "Signature=");
            assertThat(first.body()).contains("\"Field\":\"tenancy\"", "\"Value\":\"Shared\"", "\"MaxResults\":100");
        }
    }

    @Test
    void aSecondFetchChangesNothingAndWithinAnHourTheFirstPagesAreNotAskedForAgain() {
        try (var system = new FakeSystem((exchange, asked, _) -> send(exchange, answer(asked.body())))) {
            FetchedFeed feed = feed(system);
            feed.fetch();
            int asked = system.asked.size();
            var before = feed.prices();
            feed.now = feed.now.plus(Duration.ofMinutes(59));
            assertThat(cell(feed.fetch(), "new")).isEqualTo("0");
            // one page has a second, whose token is new each time
            assertThat(system.asked).hasSize(asked + 1);
            feed.now = feed.now.plus(Duration.ofHours(2));
            assertThat(cell(feed.fetch(), "new")).isEqualTo("0");
            assertThat(system.asked).hasSize(2 * asked + 1);
            assertThat(feed.prices()).isEqualTo(before);
        }
    }

    @Test
    void throttlingWithAStatusOf400IsWaitedFor() {
        try (var system = new FakeSystem((exchange, asked, number) -> {
            if (number < 2) {
                FakeSystem.send(
                        exchange,
                        400,
                        "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"
                                .getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, answer(asked.body()));
            }
        })) {
            FetchedFeed feed = feed(system);
            assertThat(cell(feed.fetch(), "status")).isEqualTo("fresh");
            assertThat(feed.pace.sleeps).hasSizeGreaterThanOrEqualTo(2);
            assertThat(feed.prices()).hasSize(6);
        }
    }

    @Test
    void aProductThatIsDamagedIsRefusedAloneAndOthersAreNotMeant() {
        String dedicated = product("p4d.24xlarge", "us-east-1", "Dedicated", "24", "15", "300000");
        String free = product("p4de.24xlarge", "us-east-1", "0.0000000000", "30", "900000");
        String odd = product("p3.2xlarge", "us-east-1", "3.06", "2", "26280").replace("\"Hrs\"", "\"Days\"");
        try (var system = new FakeSystem((exchange, asked, _) -> send(
                exchange,
                asked.body().contains("us-east-1") && asked.body().contains("GPU instance")
                        ? page("", dedicated, free, "{\"product\":", P4D, odd)
                        : page("")))) {
            FetchedFeed feed = feed(system);
            Table table = feed.fetch();
            assertThat(feed.lines())
                    .containsExactly(
                            "on-demand p4d.24xlarge us-east-1 21.95 USD 2026-07-01T00:00:00Z",
                            "reserved p4d.24xlarge us-east-1 10.00 USD 2026-07-01T00:00:00Z",
                            "reserved p4de.24xlarge us-east-1 30.00 USD 2026-07-01T00:00:00Z");
            assertThat(cell(table, "refused")).isEqualTo("5");
            assertThat(feed.refusals())
                    .extracting(refusal -> refusal.reason())
                    .anyMatch(reason -> reason.contains("above zero"))
                    .anyMatch(reason -> reason.contains("JSON"))
                    .anyMatch(reason -> reason.contains("by the hour, in Hrs"));
        }
    }

    @Test
    void anotherFormIsSaidAndNothingIsTaken() {
        try (var system = new FakeSystem((exchange, _, _) -> send(exchange, "{\"Products\":[]}"))) {
            FetchedFeed feed = feed(system);
            Table table = feed.fetch();
            assertThat(feed.prices()).isEmpty();
            assertThat(cell(table, "status")).isEqualTo("failed");
            assertThat(table.notes()).anyMatch(note -> note.contains("another form") && note.contains("PriceList"));
        }
    }

    @Test
    void aRegionThatFailsKeepsNoOtherFromBeingRead() {
        try (var system = new FakeSystem((exchange, asked, _) -> {
            if (asked.body().contains("eu-west-1")) {
                FakeSystem.send(
                        exchange, 500, "{\"__type\":\"InternalErrorException\"}".getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, answer(asked.body()));
            }
        })) {
            FetchedFeed feed = feed(system);
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("partial");
            assertThat(table.notes()).anyMatch(note -> note.contains("eu-west-1") && note.contains("500"));
            assertThat(feed.prices()).hasSize(4);
        }
    }

    @Test
    void credentialsThatAreNotTakenAreSaidWithoutBeingShown() {
        try (var system = new FakeSystem((exchange, _, _) -> FakeSystem.send(
                exchange,
                403,
                "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized: session-1\"}"
                        .getBytes(StandardCharsets.UTF_8)))) {
            Table table = feed(system).fetch();
            assertThat(String.join(" ", table.notes()))
                    .contains("does not take the credentials", "403")
                    .doesNotContain("session-1", "very-secret");
            assertThat(system.asked).hasSize(1);
        }
    }

    @Test
    void withoutCredentialsItIsNotSetUpAndNothingIsAsked() {
        account.close();
        System.setProperty("aws.disableEc2Metadata", "true");
        try (var system = new FakeSystem((exchange, asked, _) -> send(exchange, answer(asked.body())))) {
            FetchedFeed feed = feed(system);
            Table table = feed.fetch();
            assertThat(cell(table, "status")).isEqualTo("not-set-up");
            assertThat(table.notes()).anyMatch(note -> note.contains("set AWS_PROFILE, or AWS_ACCESS_KEY_ID"));
            assertThat(table.heading()).containsEntry("failed", "0");
            assertThat(system.asked).isEmpty();
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
    }

    private FetchedFeed feed(FakeSystem system) {
        return new FetchedFeed(
                new PriceListQuery(),
                folder,
                "OUTLAY_FEED_AWS_URL",
                system.url("").toString(),
                "OUTLAY_FEED_AWS_REGIONS",
                "us-east-1, eu-west-1");
    }

    private static String answer(String body) {
        if (!body.contains("GPU instance")) {
            return page("");
        }
        if (body.contains("eu-west-1")) {
            return page("", IRELAND);
        }
        return body.contains("NextToken") ? page("", P5) : page("TOKEN/2==", P4D);
    }

    private static void send(com.sun.net.httpserver.HttpExchange exchange, String body) throws java.io.IOException {
        FakeSystem.send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
    }
}
