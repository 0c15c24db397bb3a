package dev.outlay.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Home;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.json.JsonTree;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `outlay mcp` as an agent starts it: the packaged command, which starts the packaged server.
class McpStdioIT {

    private static final long LONGEST_SECONDS = 60;
    private static final String USAGE = """
            id,start,end,provider,region,cluster,instance_type,capacity_type,team,resource,gpu_model,quantity
            u1,2026-10-01T00:00:00Z,2026-10-01T10:00:00Z,aws,us-east-1,c1,p3.2xlarge,on-demand,vision,gpu,V100,1
            """;

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stopWhatWasStarted() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theOfficialClientListsAndCallsEveryToolOverStandardInputAndOutput() throws Exception {
        NodeClient client = NodeClient.orSkip();
        List<String> command = new ArrayList<>(List.of("stdio"));
        command.addAll(command(home("client")));

        JsonPath seen = client.calls(folder, ToolCalls.good(), command.toArray(new String[0]));

        ClientSaw.everything(seen, ToolCalls.names().toList());
        assertThat(seen.getInt("connected")).as("milliseconds to the greeting").isLessThan(30_000);
    }

    @Test
    void writesNothingButMessagesAndEndsWithItsInputAndItsServerWithIt() throws Exception {
        Home home = home("own");
        Process agent = start(home);
        try (Writer to = agent.outputWriter(StandardCharsets.UTF_8);
                var from = new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(ask(to, from, greeting()).getString("result.serverInfo.name"))
                    .isEqualTo("outlay");
            say(to, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            assertThat(ask(to, from, Asked.request(2, "ping", Map.of())).getMap("result"))
                    .isEmpty();
            assertThat(ask(to, from, "this is no message").getInt("error.code")).isEqualTo(-32700);
            RunningServer server = running(home).orElseThrow();
            assertThat(server.url().getPort()).isNotEqualTo(8052);
            to.close();
            assertThat(from.readLine()).isNull();
        }
        assertThat(agent.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(running(home)).isEmpty();
        assertThat(home.serverFile()).doesNotExist();
    }

    @Test
    void goesThroughTheServerThatRunsAndFindsAnotherWhereThatGoesAway() throws Exception {
        Home home = home("shared");
        Process first = start(home);
        Process second = start(home);
        try (Writer toFirst = first.outputWriter(StandardCharsets.UTF_8);
                Writer toSecond = second.outputWriter(StandardCharsets.UTF_8);
                var fromFirst =
                        new BufferedReader(new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8));
                var fromSecond =
                        new BufferedReader(new InputStreamReader(second.getInputStream(), StandardCharsets.UTF_8))) {
            greet(toFirst, fromFirst);
            Path usage = Files.writeString(folder.resolve("usage.csv"), USAGE);
            running(home).orElseThrow().importFile("usage", usage, _ -> {});
            greet(toSecond, fromSecond);
            String cost = Asked.request(3, "tools/call", Map.of("name", "cost", "arguments", Map.of()));
            String total = ask(toSecond, fromSecond, cost).getString("result.structuredContent.total");
            assertThat(total).isEqualTo("30.60");
            boolean firstOwns = first.descendants().findAny().isPresent();
            Process owner = firstOwns ? first : second;
            owner.destroyForcibly().waitFor();
            await(() -> running(home).isEmpty(), "the server ends with the command that started it");

            boolean firstIsLeft = !firstOwns;
            assertThat(ask(firstIsLeft ? toFirst : toSecond, firstIsLeft ? fromFirst : fromSecond, cost)
                            .getString("result.structuredContent.total"))
                    .as("by a server that was started anew, on the same ledger")
                    .isEqualTo(total);
        } catch (IOException e) {
            // the pipe of the one that was killed
            assertThat(e).hasMessageContaining("Broken pipe");
        }
    }

    @Test
    void saysToTheAgentWhyThereIsNoServer() throws Exception {
        Home home = home("broken");
        Files.createDirectories(home.directory());
        Files.writeString(home.directory().resolve("ledger.duckdb"), "no ledger at all, whatever its name says");
        Process agent = start(home);
        try (Writer to = agent.outputWriter(StandardCharsets.UTF_8);
                var from = new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(ask(to, from, greeting()).getString("error.message")).contains("ledger.duckdb");
        }
    }

    private static String greeting() {
        return Asked.request(
                1,
                "initialize",
                Map.of(
                        "protocolVersion",
                        "2025-06-18",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "test", "version", "1")));
    }

    private static void greet(Writer to, BufferedReader from) throws IOException {
        assertThat(ask(to, from, greeting()).getString("result.protocolVersion"))
                .isEqualTo("2025-06-18");
        say(to, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private static void say(Writer to, String message) throws IOException {
        to.write(message + "\n");
        to.flush();
    }

    private static JsonPath ask(Writer to, BufferedReader from, String message) throws IOException {
        say(to, message);
        String line = Objects.requireNonNull(from.readLine(), "an answer");
        assertThat(JsonTree.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Map.class);
        return JsonPath.from(line);
    }

    private Home home(String name) {
        return new Home(folder.resolve(name));
    }

    private Process start(Home home) throws IOException {
        Process process = new ProcessBuilder(command(home))
                .redirectError(folder.resolve("said-" + started.size()).toFile())
                .start();
        started.add(process);
        return process;
    }

    private static List<String> command(Home home) throws IOException {
        Path libraries = Path.of("../cli/target/outlay/lib").toAbsolutePath().normalize();
        try (Stream<Path> jars = Files.list(libraries)) {
            Path jar = jars.filter(each -> each.getFileName().toString().startsWith("outlay-cli-"))
                    .findFirst()
                    .orElseThrow();
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Doutlay.server=" + Path.of("target/quarkus-app").toAbsolutePath(),
                    "-jar",
                    jar.toString(),
                    "mcp",
                    "--home",
                    home.directory().toString());
        }
    }

    private static Optional<RunningServer> running(Home home) {
        return RunningServer.find(home.serverFile(), home.ledgerUrl());
    }

    private interface Check {
        boolean holds();
    }

    private static void await(Check check, String what) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(LONGEST_SECONDS));
        while (!check.holds()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
