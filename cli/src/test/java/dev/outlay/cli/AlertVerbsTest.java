package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `alert test`, `alert channels`, `alert deliveries` and `alert retry`, against a Slack that this machine plays.
final class AlertVerbsTest {

    private static final String SECRET = "/services/T0EXAMPLE/B0EXAMPLE/x0example";

    @TempDir
    private Path home = Path.of("");

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private HttpServer http;

    @BeforeEach
    void playSlack() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/services", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = (status == 200 ? "ok" : "channel_is_archived").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        Files.writeString(home.resolve("slack.secret"), "http://127.0.0.1:" + port() + SECRET + "\n");
        Files.writeString(home.resolve("alerts.yaml"), """
                channels:
                  chat:
                    kind: slack
                    url: file:slack.secret
                """);
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void aTestSaysWhatTheReceiverAnswered() {
        Command tested = run("alert", "test", "chat", "--by", "ada");
        assertThat(tested.code()).as(tested.err()).isZero();
        assertThat(tested.out())
                .contains("\"delivered\":\"true\"", "\"outcome\":\"delivered\"")
                .contains("Slack (127.0.0.1:" + port() + ") answered ok");
        assertThat(received).hasSize(1);
        assertThat(received.getFirst()).contains("asked for by ada", "Nothing is wrong");
    }

    @Test
    void aTestThatIsRefusedEndsWith3AndIsADeadLetterWhichCanBeRetried() {
        status = 410;
        Command tested = run("alert", "test", "chat");
        assertThat(tested.code()).isEqualTo(3);
        assertThat(tested.out()).contains("\"outcome\":\"refused\"", "answered 410: channel_is_archived");

        Command dead = Command.in(home, "alert", "deliveries", "--status", "dead,unknown", "--output", "csv");
        assertThat(dead.code()).as(dead.err()).isZero();
        assertThat(dead.out()).contains(",dead,1,", "channel_is_archived");
        String id = dead.out().lines().skip(1).findFirst().orElseThrow().replaceAll(".*,", "");

        status = 200;
        Command retried = run("alert", "retry", id);
        assertThat(retried.code()).as(retried.err()).isZero();
        assertThat(retried.out()).contains("\"status\":\"sent\"", "\"attempts\":\"2\"");
        assertThat(run("alert", "retry", id).err()).contains("is sent: only what is dead or unknown");
    }

    @Test
    void noAnswerAndNoLedgerHoldsTheSecret() throws IOException {
        status = 410;
        String everything = run("alert", "test", "chat").out()
                + run("alert", "channels").out()
                + run("alert", "deliveries").out()
                + new String(Files.readAllBytes(home.resolve("ledger.duckdb")), StandardCharsets.ISO_8859_1);
        assertThat(everything).contains("chat").doesNotContain("x0example");
    }

    @Test
    void whatIsWrongWithTheFileIsSaidWithTheLine() throws IOException {
        Files.delete(home.resolve("slack.secret"));
        Command missing = run("alert", "channels");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err())
                .contains("alerts.yaml, line 4: the channel chat has no secret in url: there is no file");
        Files.writeString(home.resolve("alerts.yaml"), "channels:\n  chat:\n    kind: slak\n");
        assertThat(run("alert", "channels").err())
                .contains("line 3: no kind of channel is called slak: there are slack");
    }

    @Test
    void anUnknownChannelIsTheCallersMistake() throws IOException {
        Command unknown = run("alert", "test", "chta");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no channel is called chta: there are chat");
        assertThat(run("alert", "retry", "x/1@chat").err()).contains("no delivery is called x/1@chat");
        assertThat(run("alert", "retry", "x").err()).contains("no delivery is called x");
        Files.delete(home.resolve("alerts.yaml"));
        assertThat(run("alert", "test", "chat").err()).contains("none is set up; write one into alerts.yaml");
    }

    private Command run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        return Command.in(home, all.toArray(new String[0]));
    }

    private int port() {
        return http.getAddress().getPort();
    }
}
