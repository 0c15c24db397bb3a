package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files in `examples/right-size`, with the answers that stand beside them. `-Dgolden.update=true` writes those
/// anew.
final class RightSizeExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "right-size");
    private static final int POD = 5;
    private static final int UTILIZATION = 8;

    @TempDir
    Path home;

    @BeforeEach
    void takeThePricesTheUsageAndTheMetrics() {
        for (String kind : new String[] {"prices", "usage", "metrics"}) {
            Command done = Command.in(
                    home, "import", kind, EXAMPLE.resolve(kind + ".csv").toString());
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.out()).contains("refused  0");
        }
    }

    @Test
    void theUseOfEachPodIsWhatTheFileOfMetricsSaysWhenItIsSummedByHand() throws IOException {
        Map<String, List<BigDecimal>> readings = new TreeMap<>();
        Files.readAllLines(EXAMPLE.resolve("metrics.csv")).stream().skip(1).forEach(line -> {
            String[] cells = line.split(",", -1);
            readings.computeIfAbsent(cells[POD], _ -> new ArrayList<>())
                    .add(new BigDecimal(cells[UTILIZATION]).movePointLeft(2));
        });
        List<String> expected = new ArrayList<>();
        readings.forEach((pod, values) -> {
            Collections.sort(values);
            BigDecimal count = BigDecimal.valueOf(values.size());
            BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            long idle = values.stream()
                    .filter(value -> value.compareTo(new BigDecimal("0.05")) < 0)
                    .count();
            // every reading is ten minutes long, so each weighs the same
            expected.add(String.join(
                    ",",
                    pod,
                    text(sum.divide(count, 6, RoundingMode.HALF_EVEN)),
                    text(values.get((values.size() + 1) / 2 - 1)),
                    text(values.get((values.size() * 95 + 99) / 100 - 1)),
                    text(values.getLast()),
                    text(BigDecimal.valueOf(idle).divide(count, 6, RoundingMode.HALF_EVEN))));
        });
        List<String> header = new ArrayList<>();
        List<String> actual = asked("report", "utilization", "--output", "csv")
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .peek(cells -> header.addAll(header.isEmpty() ? cells : List.of()))
                .skip(1)
                .map(cells -> String.join(
                        ",",
                        List.of("name", "mean", "p50", "p95", "max", "idle_share").stream()
                                .map(column -> cells.get(header.indexOf(column)))
                                .toList()))
                .toList();
        assertThat(actual).hasSize(4).isEqualTo(expected);
    }

    @Test
    void whatIsWastedIsRankedWithItsOwner() throws IOException {
        agrees("optimize.md", asked("optimize", "--last", "2d", "--output", "markdown"));
    }

    @Test
    void theAdviceIsAsWorkedOut() throws IOException {
        agrees(
                "recommend.md",
                asked("recommend", "--category", "idle,sharing", "--last", "2d", "--output", "markdown"));
    }

    @Test
    void adviceIsAcceptedDismissedWithAReasonAndDone() {
        String id = id("idle-gpu", "notebook-ada");
        assertThat(asked("recommend", "accept", id, "--by", "ada", "--last", "2d", "--output", "csv"))
                .contains(id + ",accepted,");
        assertThat(asked("recommend", "--status", "accepted", "--last", "2d", "--output", "csv"))
                .contains(id);
        Command without = Command.in(home, "recommend", "dismiss", id, "--last", "2d", "--now", "2026-10-03T00:00:00Z");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("cannot be dismissed without a reason");
        asked("recommend", "dismiss", id, "--reason", "thesis", "--last", "2d", "--output", "csv");
        assertThat(asked("recommend", "--last", "2d", "--output", "csv")).doesNotContain(id);
        assertThat(asked("recommend", "done", id, "--last", "2d", "--output", "json"))
                .contains("\"outcomes\"", "it is too early");
        Command unknown = Command.in(home, "recommend", "done", "spot-1", "--now", "2026-10-03T00:00:00Z");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no advice has an id that is or starts with 'spot-1'");
    }

    @Test
    void questionsAreCutByCategoryConfidenceAndName() {
        assertThat(asked("recommend", "--category", "idle", "--last", "2d", "--output", "csv"))
                .contains("idle-gpu-")
                .doesNotContain("mig-size-");
        assertThat(asked("recommend", "--min-confidence", "0.99", "--last", "2d", "--output", "csv"))
                .doesNotContain("idle-gpu-");
        assertThat(asked("recommend", "--about", "research/embedder", "--last", "2d", "--output", "csv"))
                .contains("mig-size-")
                .doesNotContain("batch-nightly");
        Command wrong = Command.in(home, "recommend", "--category", "ponies");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("unknown category ponies: use one of idle, sharing");
    }

    private String id(String advisor, String about) {
        Matcher matcher = Pattern.compile("(?m)^(" + advisor + "-[0-9a-f]{10}),.*" + about)
                .matcher(asked("recommend", "--last", "2d", "--output", "csv"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String asked(String... line) {
        List<String> all = new ArrayList<>(List.of(line));
        all.addAll(List.of("--now", "2026-10-03T00:00:00Z"));
        Command done = Command.in(home, all.toArray(new String[0]));
        assertThat(done.code()).as(done.err()).isZero();
        return done.out();
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static void agrees(String golden, String answer) throws IOException {
        Path file = EXAMPLE.resolve(golden);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, answer);
        }
        assertThat(answer).isEqualTo(Files.readString(file));
    }
}
