package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages that a newcomer types: every command of them is run in order by a shell, in a folder that looks like a
/// clone and with a home folder of its own, by the launcher and what `package` made. What is printed is compared
/// with the page. Running with `-Dgolden.update` writes it into the page, except where the page leaves lines out.
///
/// Three things differ from the page and are put back: the home folder, the port, and what an import tells of its
/// progress where there is no terminal.
class ShellPagesIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> CLONED = List.of("outlay", "examples");
    private static final String HOME_OF_THE_PAGE = "/home/ada";
    private static final String PORT_OF_THE_PAGE = "8052";
    private static final char MARK = '\u001e';
    private static final Pattern PROGRESS = Pattern.compile("(?:\\S+: )?rating \\d{4}-.*|(?:reading|wrote) \\S+: .*");
    private static final Pattern SERVES = Pattern.compile("(?:\\w+=\\S+ )*\\./outlay serve\\b");
    private static final String START = """
            exec 2>&1
            marked() { said=$?; printf '\\036%s\\n' "$1"; return $said; }
            ready() { tries=0; until curl -sf "http://127.0.0.1:$1/health/ready" >/dev/null || [ $tries -gt 300 ]
                do tries=$((tries + 1)); sleep 0.2; done; }
            cd "$CLONE" || exit 1
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theTutorialPrintsWhatItSays() throws Exception {
        compare("docs/tutorial.md", 20);
    }

    @Test
    void theMoveFromJsonStoresPrintsWhatItSays() throws Exception {
        compare("docs/how-to/migrate-from-json-stores.md", 8);
    }

    @Test
    void theTroublesPrintWhatTroubleshootingSays() throws Exception {
        compare("docs/troubleshooting.md", 10);
    }

    private void compare(String name, int fewest) throws IOException, InterruptedException {
        assumeTrue(Files.exists(ROOT.resolve("cli/target/outlay")), "the launcher's jars are not built: run package");
        ShellPage page = ShellPage.read(ROOT.resolve(name));
        assertThat(page.steps())
                .as("what is left out whole would hide a failure")
                .noneMatch(step -> step.printed().equals(List.of("...")));
        assertThat(page.steps()).as("commands in %s", name).hasSizeGreaterThanOrEqualTo(fewest);
        List<List<String>> printed = run(page);
        if (System.getProperty("golden.update") != null) {
            Files.write(page.file(), page.with(printed));
            page = ShellPage.read(page.file());
        }
        var softly = new SoftAssertions();
        for (int i = 0; i < page.steps().size(); i++) {
            ShellPage.Step step = page.steps().get(i);
            List<String> lines = printed.get(i);
            softly.assertThat(step.isPrinted(lines))
                    .as("%s, line %s: %s%nprints%n%s", name, step.line(), step.command(), String.join("\n", lines))
                    .isTrue();
        }
        softly.assertAll();
    }

    private List<List<String>> run(ShellPage page) throws IOException, InterruptedException {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        for (String part : CLONED) {
            Files.createSymbolicLink(clone.resolve(part), ROOT.resolve(part));
        }
        Path home = Files.createDirectories(folder.resolve("home"));
        String port = Integer.toString(freePort());
        Path said = folder.resolve("said");
        var builder = new ProcessBuilder("sh", "-c", script(page, port)).redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("OUTLAY_"));
        builder.environment().remove("XDG_DATA_HOME");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("CLONE", clone.toString());
        builder.environment().put("TZ", "UTC");
        builder.environment().put("OUTLAY_NO_BUILD", "1");
        builder.environment().put("OUTLAY_JAVA_HOME", System.getProperty("java.home"));
        Process shell = builder.start();
        try {
            assertThat(shell.waitFor(5, TimeUnit.MINUTES)).as("the page ends").isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly().waitFor();
            for (String part : CLONED) {
                Files.delete(clone.resolve(part));
            }
        }
        String all = Files.readString(said)
                .replace(home.toString(), HOME_OF_THE_PAGE)
                .replace(port, PORT_OF_THE_PAGE);
        List<List<String>> printed = new ArrayList<>();
        for (String part : all.split(String.valueOf(MARK), -1)) {
            List<String> lines = new ArrayList<>(ShellPage.lines(part));
            lines.removeIf(line -> PROGRESS.matcher(line).matches());
            printed.add(lines.isEmpty() ? lines : lines.subList(1, lines.size()));
        }
        // what stands before the first mark is of no command
        printed.removeFirst();
        assertThat(printed).as("%s", all).hasSize(page.steps().size());
        return printed;
    }

    private static String script(ShellPage page, String port) {
        var script = new StringBuilder(START);
        for (int i = 0; i < page.steps().size(); i++) {
            String command = page.steps().get(i).command();
            script.append("marked ").append(i).append('\n');
            if (SERVES.matcher(command).lookingAt() && !command.contains("--port")) {
                command = command.replaceFirst("serve\\b", "serve --port " + port);
            }
            script.append(command.replace(PORT_OF_THE_PAGE, port)).append('\n');
            if (command.startsWith("kill ")) {
                // a server that was told to end closes the ledger first
                script.append("wait\n");
            }
            if (command.endsWith("&")) {
                script.append("ready ").append(port).append('\n');
            }
        }
        return script.append("wait\n").toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
