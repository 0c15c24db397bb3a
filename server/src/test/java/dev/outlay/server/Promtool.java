package dev.outlay.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Prometheus' own tool for checking metrics and rules, which Debian's package prometheus brings.
final class Promtool {

    private Promtool() {}

    /// How it ended and what it said.
    record Said(int code, String text) {}

    /// Runs it with a text as its input. The test is skipped, and counted so, where it is not installed.
    static Said run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(Arrays.asList(arguments));
        Path given = Files.createTempFile("promtool", ".txt");
        try {
            Files.writeString(given, input);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(given.toFile())
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } finally {
            Files.delete(given);
        }
    }

    private static Path program() {
        var found = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                found.isPresent(),
                "promtool is not on the PATH: metrics and alerting rules are not checked with it. On Debian it comes"
                        + " with the package prometheus");
        return found.orElseThrow();
    }
}
