package dev.outlay.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerRunsTest {

    private static final Span TEN_HOURS = Span.of(Instant.parse("2026-10-01T00:00:00Z"), Duration.ofHours(10));

    @Test
    void aFinishedRunThatCountedItsTokensIsLearnedFrom() throws SourceException {
        List<TrainingRun> runs = LedgerRuns.of(ledger("ours", 1, RunStatus.SUCCEEDED, Map.of("tokens", "1e10")));
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.workload().family()).isEqualTo("search");
            assertThat(run.workload().work()).isEqualTo(Amount.tokens(1e10));
            assertThat(run.accelerators()).isEqualTo(new Accelerators("H100-SXM5-80GB", 8.0));
            assertThat(run.outcome()).isEqualTo(new TrainingRun.Outcome(80.0, null, null));
        });
        Predictor.Learned learned = Predictor.builtin(Catalog.builtin()).learning(runs);
        assertThat(learned.refused()).isEmpty();
    }

    @Test
    void aRunThatFailedWasResumedOrCountedNothingIsNot() throws SourceException {
        assertThat(LedgerRuns.of(ledger("failed", 1, RunStatus.FAILED, Map.of("tokens", "1e10"))))
                .isEmpty();
        assertThat(LedgerRuns.of(ledger("resumed", 2, RunStatus.SUCCEEDED, Map.of("tokens", "1e10"))))
                .isEmpty();
        assertThat(LedgerRuns.of(ledger("silent", 1, RunStatus.SUCCEEDED, Map.of("loss", "2"))))
                .isEmpty();
    }

    private static MemoryLedger ledger(String run, int attempt, RunStatus status, Map<String, String> metrics)
            throws SourceException {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Run(
                Origin.of("runs/" + run, "test"),
                TEN_HOURS.to(),
                TEN_HOURS,
                run,
                attempt,
                status,
                new Owner(null, null, null, null, null, "search", null, null, null, run),
                "ours-2b",
                metrics.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Map.Entry::getKey, entry -> new BigDecimal(entry.getValue())))));
        facts.add(new Charge(
                Origin.of("use/" + run, "test"),
                ChargeStatus.METERED,
                TEN_HOURS,
                null,
                Costs.UNPRICED,
                Place.UNKNOWN,
                new Owner(null, null, null, null, null, "search", null, null, null, run),
                Product.UNKNOWN,
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse(
                        "H100-SXM5-80GB",
                        null,
                        null,
                        null,
                        BigDecimal.valueOf(8 * 10 * 3600),
                        false,
                        null,
                        null,
                        false),
                null,
                null,
                Map.of()));
        var ledger = new MemoryLedger();
        ledger.append(Reading.of(facts));
        return ledger;
    }
}
