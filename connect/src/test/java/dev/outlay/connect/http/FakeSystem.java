package dev.outlay.connect.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A system on this machine that answers as it is told, one answer after the other and the last one for ever, and
/// remembers what it was asked.
public final class FakeSystem implements AutoCloseable {

    /// A request as it came in.
    public record Asked(String method, URI uri, Map<String, List<String>> headers, String body) {

        /// The header of a name; empty where it was not sent.
        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /// Writes the answer to the request of a number, counted from 0.
    public interface Answering {
        void answer(HttpExchange exchange, Asked asked, int number) throws IOException;
    }

    public final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer http;

    public FakeSystem(Answering answering) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port on the loopback interface", e);
        }
        http.createContext("/", exchange -> {
            var request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            answering.answer(exchange, request, asked.size() - 1);
            exchange.close();
        });
        http.start();
    }

    /// A system that gives these answers in turn, the last one for ever.
    public static FakeSystem inTurn(Answering... answers) {
        return new FakeSystem((exchange, asked, number) ->
                answers[Math.min(number, answers.length - 1)].answer(exchange, asked, number));
    }

    /// An answer of a status with headers, given as name and value in turn.
    public static Answering answer(int status, String body, String... headers) {
        return (exchange, _, _) -> send(exchange, status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static void send(HttpExchange exchange, int status, byte[] body, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
