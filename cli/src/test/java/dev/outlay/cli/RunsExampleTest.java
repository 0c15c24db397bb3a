package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files in `examples/runs`, with the answers that stand beside them. `-Dgolden.update=true` writes those anew.
final class RunsExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "runs");

    @TempDir
    Path home;

    @BeforeEach
    void takeThePricesTheUsageAndTheRuns() {
        for (String kind : new String[] {"prices", "usage", "runs"}) {
            Command done = Command.in(
                    home, "import", kind, EXAMPLE.resolve(kind + ".csv").toString());
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.out()).contains("refused  0");
        }
    }

    @Test
    void theTreeOfTheFailedAndResumedRunIsAsWorkedOut() throws IOException {
        agrees("run-large-1.md", "report", "run", "--id", "large-1");
    }

    @Test
    void theLeaderboardOfTwoModelsIsAsWorkedOut() throws IOException {
        agrees("leaderboard.md", "report", "runs", "--sort", "score");
    }

    @Test
    void runsAreAskedForByModelStatusAndStart() {
        assertThat(asked("--model", "detector-small")).contains("small-1").doesNotContain("large-1");
        assertThat(asked("--status", "failed")).contains("large-2").doesNotContain("large-1");
        assertThat(asked("--from", "2026-10-01T06:00:00Z", "--to", "2026-10-01T16:00:00Z"))
                .contains("large-1")
                .doesNotContain("small-1", "large-2");
        assertThat(asked("--limit", "1")).contains("large-1", "(others)").doesNotContain("small-1");
    }

    private String asked(String... options) {
        String[] line = new String[options.length + 4];
        System.arraycopy(new String[] {"report", "runs", "--output", "csv"}, 0, line, 0, 4);
        System.arraycopy(options, 0, line, 4, options.length);
        Command done = Command.in(home, line);
        assertThat(done.code()).as(done.err()).isZero();
        return done.out();
    }

    private void agrees(String golden, String... line) throws IOException {
        String[] asked = Arrays.copyOf(line, line.length + 2);
        asked[line.length] = "--output";
        asked[line.length + 1] = "markdown";
        Command done = Command.in(home, asked);
        assertThat(done.code()).as(done.err()).isZero();
        Path file = EXAMPLE.resolve(golden);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, done.out());
        }
        assertThat(done.out()).isEqualTo(Files.readString(file));
    }
}
