package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask at all.
@QuarkusTest
@TestProfile(SampleProfile.class)
class GateTest {

    private static final String IMPORT = "/api/v1/imports?kind=prices&name=gate.txt";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/cost", "/health/live", "/metrics", "/openapi", "/assets/page.js"})
    void refusesTheNameOfAnotherHost(String address) {
        given().header("Host", "rebound.example:8052")
                .get(address)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("rebound.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8052", "127.0.0.1", "[::1]:8052"})
    void answersToItsOwnNames(String host) {
        given().header("Host", host).get("/api/v1/cost").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "https://localhost"})
    void takesNothingFromAPageOfAnotherOrigin(String origin) {
        given().header("Origin", origin)
                .contentType("text/plain")
                .body("T9 1")
                .post(IMPORT)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", is("urn:outlay:forbidden"));
    }

    @Test
    void takesNothingThatABrowserCallsCrossSite() {
        given().header("Sec-Fetch-Site", "cross-site")
                .contentType("text/plain")
                .body("T9 1")
                .post(IMPORT)
                .then()
                .statusCode(403);
    }

    @Test
    void takesWhatItsOwnPageSends() {
        given().header("Origin", ConfigProvider.getConfig().getValue("test.url", String.class))
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("text/plain")
                .body("T9 1")
                .post(IMPORT)
                .then()
                .statusCode(200);
    }

    /// A browser opens the page, and sends what its owner does over the same connection a moment later.
    @Test
    void keepsTheConnectionOfAPageForWhatIsAskedNext() throws Exception {
        URI server = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            ask(socket, "/budgets");
            assertThat(socket.getInputStream().read()).isNotNegative();
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
            Thread.sleep(2_500);
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .as("the server says nothing more, and does not hang up")
                    .isInstanceOf(SocketTimeoutException.class);

            ask(socket, "/health/live");
            socket.setSoTimeout(10_000);
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        }
    }

    private static void ask(Socket socket, String address) throws IOException {
        String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
}
