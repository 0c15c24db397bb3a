package dev.outlay.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outlay.connect.json.JsonText;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The official client in TypeScript, which is fetched once into the build's own folder where node and npm are
/// there; tests that need it are skipped where it cannot be had.
public final class NodeClient {

    private static final Path SOURCES = Path.of("src/test/mcp");
    private static final Path PLACE = Path.of("target/mcp-client");
    private static final long LONGEST_FETCH_SECONDS = 120;
    private static final long LONGEST_CALLS_SECONDS = 300;

    private final String node;

    private NodeClient(String node) {
        this.node = node;
    }

    /// The client, ready to run; skips the test that asks where there is none.
    public static NodeClient orSkip() throws IOException, InterruptedException {
        Optional<Path> node = onPath("node");
        assumeTrue(node.isPresent(), "node is not on the PATH: the official client of MCP is not run");
        assumeTrue(
                fetched(), "the official client of MCP is not in " + PLACE + " and npm cannot fetch it: it is not run");
        return new NodeClient(node.orElseThrow().toString());
    }

    /// What the client prints after it called every tool over a transport.
    public JsonPath calls(Path folder, Map<String, Map<String, Object>> good, String... transport)
            throws IOException, InterruptedException {
        Map<String, Object> calls = new LinkedHashMap<>();
        good.forEach((tool, arguments) -> calls.put(tool, Map.of("good", arguments, "broken", ToolCalls.broken())));
        Path file = Files.writeString(folder.resolve("calls.json"), JsonText.of(calls));
        Path out = folder.resolve("answers.json");
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(
                List.of(node, SOURCES.resolve("client.mjs").toAbsolutePath().toString(), file.toString()));
        command.addAll(List.of(transport));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(said.toFile());
        builder.environment().put("OUTLAY_TEST_MODULES", PLACE.toAbsolutePath().toString());
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST_CALLS_SECONDS, TimeUnit.SECONDS))
                .as("the client ends")
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return JsonPath.from(Files.readString(out));
    }

    private static boolean fetched() throws IOException, InterruptedException {
        Path lock = SOURCES.resolve("package-lock.json");
        Path known = PLACE.resolve("package-lock.json");
        boolean there = Files.isDirectory(PLACE.resolve("node_modules/@modelcontextprotocol/sdk"))
                && Files.exists(known)
                && Files.mismatch(lock, known) < 0;
        if (there) {
            return true;
        }
        Optional<Path> npm = onPath("npm");
        if (npm.isEmpty()) {
            return false;
        }
        Files.createDirectories(PLACE);
        Files.copy(SOURCES.resolve("package.json"), PLACE.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(lock, known, StandardCopyOption.REPLACE_EXISTING);
        Process fetch = new ProcessBuilder(
                        npm.get().toString(),
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=1",
                        "--prefer-offline")
                .directory(PLACE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(PLACE.resolve("npm.log").toFile())
                .start();
        if (!fetch.waitFor(LONGEST_FETCH_SECONDS, TimeUnit.SECONDS)) {
            fetch.destroyForcibly().waitFor();
            return false;
        }
        return fetch.exitValue() == 0;
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
