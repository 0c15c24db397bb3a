package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files sent to the server.
@QuarkusTest
@TestProfile(SampleProfile.class)
class ImportsTest {

    private static final String CRLF = "\r\n";
    private static final Path UPLOADS = Path.of("target/test-home/uploads");

    @Test
    void takesAFileAndShowsHowItWent() throws IOException {
        send("prices", "prices.txt", "X1 0.35\nX2 0.40\nnonsense\n")
                .statusCode(200)
                .body("added", is("2"))
                .body("refused", is("1"));
        send("prices", "prices.txt", "X1 0.35\n")
                .statusCode(200)
                .body("added", is("0"))
                .body("known", is("1"));

        given().get("/api/v1/imports")
                .then()
                .statusCode(200)
                .body("rows[0].name", is("prices.txt"))
                .body("rows[0].state", is("done"))
                .body("rows[0].known", is("1"))
                .body("rows[1].read", is("3"))
                .body("rows[1].received", is("25"))
                .body("rows[1].finished", is("2026-10-30T09:00:00Z"));
        given().get("/metrics")
                .then()
                .body(matchesMetric("outlay_import_rows_total{kind=\"prices\",outcome=\"refused\"}"))
                .body(matchesMetric("outlay_import_rows_total{kind=\"prices\",outcome=\"added\"}"));
        assertThat(UPLOADS).isEmptyDirectory();
    }

    @Test
    void keepsTheNameOfTheFileAsTheOriginOfItsLines() {
        send("prices", "bad prices ä.txt", "one two three\n").statusCode(200);

        given().get("/api/v1/reports/refused").then().body(containsString("bad prices ä.txt"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/imports?name=x, kind is missing",
        "/api/v1/imports?kind=prices, name is missing",
        "/api/v1/imports?kind=prices&name=x&name=y, name was given 2 times",
        "/api/v1/imports?kind=prices&name=x&mode=fast, unknown parameter mode",
        "/api/v1/imports?kind=pirces&name=x, kind is unknown",
        "/api/v1/imports?kind=prices&name=..%2Fx, name is no plain file name",
        "/api/v1/imports?kind=prices&name=.., name is no plain file name",
        "/api/v1/imports?kind=prices&name=a%5Cb, name is no plain file name",
        "/api/v1/imports?kind=prices&name=%00, name is no plain file name",
    })
    void saysWhatIsWrongWithAnImport(String address, String part) {
        given().contentType("application/octet-stream")
                .urlEncodingEnabled(false)
                .body("X1 0.35".getBytes(StandardCharsets.UTF_8))
                .post(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(part));
    }

    @Test
    void refusesAFileAboveTheLimitBeforeAndWhileItIsSent() throws IOException {
        String large = "X3 0.35\n".repeat(SampleProfile.UPLOAD_LIMIT_BYTES / 8 + 1);

        send("prices", "large.txt", large)
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("65536 bytes"))
                .body("remedy", containsString("OUTLAY_UPLOAD_LIMIT"));
        assertThat(sendInChunks(large)).startsWith("HTTP/1.1 413 ");
        assertThat(UPLOADS)
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isEmptyDirectory());
    }

    @Test
    void refusesBeforeItIsSentWhatItWillNotTake() throws IOException {
        assertThat(expect("prices", SampleProfile.UPLOAD_LIMIT_BYTES + 1)).startsWith("HTTP/1.1 413 ");
        assertThat(expect("pirces", 7)).startsWith("HTTP/1.1 400 ");
    }

    /// The first line of the answer to one who asks before sending.
    private static String expect(String kind, long length) throws IOException {
        URI server = server();
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            post(socket, kind, "x", "Expect: 100-continue", "Content-Length: " + length);
            return firstLine(socket);
        }
    }

    /// Sends the head of an import as it stands in a socket, without its body.
    private static void post(Socket socket, String kind, String name, String... headers) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("POST /api/v1/imports?kind=" + kind + "&name=" + name + " HTTP/1.1");
        lines.addAll(List.of("Host: localhost", "Content-Type: text/plain"));
        lines.addAll(List.of(headers));
        write(socket, String.join(CRLF, lines) + CRLF + CRLF);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String firstLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "multipart/form-data; boundary=x"})
    void takesOnlyARawFile(String type) {
        given().contentType(type)
                .body("X1 0.35".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/imports?kind=prices&name=x")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("application/octet-stream"));
    }

    @Test
    void tellsItsOwnFailureWithoutItsInsides() {
        send("broken", "x.txt", "X1 0.35")
                .statusCode(500)
                .body("type", is("urn:outlay:bug"))
                .body("detail", matchesPattern(".*logged as [0-9a-f-]{36} .*"))
                .body(not(containsString("secret")))
                .body(not(containsString("at dev.outlay")));
        given().get("/api/v1/imports")
                .then()
                .body("rows[0].state", is("failed"))
                .body("rows[0].problem", notNullValue());
    }

    @Test
    void tellsThatSomethingOutsideFailed() {
        send("outside", "x.txt", "X1 0.35")
                .statusCode(502)
                .body("type", is("urn:outlay:outside-failed"))
                .body("detail", is("the feed does not answer: try again"));
    }

    @Test
    void forgetsAnUploadThatBreaksOff() throws Exception {
        URI server = server();
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            post(socket, "prices", "broken-off.txt", "Content-Length: 50");
            write(socket, "X9 0.35");
            awaitState("broken-off.txt", "receiving");
        }
        awaitState("broken-off.txt", "failed");
        assertThat(UPLOADS).isEmptyDirectory();
    }

    private static void awaitState(String name, String state) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        String found = null;
        while (!state.equals(found) && Instant.now().isBefore(deadline)) {
            found = given().get("/api/v1/imports")
                    .jsonPath()
                    .getString("rows.find { it.name == '" + name + "' }?.state");
            Thread.sleep(20);
        }
        assertThat(found).isEqualTo(state);
    }

    private static ValidatableResponse send(String kind, String name, String text) {
        return given().contentType("application/octet-stream")
                .queryParam("kind", kind)
                .queryParam("name", name)
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/imports")
                .then();
    }

    /// Sends without saying how long it is, and gives back the first line of the answer.
    private static String sendInChunks(String text) throws IOException {
        URI server = server();
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            post(socket, "prices", "chunks.txt", "Transfer-Encoding: chunked");
            write(socket, String.join(CRLF, Integer.toHexString(text.length()), text, "0", "", ""));
            return firstLine(socket);
        }
    }

    private static URI server() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
    }

    private static org.hamcrest.Matcher<String> matchesMetric(String start) {
        // the older text form has a comma after the last label
        return anyOf(containsString("\n" + start + " "), containsString("\n" + start.replace("}", ",}") + " "));
    }
}
