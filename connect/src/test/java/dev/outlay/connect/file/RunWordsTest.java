package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunWordsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-10-05T00:00:00Z"));

    @TempDir
    Path folder;

    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void everyRowOfAHistoryIsAWordOnTheAttempt() throws Exception {
        assertThat(take("""
                {"run": "r", "start": "2026-10-01T00:00:00Z", "status": "finished", "end": "2026-10-01T03:00:00Z",
                 "team": "nlp", "metrics": {"epoch": 3, "loss": 0.5},
                 "history": [
                   {"_timestamp": 1790816400.5, "_step": 100, "_runtime": 3600, "epoch": 1, "loss": 2.5},
                   {"at": "2026-10-01T02:00:00Z", "metrics": {"epoch": 2, "loss": 1.0}},
                   {"at": "2026-10-01T03:00:00Z", "epoch": 3, "loss": 0.5}]}
                """)).isEqualTo(new Appended(3, 0, 0, null));
        List<Run> words = words();
        assertThat(words)
                .extracting(Run::status)
                .containsExactly(RunStatus.RUNNING, RunStatus.RUNNING, RunStatus.SUCCEEDED);
        assertThat(words).extracting(word -> word.owner().team()).containsOnly("nlp");
        assertThat(words.getFirst().span())
                .isEqualTo(new Span(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-01T01:00:00.500Z")));
        assertThat(words.getFirst().metrics())
                .isEqualTo(
                        Map.of("_step", new BigDecimal("100"), "epoch", BigDecimal.ONE, "loss", new BigDecimal("2.5")));
        assertThat(words.get(1).metrics()).isEqualTo(Map.of("epoch", new BigDecimal("2"), "loss", BigDecimal.ONE));
    }

    @Test
    void metricsOfOneInstantAreOneWord() throws Exception {
        take("""
                {"run": "r", "start": "2026-10-01T00:00:00Z", "status": "running", "updated_at": "2026-10-01T03:00:00Z",
                 "history": [
                   {"key": "loss", "value": 2.5, "timestamp": 1790816400000, "step": 1000},
                   {"key": "accuracy", "value": 0.5, "timestamp": 1790816400000, "step": 1000}]}
                """);
        assertThat(words().getFirst().metrics())
                .isEqualTo(Map.of(
                        "loss",
                        new BigDecimal("2.5"),
                        "accuracy",
                        new BigDecimal("0.5"),
                        "steps",
                        new BigDecimal("1000")));
    }

    @Test
    void aHistoryWithoutTimesRefusesTheRecordAndSaysSo() throws Exception {
        assertThat(take("""
                {"run": "r", "start": "2026-10-01T00:00:00Z", "status": "running", "history": [{"loss": 2.5}]}
                """).refused()).isEqualTo(1);
    }

    private Appended take(String json) throws SourceException, IOException {
        Path file = Ledgers.write(folder, "runs.json", json);
        return ledger.append(RunsFile.source(file, CLOCK, Progress.NONE).read(Span.EVER));
    }

    private List<Run> words() {
        try (Stream<Run> runs = ledger.facts(Run.class, Span.EVER)) {
            return runs.toList();
        }
    }
}
