package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outlay.connect.json.StringsJson;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of the how-to on pushing, run as they stand there against the server that `package` made.
class PushSnippetsIT {

    private static final Path HOW_TO = Path.of("../docs/how-to/push-from-training.md");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSnippetsOfTheHowToPushRunsThatAreRatedAndSucceeded() throws Exception {
        try (var server = new ServerProcess(folder, Map.of())) {
            server.start();
            Path java = Files.writeString(folder.resolve("PushRun.java"), snippet("java"));
            run(
                    server,
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            java.toString()));
            assertRun(server, "bert-7", "bert-base");

            assumeTrue(isThere("python3"), "no python3 on the PATH: the Python snippet was not run");
            String text = snippet("python");
            assertThat(text.lines().filter(line -> !line.isBlank()).count())
                    .as("lines of the Python snippet")
                    .isBetween(30L, 45L);
            Path python = Files.writeString(folder.resolve("push.py"), text);
            run(server, List.of("python3", python.toString()));
            assertRun(server, "resnet-42", "resnet-50");
        }
    }

    private static void assertRun(ServerProcess server, String run, String model) throws IOException {
        URI address = server.url().resolve("/api/v1/runs/" + run);
        try (var in = address.toURL().openStream()) {
            Map<String, String> answer = StringsJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(answer)
                    .containsEntry("status", "succeeded")
                    .containsEntry("model", model)
                    .containsEntry("charges", "1")
                    .containsEntry("unpriced", "0");
        }
    }

    private void run(ServerProcess server, List<String> command) throws IOException, InterruptedException {
        Path said = folder.resolve("said-by-snippet");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("OUTLAY_URL", server.url().toString());
        builder.environment().remove("OUTLAY_TOKEN");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    private static String snippet(String language) throws IOException {
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(HOW_TO));
        assertThat(matcher.find()).as("a snippet in %s in %s", language, HOW_TO).isTrue();
        return matcher.group(1);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
