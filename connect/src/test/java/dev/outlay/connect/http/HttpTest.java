package dev.outlay.connect.http;

import static dev.outlay.connect.http.FakeSystem.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.outlay.connect.http.Answer.From;
import dev.outlay.connect.http.HttpFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private final FakePace pace = new FakePace();
    private HttpSettings settings = HttpSettings.of(clock).at(pace, new FixedJitter());

    private Http http() {
        return new Http(settings, folder);
    }

    private static String text(Answer answer) throws IOException {
        try (var body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String ask(Call call) throws IOException {
        try (Http http = http();
                Answer answer = http.send(call)) {
            String text = text(answer);
            answer.accept();
            return answer.from() + " " + text;
        }
    }

    private HttpFailure failure(Call call) {
        try (Http http = http()) {
            return (HttpFailure) org.assertj.core.api.Assertions.catchThrowable(() -> http.send(call));
        }
    }

    @Test
    void triesAgainWithGrowingWaitsUntilTheSystemAnswers() throws IOException {
        try (var system = FakeSystem.inTurn(answer(500, ""), answer(502, ""), answer(503, ""), answer(200, "prices"))) {
            assertThat(ask(Call.get("Prices", system.url("/list")))).isEqualTo("NETWORK prices");
            assertThat(system.asked).hasSize(4);
        }
        // with the least jitter: half of 0.5, 1 and 2 seconds
        assertThat(pace.sleeps).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void waitsAsLongAsTheSystemAsksInSecondsOrUntilADateByItsOwnClock() throws IOException {
        try (var system = FakeSystem.inTurn(
                answer(429, "", "Retry-After", "7"),
                // the server dates its answers by the machine's own clock, hours away from that of the client
                (exchange, _, _) -> FakeSystem.send(
                        exchange,
                        503,
                        new byte[0],
                        "Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(20))),
                answer(200, "prices"))) {
            assertThat(ask(Call.get("Prices", system.url("/list")))).isEqualTo("NETWORK prices");
        }
        assertThat(pace.sleeps.getFirst()).isEqualTo(Duration.ofSeconds(7));
        assertThat(pace.sleeps).hasSize(2);
        assertThat(pace.sleeps.getLast()).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(20));
    }

    @Test
    void doesNotWaitForASystemThatAsksForAnHour() {
        try (var system = FakeSystem.inTurn(answer(429, "", "Retry-After", "3600"))) {
            HttpFailure failure = failure(Call.get("Prices", system.url("/list?key=secret")));
            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure)
                    .hasMessage("Prices at " + system.url("/list")
                            + " takes no more requests for now (status 429); it asks to wait until"
                            + " 2026-11-22T13:00:00Z");
            assertThat(system.asked).hasSize(1);
        }
        assertThat(pace.sleeps).isEmpty();
    }

    @Test
    void keepsToALimitByWaitingForItsWindow() throws IOException {
        RateLimit twoInTenSeconds = RateLimit.of(2, Duration.ofSeconds(10));
        try (var system = FakeSystem.inTurn(answer(200, "x"));
                Http http = http()) {
            for (int i = 0; i < 5; i++) {
                http.send(Call.get("Prices", system.url("/" + i)).limitedTo(twoInTenSeconds))
                        .close();
            }
        }
        assertThat(pace.sleeps).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void sendsWhatIsNotRepeatableOnlyOnce() {
        try (var system = FakeSystem.inTurn(answer(503, ""))) {
            assertThat(failure(Call.post("Alerts", system.url("/send"), "{}")).kind())
                    .isEqualTo(Kind.FAILED);
            assertThat(system.asked).hasSize(1);
            assertThat(failure(Call.post("Alerts", system.url("/send"), "{}").repeatably()))
                    .hasMessageEndingWith("(status 503), tried 5 times");
            assertThat(system.asked).hasSize(6);
        }
    }

    @Test
    void givesAnAcceptedAnswerAgainForAnHourThenAsksConditionally() throws IOException {
        try (var system = FakeSystem.inTurn(
                answer(200, "prices", "ETag", "\"v1\"", "Last-Modified", "Sun, 22 Nov 2026 11:00:00 GMT"),
                answer(304, ""),
                answer(200, "new prices", "ETag", "\"v2\""))) {
            Call call = Call.get("Prices", system.url("/list")).freshFor(Duration.ofHours(1));
            assertThat(ask(call)).isEqualTo("NETWORK prices");
            now = NOON.plusSeconds(3599);
            assertThat(ask(call)).isEqualTo("FRESH prices");
            assertThat(system.asked).hasSize(1);

            now = NOON.plusSeconds(3600);
            assertThat(ask(call)).isEqualTo("UNCHANGED prices");
            assertThat(system.asked.get(1).header("If-none-match")).isEqualTo("\"v1\"");
            assertThat(system.asked.get(1).header("If-modified-since")).isEqualTo("Sun, 22 Nov 2026 11:00:00 GMT");
            now = NOON.plusSeconds(7000);
            assertThat(ask(call)).isEqualTo("FRESH prices");

            now = NOON.plusSeconds(9000);
            assertThat(ask(call)).isEqualTo("NETWORK new prices");
            assertThat(system.asked).hasSize(3);
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void givesTheLastGoodAnswerWithItsAgeWhereAskingFails() throws IOException {
        try (var system = FakeSystem.inTurn(answer(200, "prices"), answer(500, "no"))) {
            Call call = Call.get("Prices", system.url("/list"))
                    .freshFor(Duration.ofHours(1))
                    .orLastGood();
            ask(call);
            now = NOON.plusSeconds(20_000);
            try (Http http = http();
                    Answer answer = http.send(call)) {
                assertThat(answer.from()).isEqualTo(From.LAST_GOOD);
                assertThat(answer.retrieved()).isEqualTo(NOON);
                assertThat(answer.failure()).hasMessageContaining("status 500");
                assertThat(text(answer)).isEqualTo("prices");
            }
        }
    }

    @Test
    void forgetsWhatNobodyAskedForInAMonth() throws IOException {
        try (var system = FakeSystem.inTurn(answer(200, "prices"))) {
            Call left = Call.get("Prices", system.url("/left")).freshFor(Duration.ofHours(1));
            ask(left);
            now = NOON.plus(Duration.ofDays(29));
            ask(Call.get("Prices", system.url("/right")).freshFor(Duration.ofHours(1)));
            assertThat(files()).hasSize(4);
            now = NOON.plus(Duration.ofDays(31));
            ask(Call.get("Prices", system.url("/third")).freshFor(Duration.ofHours(1)));
            try (Http http = http()) {
                assertThat(http.lastGood(left)).isEmpty();
            }
            assertThat(files()).hasSize(4);
        }
    }

    @Test
    void keepsNothingThatWasNotAccepted() throws IOException {
        try (var system = FakeSystem.inTurn(answer(200, "<html>"));
                Http http = http()) {
            Call call = Call.get("Prices", system.url("/list")).freshFor(Duration.ofHours(1));
            http.send(call).close();
            http.send(call).close();
            assertThat(system.asked).hasSize(2);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void unpacksBodiesAndRefusesWhatGrowsTooLarge() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("0".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        }
        try (var system = FakeSystem.inTurn(
                (exchange, _, _) -> FakeSystem.send(exchange, 200, packed.toByteArray(), "Content-Encoding", "gzip"))) {
            assertThat(ask(Call.get("Prices", system.url("/list")))).hasSize(100_000 + "NETWORK ".length());
            assertThatThrownBy(() -> ask(Call.get("Prices", system.url("/list")).atMost(99_999)))
                    .asInstanceOf(type(HttpFailure.class))
                    .extracting(HttpFailure::kind)
                    .isEqualTo(Kind.BROKEN_BODY);
        }
        try (var system = FakeSystem.inTurn(answer(200, "0".repeat(2000)))) {
            assertThat(failure(Call.get("Prices", system.url("/list")).atMost(1999)))
                    .hasMessageEndingWith("answered with more than 1999 bytes, the most that is taken");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void triesAgainWhereABodyBreaksOff() throws IOException {
        try (var system = FakeSystem.inTurn(
                (exchange, _, _) -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write("{\"cut\":".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                },
                answer(200, "whole"))) {
            assertThat(ask(Call.get("Prices", system.url("/list")))).isEqualTo("NETWORK whole");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void givesUpOnASystemThatIsSilent() throws IOException {
        settings = settings.silentFor(Duration.ofMillis(200));
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            HttpFailure failure =
                    failure(Call.post("Prices", URI.create("http://127.0.0.1:" + silent.getLocalPort()), "{}"));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void saysThatASystemCannotBeReached() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        HttpFailure failure = failure(Call.get("Prices", URI.create("http://127.0.0.1:" + free + "/list")));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure)
                .hasMessageStartingWith("Prices at http://127.0.0.1:" + free + "/list cannot be reached (")
                .hasMessageEndingWith("), tried 5 times")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void saysThatANameHasNoAddress() {
        assertThat(failure(Call.get("Prices", URI.create("http://prices.invalid/list"))))
                .hasMessage("Prices at http://prices.invalid/list cannot be reached (its name has no address), tried 5"
                        + " times");
    }

    @Test
    void tellsNoSecretEvenWhereTheSystemRepeatsIt() {
        try (var system = FakeSystem.inTurn(answer(401, "{\"error\": \"the key s3cr3t-key is not valid\"}"))) {
            HttpFailure failure = failure(Call.get("Prices", system.url("/list?api_key=s3cr3t-key"))
                    .secret("Authorization", "Bearer s3cr3t-key"));
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED_CREDENTIALS);
            assertThat(failure)
                    .hasMessage("Prices at " + system.url("/list") + " does not take the credentials it was given"
                            + " (status 401): {\"error\": \"the key *** is not valid\"}");
            assertThat(system.asked.getFirst().header("Authorization")).isEqualTo("Bearer s3cr3t-key");
        }
    }

    @Test
    void followsRedirectsWithoutHandingSecretsToAnotherHost() throws IOException {
        try (var other = FakeSystem.inTurn(answer(200, "prices"));
                var system = FakeSystem.inTurn(
                        answer(302, "", "Location", other.url("/there").toString()))) {
            assertThat(ask(Call.get("Prices", system.url("/list")).secret("Authorization", "Bearer key")))
                    .isEqualTo("NETWORK prices");
            assertThat(system.asked.getFirst().header("Authorization")).isEqualTo("Bearer key");
            assertThat(other.asked.getFirst().header("Authorization")).isEmpty();
        }
        try (var circle = FakeSystem.inTurn(answer(302, "", "Location", "/list"))) {
            assertThat(failure(Call.get("Prices", circle.url("/list"))))
                    .hasMessageContaining("sends from one address to the next");
        }
    }

    @Test
    void tellsKindsOfFailureApart() {
        for (var expected : List.of(
                new Object[] {404, Kind.NOT_FOUND},
                new Object[] {400, Kind.REFUSED_REQUEST},
                new Object[] {403, Kind.REFUSED_CREDENTIALS},
                new Object[] {500, Kind.FAILED})) {
            try (var system = FakeSystem.inTurn(answer((int) expected[0], "why"))) {
                HttpFailure failure = failure(Call.get("Prices", system.url("/list")));
                assertThat(failure.kind()).isEqualTo(expected[1]);
                assertThat(failure.status()).isEqualTo(expected[0]);
                assertThat(failure).hasMessageContaining(": why");
                assertThat(failure.asSourceFailure().isCallersMistake()).isFalse();
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
