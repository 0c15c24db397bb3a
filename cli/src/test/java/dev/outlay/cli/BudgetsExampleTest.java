package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `examples/budgets/README.md`, in order, with what the page says that they print. Running with
/// `-Dgolden.update` writes what they print into the page.
final class BudgetsExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "budgets");
    private static final Path PAGE = EXAMPLE.resolve("README.md");
    private static final String PROMPT = "$ outlay ";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

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
        assertThat(page.stream().filter(line -> line.startsWith(PROMPT))).hasSize(15);
    }

    @Test
    void theFiguresAreThoseThatThePageWorksOutByHand() {
        prepare();
        Command status = at("budget", "status", "--output", "csv");
        assertThat(status.code()).isZero();
        assertThat(cells(status, 0, 1, 2, 6))
                .containsExactly(
                        "budget status spent percent",
                        "company healthy 1200.00 30.00",
                        "research healthy 800.00 53.33",
                        "speech healthy 120.00 15.00",
                        "vision exceeded 680.00 104.62",
                        "search warning 400.00 80.00",
                        "segmentation sprint healthy 220 73.33");
    }

    @Test
    void statingTheSameFileAgainChangesNothing() {
        prepare();
        Command again = Command.in(
                home, "budget", "set", EXAMPLE.resolve("budgets.yaml").toString(), "--output", "json");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("\"set\":\"0\"", "\"unchanged\":\"6\"");
        assertThat(Command.in(home, "budget", "history", "--output", "json").out())
                .contains("\"changes\":\"6\"");
    }

    @Test
    void aFileWithOneMistakeAppliesNothingAndNamesTheLine() throws IOException {
        prepare();
        Path bad = home.resolve("bad.yaml");
        Files.writeString(
                bad,
                Files.readString(EXAMPLE.resolve("budgets.yaml"))
                        .replace("limit: 4000 USD", "limit: 9000 USD")
                        .replace("scope: {team: search}", "scope: {team: vision}"));
        Command refused = Command.in(home, "budget", "set", bad.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("bad.yaml, line 30", "search", "overlap");
        assertThat(Command.in(home, "budget", "list", "--output", "csv").out())
                .contains("company,,1,4000.00,USD")
                .doesNotContain("9000");
    }

    @Test
    void everyAnswerIsJsonWhereItIsAskedFor() {
        prepare();
        for (List<String> asked : List.of(
                List.of("list"),
                List.of("status"),
                List.of("status", "vision"),
                List.of("history"),
                List.of("report"),
                List.of("report", "vision", "--by", "day"),
                List.of("variance"),
                List.of("create", "extra", "--limit", "5 kWh", "--scope", "team=vision", "--scope", "label:app=x"),
                List.of("record", "--provider", "aws", "--amount", "-3 USD"),
                List.of("reset", "extra"),
                List.of("delete", "extra"))) {
            List<String> arguments = new ArrayList<>(List.of("budget"));
            arguments.addAll(asked);
            arguments.addAll(List.of("--output", "json", "--now", "2026-10-11T00:00:00Z"));
            Command command = Command.in(home, arguments.toArray(new String[0]));
            assertThat(command.code()).as("%s: %s", asked, command.err()).isZero();
            assertThat(command.out().strip()).as("%s", asked).startsWith("{").endsWith("}");
        }
    }

    @Test
    void whatIsAskedWronglySaysWhatToDo() {
        prepare();
        assertMistake("did you mean vision?", "budget", "status", "visoin");
        assertMistake("there is a budget vision already", "budget", "create", "vision", "--limit", "5 USD");
        assertMistake("says no currency or unit", "budget", "create", "x", "--limit", "5");
        assertMistake("below the budget research there are 2 others", "budget", "delete", "research");
        assertMistake("did you mean Europe/Berlin", "budget", "create", "x", "--limit", "5 USD", "--zone", "Berlin");
        assertMistake("there is no file", "budget", "set", "nowhere.yaml");
        assertMistake(
                "thresholds rise",
                "budget",
                "create",
                "x",
                "--limit",
                "5 USD",
                "--threshold",
                "80",
                "--threshold",
                "50");
        assertMistake("expense of 0.00 USD is none", "budget", "record", "--provider", "aws", "--amount", "0 USD");
    }

    private void assertMistake(String said, String... arguments) {
        Command command = Command.in(home, arguments);
        assertThat(command.code()).as("%s", List.of(arguments)).isEqualTo(2);
        assertThat(command.err()).contains(said);
    }

    private void prepare() {
        for (String line : List.of(
                "import prices ../examples/budgets/prices.csv",
                "import usage ../examples/budgets/usage.csv",
                "budget set ../examples/budgets/budgets.yaml")) {
            Command command = Command.in(home, line.split(" "));
            assertThat(command.code()).as("%s: %s", line, command.err()).isZero();
        }
    }

    private Command at(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--now", "2026-10-11T00:00:00Z"));
        return Command.in(home, all.toArray(new String[0]));
    }

    private static List<String> cells(Command command, int... columns) {
        return command.out()
                .lines()
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    List<String> chosen = new ArrayList<>();
                    for (int column : columns) {
                        chosen.add(cells[column]);
                    }
                    return String.join(" ", chosen);
                })
                .toList();
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
        List<String> arguments = new ArrayList<>();
        Matcher words = WORD.matcher(line);
        while (words.find()) {
            String word = words.group(1) == null ? words.group(2) : words.group(1);
            arguments.add(word.startsWith("examples/") ? "../" + word : word);
        }
        Command command = Command.in(home, arguments.toArray(new String[0]));
        assertThat(command.code()).as("%s: %s", line, command.err()).isZero();
        // what an import prints holds the path of the file
        return arguments.getFirst().equals("import")
                ? List.of()
                : command.out().lines().map(String::stripTrailing).toList();
    }
}
