package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.server.fuzz.RawAnswer;
import dev.outlay.server.fuzz.RawClient;
import dev.outlay.server.fuzz.RawRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the fuzz of the API once found, each alone.
@QuarkusTest
@TestProfile(ApiProfile.class)
class BrokenRequestsTest {

    private static RawAnswer send(String method, String target, List<String> headers, byte[] body) throws IOException {
        return new RawClient(RestAssured.port, Duration.ofSeconds(20))
                .send(new RawRequest(method, target, headers, body, body.length, false, ""));
    }

    private static void assertProblem(RawAnswer answer, int status, String part) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text()).contains(part).doesNotContain("xception").doesNotContain("stack");
    }

    @Test
    void aRequestWithoutAHostIsToldSoWithoutALineOfAStack() throws IOException {
        assertProblem(send("GET", "/api/v1/cost", List.of("Host: "), new byte[0]), 400, "one Host header");
    }

    @Test
    void aLongQuestionIsAnswered() throws IOException {
        String filter = "filter=team%3D" + "x".repeat(20_000);

        assertThat(send("GET", "/api/v1/cost?" + filter, List.of("Host: 127.0.0.1"), new byte[0])
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aProblemQuotesTheBeginningAndTheEndOfWhatIsLong() throws IOException {
        byte[] body = "a,b,c\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        RawAnswer answer = send(
                "PUT",
                "/api/v1/budgets",
                List.of("Host: 127.0.0.1", "Content-Type: application/yaml", "Content-Length: " + body.length),
                body);

        assertProblem(answer, 400, " [...] ");
        assertThat(answer.body().length).isLessThan(4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"another\"", "\"", "", "\"é\""})
    void anActionIsNotRefusedAfterItWasDone(String tag) throws IOException {
        RawAnswer answer =
                send("POST", "/api/v1/alerts/check", List.of("Host: 127.0.0.1", "If-Match: " + tag), new byte[0]);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEmpty();
    }

    @Test
    void aFileIsCalledByItsOwnNameAndNotByWhereItLayMeanwhile() throws IOException {
        byte[] body = new byte[1000];
        RawAnswer answer = send(
                "POST",
                "/api/v1/focus/validations?name=bill.csv",
                List.of("Host: 127.0.0.1", "Content-Type: text/csv", "Content-Length: " + body.length),
                body);

        assertProblem(answer, 400, "\"detail\":\"bill.csv is");
    }

    @Test
    void aFileThatEndsInTheMiddleIsToldSo() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write("id,kind,arch,accelerator\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] body = Arrays.copyOf(zipped.toByteArray(), 30);
        List<String> headers = List.of("Host: 127.0.0.1", "Content-Type: text/csv", "Content-Length: " + body.length);

        assertProblem(send("POST", "/api/v1/predictions", headers, body), 400, "damaged gzip file: ");
        byte[] notParquet =
                "PAR1 this is none of it, though it ends so.....\0\0\0\0PAR1".getBytes(StandardCharsets.UTF_8);
        assertThat(send(
                                "POST",
                                "/api/v1/focus/validations?name=bill.parquet",
                                List.of(
                                        "Host: 127.0.0.1",
                                        "Content-Type: text/csv",
                                        "Content-Length: " + notParquet.length),
                                notParquet)
                        .text())
                .contains("cannot be read")
                .doesNotContain("LINE 1")
                .doesNotContain("/outlay-work-");
    }

    @Test
    void whoIsRefusedWhileItSendsReadsWhyAndIsNotListenedToForEver() throws IOException {
        long length = 100L << 20;
        String head =
                "POST /api/v1/imports?kind=nothing&name=a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/csv\r\n"
                        + "Content-Length: " + length + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(new byte[1 << 16]);
            InputStream in = socket.getInputStream();
            byte[] first = in.readNBytes("HTTP/1.1 400".length());

            assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 400");
            long began = System.nanoTime();
            // to the end of the connection, which the server makes though it was not sent all of the body
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("kind is unknown");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }
}
