package dev.outlay.server.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.json.JsonText;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;

/// A session of the protocol as plain HTTP.
final class Asked {

    private static final String VERSION = "2025-11-25";

    private final String session;
    private int number = 1;

    private Asked(String session) {
        this.session = session;
    }

    static Asked open() {
        Response greeting = message()
                .body(request(
                        1,
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                VERSION,
                                "capabilities",
                                Map.of(),
                                "clientInfo",
                                Map.of("name", "test", "version", "1"))))
                .post("/mcp");
        assertThat(greeting.statusCode()).isEqualTo(200);
        assertThat(greeting.jsonPath().getString("result.serverInfo.name")).isEqualTo("outlay");
        var asked = new Asked(greeting.header("Mcp-Session-Id"));
        asked.session()
                .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .post("/mcp")
                .then()
                .statusCode(202);
        return asked;
    }

    JsonPath ask(String method, Map<String, Object> parameters) {
        Response response =
                session().body(request(++number, method, parameters)).post("/mcp");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    /// The result of a call of a tool: `content`, `structuredContent`, `isError`.
    JsonPath call(String tool, Map<String, Object> arguments) {
        JsonPath answer = ask("tools/call", Map.of("name", tool, "arguments", arguments));
        assertThat(answer.getMap("error")).as("%s %s", tool, arguments).isNull();
        return answer;
    }

    private RequestSpecification session() {
        return message().header("Mcp-Session-Id", session).header("Mcp-Protocol-Version", VERSION);
    }

    static RequestSpecification message() {
        return given().contentType("application/json").accept("application/json, text/event-stream");
    }

    static String request(int id, String method, Map<String, Object> parameters) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", id);
        request.put("method", method);
        request.put("params", parameters);
        return JsonText.of(request);
    }
}
