package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page docs/reference/cli.md names what the command offers, and nothing else.
final class CliReferenceTest {

    // as help lists them: at the start of a line, while what wraps from the line above stands further in
    private static final Pattern SHOWN_OPTION =
            Pattern.compile("^(?: {6}|  -\\w, )(--[a-z][a-z-]*)", Pattern.MULTILINE);
    private static final Pattern SHOWN_VERB =
            Pattern.compile("^  ([a-z][a-z-]*(?:, [a-z][a-z-]*)*)(?: {2,}|$)", Pattern.MULTILINE);
    private static final Pattern WRITTEN_OPTION = Pattern.compile("`(--[a-z][a-z-]*)");
    private static final Pattern WRITTEN_VERB = Pattern.compile("`outlay ((?:[a-z][a-z-]* ?)+)`");

    /// Each verb, such as `import usage`, with the options that its help shows; the command itself has no name.
    private static final Map<String, Set<String>> OFFERED = new LinkedHashMap<>();

    private static String page = "";

    @BeforeAll
    static void readThePageAndTheHelp() throws IOException {
        page = Files.readString(root().resolve("docs/reference/cli.md"));
        collect(List.of());
    }

    @Test
    void everyVerbIsOnThePage() {
        assertThat(OFFERED).containsKeys("demo", "dashboard", "import usage", "cost", "prices list", "report refused");
        assertThat(all(WRITTEN_VERB))
                .containsAll(OFFERED.keySet().stream()
                        .filter(verb -> !verb.isEmpty())
                        .toList());
    }

    @Test
    void everyOptionIsOnThePage() {
        assertThat(options()).contains("--output", "--by", "--instance", "--no-serve");
        assertThat(all(WRITTEN_OPTION)).containsAll(options());
    }

    @Test
    void thePageNamesNoVerbAndNoOptionThatIsNotThere() {
        assertThat(OFFERED.keySet()).containsAll(all(WRITTEN_VERB));
        assertThat(options()).containsAll(all(WRITTEN_OPTION));
    }

    private static Set<String> options() {
        Set<String> options = new TreeSet<>();
        OFFERED.values().forEach(options::addAll);
        return options;
    }

    private static Set<String> all(Pattern written) {
        return all(written, page);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1).strip());
        }
        return found;
    }

    private static void collect(List<String> verb) {
        String help = help(verb);
        OFFERED.put(String.join(" ", verb), all(SHOWN_OPTION, help));
        int commands = help.indexOf("\nCommands:");
        if (commands < 0) {
            return;
        }
        int examples = help.indexOf("\nExamples:");
        for (String names : all(SHOWN_VERB, help.substring(commands, examples < commands ? help.length() : examples))) {
            for (String name : names.split(", ", -1)) {
                List<String> below = new ArrayList<>(verb);
                below.add(name);
                collect(below);
            }
        }
    }

    private static String help(List<String> verb) {
        List<String> arguments = new ArrayList<>(verb);
        arguments.add("--help");
        var out = new ByteArrayOutputStream();
        var warned = new ByteArrayOutputStream();
        PrintStream errors = System.err;
        // where picocli says what it could not format
        System.setErr(new PrintStream(warned, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = Main.run(
                    out, new PrintStream(out, true, StandardCharsets.UTF_8), false, arguments.toArray(new String[0]));
        } finally {
            System.setErr(errors);
        }
        assertThat(code).as("%s --help", verb).isZero();
        assertThat(warned.toString(StandardCharsets.UTF_8))
                .as("%s --help", verb)
                .isEmpty();
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests run outside of the repository");
    }
}
