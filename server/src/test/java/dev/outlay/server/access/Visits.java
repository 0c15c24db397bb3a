package dev.outlay.server.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.json.JsonText;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// How a visitor with a token, or without one, asks over the protocol of agents and listens to live events.
final class Visits {

    private static final String PROTOCOL = "2025-11-25";

    private Visits() {}

    /// What is told of all that ever came, as far as it comes within a few seconds.
    static String heard(@Nullable String token) throws IOException, InterruptedException {
        URI server = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/events"))
                    .header("Accept", "text/event-stream")
                    .header("Last-Event-ID", "c0-r0-e0");
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            @SuppressWarnings("JdkObsolete") // one thread fills it, another looks
            var told = new StringBuffer();
            Thread listener = Thread.ofPlatform().daemon().start(() -> {
                try {
                    for (int sign = response.body().read();
                            sign >= 0;
                            sign = response.body().read()) {
                        told.append((char) sign);
                    }
                } catch (IOException e) {
                    told.append(" ended");
                }
            });
            listener.join(3_000);
            String heard = told.toString();
            response.body().close();
            client.shutdownNow();
            return heard;
        }
    }

    static String greeted(@Nullable String token) {
        Response greeting = agent(token, "")
                .body(message(
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                PROTOCOL,
                                "capabilities",
                                Map.of(),
                                "clientInfo",
                                Map.of("name", "walk", "version", "1"))))
                .post("/mcp");
        assertThat(greeting.statusCode()).isEqualTo(200);
        String session = greeting.header("Mcp-Session-Id");
        agent(token, session)
                .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .post("/mcp")
                .then()
                .statusCode(202);
        return session;
    }

    static JsonPath asked(@Nullable String token, String session, String method, Map<String, Object> parameters) {
        Response response =
                agent(token, session).body(message(method, parameters)).post("/mcp");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private static String message(String method, Map<String, Object> parameters) {
        return JsonText.of(Map.of("jsonrpc", "2.0", "id", 7, "method", method, "params", parameters));
    }

    static RequestSpecification agent(@Nullable String token, String session) {
        RequestSpecification request =
                given().contentType("application/json").accept("application/json, text/event-stream");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return session.isEmpty()
                ? request
                : request.header("Mcp-Session-Id", session).header("Mcp-Protocol-Version", PROTOCOL);
    }
}
