package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What docs/troubleshooting.md quotes as a message, and no command of it produces, stands in the program: the
/// lines of its blocks marked `text`, the sentences in `it says` tables, and the problems of REST.
class QuotedMessagesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern QUOTED =
            Pattern.compile("`(urn:outlay:[a-z-]+|could not tell|on-demand because [^`]+|cannot serve the host)`");
    private static final Pattern METRIC = Pattern.compile("`(outlay_[a-z_]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(#([a-z0-9-]+)\\)");

    @Test
    void everyQuotedMessageStandsInTheProgram() throws IOException {
        String page = page();
        List<String> messages = new ArrayList<>();
        BLOCK.matcher(page).results().forEach(block -> block.group(1).lines().forEach(messages::add));
        QUOTED.matcher(page).results().forEach(quoted -> messages.add(quoted.group(1)));
        String program = program();

        assertThat(messages)
                .hasSizeGreaterThan(10)
                .allSatisfy(message -> assertThat(program).contains(message));
    }

    @Test
    void everyMetricItNamesIsDescribed() throws IOException {
        String metrics = Files.readString(ROOT.resolve("docs/reference/metrics.md"));

        assertThat(METRIC.matcher(page()).results().map(metric -> metric.group(1)))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metrics).contains("| `" + metric + "`"));
    }

    @Test
    void everyEntryOfItsTableIsThere() throws IOException {
        String page = page();
        List<String> headings = page.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replace(",", "")
                        .replace(' ', '-'))
                .toList();

        Matcher links = LINK.matcher(page);
        while (links.find()) {
            assertThat(headings).contains(links.group(1));
        }
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/troubleshooting.md"));
    }

    /// The sources and the launcher, with the pieces of texts that are written over several lines joined.
    private static String program() throws IOException {
        var program = new StringBuilder();
        for (String module : List.of("core", "connect", "cli", "server")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    program.append(Files.readString(file));
                }
            }
        }
        program.append(Files.readString(ROOT.resolve("outlay")));
        program.append(Files.readString(ROOT.resolve(".mvn/find-jdk.sh")));
        return program.toString().replaceAll("\"\\s*\\+\\s*\"", "");
    }
}
