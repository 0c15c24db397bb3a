package dev.outlay.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LostWorkTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    @Test
    void progressThatALaterAttemptMadeAgainIsLost() {
        List<Run> attempts = List.of(
                attempt(1, RunStatus.FAILED, "steps", 1000),
                attempt(2, RunStatus.SUCCEEDED, "steps", 3000, "resumed_from_steps", 800));
        LostWork lost = LostWork.of(attempts, 0);
        assertThat(lost.lost()).isEqualByComparingTo("200");
        assertThat(lost.made()).isEqualByComparingTo("1000");
        assertThat(lost.basis()).isEqualTo("200 of the 1000 steps it made were made again");
        assertThat(LostWork.of(attempts, 1)).isEqualTo(LostWork.NOTHING);
    }

    @Test
    void anAttemptThatStartsOverReachesBackBehindTheOneBefore() {
        List<Run> attempts = List.of(
                attempt(1, RunStatus.SUCCEEDED, "epochs", 4),
                attempt(2, RunStatus.INTERRUPTED, "epochs", 6, "resumed_from_epochs", 4),
                attempt(3, RunStatus.SUCCEEDED, "epochs", 9, "resumed_from_epochs", 3));
        assertThat(LostWork.of(attempts, 0).basis()).isEqualTo("1 of the 4 epochs it made were made again");
        assertThat(LostWork.of(attempts, 1).lost()).isEqualByComparingTo("2");
        assertThat(LostWork.of(attempts, 1).made()).isEqualByComparingTo("2");
    }

    @Test
    void withoutMetricsAFailedAttemptIsLostAsAWholeAndSaysSo() {
        List<Run> attempts =
                List.of(attempt(1, RunStatus.FAILED, "steps", 1000), attempt(2, RunStatus.SUCCEEDED, "steps", 3000));
        LostWork lost = LostWork.of(attempts, 0);
        assertThat(lost.lost()).isEqualByComparingTo(lost.made());
        assertThat(lost.basis())
                .isEqualTo("the whole attempt: no metric says how far it came and from where the next one resumed");
    }

    @Test
    void aFailedAttemptThatNothingFollowsIsLostAsAWhole() {
        LostWork lost = LostWork.of(List.of(attempt(1, RunStatus.FAILED, "steps", 1000)), 0);
        assertThat(lost.basis()).isEqualTo("the whole attempt: no later one resumed it");
    }

    @Test
    void whereNothingHadToBeMadeAgainNothingIsLost() {
        List<Run> attempts = List.of(
                attempt(1, RunStatus.INTERRUPTED, "steps", 1000),
                attempt(2, RunStatus.RUNNING, "steps", 1200, "resumed_from_steps", 1000));
        assertThat(LostWork.of(attempts, 0)).isEqualTo(LostWork.NOTHING);
        assertThat(LostWork.of(attempts, 1)).isEqualTo(LostWork.NOTHING);
    }

    @Test
    void ofSeveralWordsOnOneAttemptTheLatestHolds() {
        Run running = attempt(1, RunStatus.RUNNING, "steps", 10);
        Run ended = new Run(
                Origin.of("runs/r/1/later", "test"),
                START.plus(Duration.ofHours(2)),
                Span.of(START, Duration.ofHours(2)),
                "r",
                1,
                RunStatus.SUCCEEDED,
                Owner.UNKNOWN,
                null,
                Map.of());
        assertThat(RunHistory.of(List.of(ended, running)).get("r"))
                .isEqualTo(RunHistory.of(List.of(running, ended)).get("r"))
                .extracting(history -> history.attempts())
                .isEqualTo(List.of(ended));
    }

    private static Run attempt(int number, RunStatus status, Object... metrics) {
        Map<String, BigDecimal> values = new HashMap<>();
        for (int i = 0; i < metrics.length; i += 2) {
            values.put(String.valueOf(metrics[i]), new BigDecimal(String.valueOf(metrics[i + 1])));
        }
        Span span = Span.of(START.plus(Duration.ofHours(number)), Duration.ofMinutes(50));
        return new Run(
                Origin.of("runs/r/" + number, "test"),
                span.from(),
                span,
                "r",
                number,
                status,
                Owner.UNKNOWN,
                null,
                values);
    }
}
