package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `examples/late-bill/README.md`, in order, with what the page says that they print. Running with
/// `-Dgolden.update` writes what they print into the page.
final class LateBillTest {

    private static final Path PAGE = Path.of("..", "examples", "late-bill", "README.md");
    private static final String PROMPT = "$ outlay ";

    @TempDir
    private Path home;

    @Test
    void theCommandsOfThePagePrintWhatItSays() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> printed = run(page);
        if (System.getProperty("golden.update") != null) {
            Files.write(PAGE, printed);
            return;
        }
        assertThat(printed).isEqualTo(page);
        assertThat(page.stream().filter(line -> line.startsWith(PROMPT))).hasSize(19);
    }

    /// The page with what its commands print under each of them.
    private List<String> run(List<String> page) {
        List<String> printed = new ArrayList<>();
        boolean shown = false;
        for (String line : page) {
            if (line.startsWith(PROMPT)) {
                printed.add(line);
                printed.addAll(output(line.substring(PROMPT.length())));
                shown = true;
            } else if (line.startsWith("```")) {
                printed.add(line);
                shown = false;
            } else if (!shown) {
                printed.add(line);
            }
        }
        return printed;
    }

    private List<String> output(String line) {
        List<String> arguments = Arrays.stream(line.split(" "))
                .map(argument -> argument.startsWith("examples/") ? "../" + argument : argument)
                .toList();
        Command command = Command.in(home, arguments.toArray(new String[0]));
        assertThat(command.code()).as("%s: %s", line, command.err()).isZero();
        // what an import prints holds the path of the file
        return arguments.getFirst().equals("import")
                ? List.of()
                : command.out().lines().map(String::stripTrailing).toList();
    }
}
