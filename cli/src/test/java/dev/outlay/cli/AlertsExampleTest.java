package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files in `examples/alerts`: what fires, who hears of it over real HTTP, and what people do about it.
final class AlertsExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "alerts");
    private static final String NOON = "2026-10-02T12:00:00Z";
    private static final Pattern ROW = Pattern.compile("(?m)^([0-9a-f]{10}-1),([a-z]+),([a-z]+),([a-z-]+),");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @TempDir
    Path home;

    @BeforeEach
    void takeTheFilesAndListen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::hear);
        receiver.start();
        String settings = Files.readString(EXAMPLE.resolve("alerts.yaml"));
        Files.writeString(
                home.resolve("alerts.yaml"),
                settings.replace(
                        "127.0.0.1:8099", "127.0.0.1:" + receiver.getAddress().getPort()));
        Files.writeString(home.resolve("team.secret"), "a secret of the team");
        Files.writeString(home.resolve("oncall.secret"), "a secret of on-call");
        for (String kind : List.of("prices", "usage", "runs")) {
            Command done = Command.in(
                    home, "import", kind, EXAMPLE.resolve(kind + ".csv").toString());
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.out()).contains("refused  0");
        }
    }

    @AfterEach
    void listenNoMore() {
        receiver.stop(0);
    }

    @Test
    void whatIsWrongIsFoundOnceAndToldToWhomItConcerns() {
        Command first = alert(NOON, "check", "--output", "json");
        assertThat(first.out())
                .contains("\"fired\":\"5\"", "\"messages\":\"6\"")
                .contains("Compute of team vision costs")
                .contains("Attempt 1 of the run broken-1 failed at 2026-10-02 09:00 UTC")
                .contains("The run slow-1 has taken 24 h, 2.4 times the 10 h expected, and goes on.")
                .contains("The GPUs of the pod lab-1/search/notebook-7 were idle 100.0 %");
        assertThat(first.err()).contains("6 messages sent");
        assertThat(heard).hasSize(6);
        assertThat(heard)
                .filteredOn(said -> said.startsWith("/oncall"))
                .hasSize(1)
                .first()
                .asString()
                .contains("vision-compute");
        // nothing is new, so nobody is told
        assertThat(alert(NOON, "check").out()).contains("fired      0", "messages   0", "active     5");
        assertThat(alert("2026-10-02T12:20:00Z", "check").out()).contains("messages   0");
        assertThat(heard).hasSize(6);
    }

    @Test
    void whatNobodyTakesOnEscalatesAndWhatSomebodyDoesGoesNoFurther() {
        alert(NOON, "check");
        String failed = id("job-failed");
        Command taken = alert("2026-10-02T12:05:00Z", "ack", failed, "--by", "anna", "--note", "looking at it");
        assertThat(taken.out()).contains("acknowledged", "anna", "looking at it");
        assertThat(heard).hasSize(7).last().asString().contains("Taken on by anna (looking at it).");
        Command later = alert("2026-10-02T12:31:00Z", "check");
        assertThat(later.out()).contains("escalated  4");
        assertThat(heard).hasSize(11).last().asString().startsWith("/oncall");
        assertThat(alert(NOON, "show", failed, "--output", "json").out())
                .contains("\"runs/broken-1/1/2026-10-02T09:00:00Z\"", "\"acknowledged\"");
        assertThat(alert("2026-10-02T12:31:00Z", "history", "--output", "csv").out())
                .contains("acknowledged," + failed, "escalated,", "fired,");
    }

    @Test
    void aPersonEndsAnAlertAndSilencesOthers() {
        Command silenced =
                alert("2026-10-02T11:59:00Z", "silence", "--rule", "idle-gpu", "--for", "2h", "--by", "anna");
        assertThat(silenced.out()).contains("idle-gpu", "2026-10-02T13:59:00Z", "anna");
        alert(NOON, "check");
        assertThat(heard).hasSize(5).noneMatch(said -> said.contains("idle-gpu"));
        assertThat(alert("2026-10-02T12:01:00Z", "resolve", id("job-failed"), "--by", "anna")
                        .out())
                .contains("resolved");
        assertThat(heard).hasSize(6);
        String silence = alert(NOON, "silences", "--output", "csv")
                .out()
                .lines()
                .toList()
                .getLast()
                .split(",", -1)[0];
        alert("2026-10-02T12:02:00Z", "unsilence", silence);
        assertThat(heard).hasSize(7).last().asString().contains("idle-gpu");
        assertThat(alert(NOON, "list", "--status", "resolved").out())
                .contains("job-failed")
                .doesNotContain("idle-gpu");
    }

    @Test
    void rulesAreShownAsTheyCountAndMistakesInTheFileNameTheirLine() throws IOException {
        assertThat(alert(NOON, "rules", "--output", "csv").out())
                .contains("high-compute-cost,vision-compute,on,critical", "per-hour=5.00 USD", "team=vision")
                .contains("price-low,price-low,off", "budget-threshold,budget-threshold,on");
        Path file = home.resolve("alerts.yaml");
        Files.writeString(file, Files.readString(file).replace("rule: idle-gpu", "rule: idle-gpus"));
        Command wrong = Command.in(home, "alert", "check", "--now", NOON);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("alerts.yaml, line 20: no rule is called idle-gpus: did you mean idle-gpu?");
    }

    private String id(String rule) {
        Matcher rows = ROW.matcher(alert(NOON, "list", "--output", "csv").out());
        while (rows.find()) {
            if (rows.group(4).equals(rule)) {
                return rows.group(1);
            }
        }
        throw new AssertionError("no alert of " + rule);
    }

    private Command alert(String now, String... line) {
        String[] all = new String[line.length + 3];
        all[0] = "alert";
        System.arraycopy(line, 0, all, 1, line.length);
        all[line.length + 1] = "--now";
        all[line.length + 2] = now;
        Command done = Command.in(home, all);
        assertThat(done.code()).as(done.err()).isZero();
        return done;
    }

    private void hear(HttpExchange exchange) throws IOException {
        heard.add(exchange.getRequestURI().getPath() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
