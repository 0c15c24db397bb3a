package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.PriceFile;
import dev.outlay.connect.file.RunsFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files in `examples/running-job`, and the answer that docs/how-to/forecast-a-running-job.md shows.
final class RunningJobExampleTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-10-01T20:05:00Z"));
    private static final Path EXAMPLE = Path.of("..", "examples", "running-job");
    private static final Path PAGE = Path.of("..", "docs", "how-to", "forecast-a-running-job.md");

    @Test
    void thePageShowsWhatTheLedgerAnswers() throws Exception {
        try (var outlay = new Outlay(MemoryLedger::new, Catalog.builtin(), CLOCK)) {
            outlay.take(PriceFile.source(EXAMPLE.resolve("prices.csv"), CLOCK, Progress.NONE));
            outlay.take(UsageFile.source(EXAMPLE.resolve("usage.csv"), CLOCK, Progress.NONE));
            outlay.take(RunsFile.source(EXAMPLE.resolve("runs.csv"), CLOCK, Progress.NONE));
            Table answer = outlay.answer(
                    "finish",
                    Parameters.of(
                            "run", "detector-9", "remaining-epochs", "20", "metric", "val_loss", "what-if-stop", "5"));
            assertThat(answer.heading()).containsEntry("cost_so_far", "320.00").containsEntry("cost_per_hour", "16.00");
            List<String> shown = Files.readAllLines(PAGE).stream()
                    .filter(line -> line.startsWith("| as planned") || line.startsWith("| stop after"))
                    .toList();
            assertThat(shown)
                    .containsExactlyElementsOf(answer.rows().stream()
                            .map(row -> "| " + String.join(" | ", row.subList(0, 14)) + " |")
                            .toList());
            // the noise-free curve: 1.8 + 2.2 e^-0.6
            assertThat(new BigDecimal(String.valueOf(answer.rows().getFirst().get(8))))
                    .isBetween(new BigDecimal("2.01"), new BigDecimal("2.08"));
            assertThat(Stream.of("hours_left_low", "hours_left", "hours_left_high")
                            .map(name -> new BigDecimal(
                                    String.valueOf(answer.heading().get(name)))))
                    .isSorted();
        }
    }
}
