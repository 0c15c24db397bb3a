package dev.outlay.connect.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.outlay.connect.json.StringsJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A server that says who it is and then answers every other request with one answer, remembering what it was
/// asked.
final class FakeServer implements AutoCloseable {

    static final long PID = 4711;
    static final String STORE = "duckdb:/srv/outlay/ledger.duckdb";

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

    private final HttpServer http;
    private final int status;
    private final String answer;

    FakeServer(int status, String answer) throws IOException {
        this.status = status;
        this.answer = answer;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/health/live", exchange -> send(exchange, 200, """
                {"status": "UP", "checks": [{"name": "outlay", "data": {"pid": %d, "store": "%s"}}]}
                """.formatted(PID, STORE)));
        http.createContext("/api/v1/", this::answer);
        http.start();
    }

    /// One that does not know who asks: that it lives is all it tells.
    static FakeServer asking(String detail) throws IOException {
        FakeServer fake = failing(401, detail);
        fake.http.removeContext("/health/live");
        fake.http.createContext("/health/live", exchange -> send(exchange, 200, """
                {"status": "UP", "checks": [{"name": "outlay", "status": "UP"}]}
                """));
        return fake;
    }

    /// A problem document with a sentence.
    static FakeServer failing(int status, String detail) throws IOException {
        return new FakeServer(status, StringsJson.write(Map.of("title", "It failed", "detail", detail)));
    }

    ServerFile file() {
        return new ServerFile(URI.create("http://127.0.0.1:" + http.getAddress().getPort()), PID, STORE, "0.1");
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        send(exchange, status, answer);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
