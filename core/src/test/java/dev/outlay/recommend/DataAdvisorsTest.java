package dev.outlay.recommend;

import static dev.outlay.recommend.RunAdvisorsTest.one;
import static dev.outlay.recommend.RunAdvisorsTest.promise;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.Measure;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.recommend.Firm.Held;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Advisors on stored and sent data find what was planted and say nothing of what is well.
final class DataAdvisorsTest {

    @Test
    void whatNobodyReadGoesToTheClassThatIsCheapestWithItsRetrieval() throws Exception {
        Advice advice = one(stored(Map.of("last-access", "2026-06-01")).asks(new StorageTierAdvisor()));
        assertThat(advice.title()).startsWith("Move data to ");
        Promise promise = promise(advice);
        assertThat(promise.saving().amount()).isPositive();
        assertThat(promise.low()).isLessThan(promise.saving());
        assertThat(promise.baseline().rounded(2)).isEqualTo(Money.of("USD", "230"));
        assertThat(stored(Map.of("last-access", "2026-10-25")).asks(new StorageTierAdvisor()))
                .isEmpty();
        assertThat(stored(Map.of()).asks(new StorageTierAdvisor())).isEmpty();
        assertThat(stored(Map.of()).lacks(new StorageTierAdvisor())).contains("last-access");
    }

    @Test
    void aSecondCopyOfTheSameContentIsTold() throws Exception {
        Firm firm = new Firm()
                .stored("one", "100", "2.30", null, Map.of("content", "sha256:1", "last-access", "2026-10-01"))
                .stored("two", "100", "2.30", null, Map.of("content", "sha256:1", "last-access", "2026-09-01"))
                .stored("other", "100", "2.30", null, Map.of("content", "sha256:2"));
        Advice advice = one(firm.asks(new DuplicatesAdvisor()));
        assertThat(advice.title()).isEqualTo("Delete two, a copy of one");
        assertThat(promise(advice).saving()).isEqualTo(Money.of("USD", "2.30"));
    }

    @Test
    void anArtefactThatNobodyReadForHalfAYearIsToldAndADatasetIsNot() throws Exception {
        assertThat(one(stored(Map.of("kind", "artefact", "last-access", "2026-03-01"))
                                .asks(new StaleDataAdvisor()))
                        .title())
                .isEqualTo("Delete data, which nobody read for 245 days");
        assertThat(stored(Map.of("kind", "dataset", "last-access", "2026-03-01"))
                        .asks(new StaleDataAdvisor()))
                .isEmpty();
        assertThat(stored(Map.of("kind", "artefact", "last-access", "2026-08-01"))
                        .asks(new StaleDataAdvisor()))
                .isEmpty();
    }

    @Test
    void checkpointsOfARunThatIsDoneAreToldAndThoseOfOneThatRunsAreNot() throws Exception {
        for (RunStatus status : List.of(RunStatus.SUCCEEDED, RunStatus.RUNNING)) {
            Firm firm = new Firm()
                    .stored("ckpt", "500", "11.50", "r1", Map.of("kind", "checkpoint"))
                    .word("r1", status, Duration.ofDays(2), "m", Map.of());
            List<Advice> advice = firm.asks(new CheckpointsAdvisor());
            assertThat(advice).hasSize(status == RunStatus.SUCCEEDED ? 1 : 0);
        }
    }

    @Test
    void dataThatIsSentAgainAndAgainIsKeptThere() throws Exception {
        Firm firm = new Firm();
        for (int i = 0; i < 10; i++) {
            firm.sent("t" + i, "1000", "20", Map.of("dataset", "images", "to-region", "us-west-2"));
        }
        Advice advice = one(firm.asks(new EgressAdvisor()));
        assertThat(advice.title()).isEqualTo("Keep a copy of images in us-west-2: it was sent there 10 times");
        Promise promise = promise(advice);
        assertThat(promise.baseline()).isEqualTo(Money.of("USD", "200"));
        // nine of ten transfers, less a month of a terabyte of standard storage
        assertThat(promise.saving().amount()).isBetween(new BigDecimal("150"), new BigDecimal("180"));
        Firm once = new Firm().sent("t", "1000", "20", Map.of("dataset", "images", "to-region", "us-west-2"));
        assertThat(once.asks(new EgressAdvisor())).isEmpty();
        assertThat(new Firm().sent("t", "1000", "20", Map.of()).lacks(new EgressAdvisor()))
                .contains("dataset and to-region");
    }

    @Test
    void nobodySavesMoreThanWhatTheWholeCompanySpends() throws Exception {
        Firm firm = new Firm();
        for (int hour = 0; hour < 720; hour += 6) {
            firm.add(Held.gpu("s0", Firm.hours(hour, hour + 6)).workload("chat").busy(hour % 24 < 12 ? "0.8" : "0.1"))
                    .add(Held.gpu("s1", Firm.hours(hour, hour + 6))
                            .workload("chat")
                            .busy(hour % 24 < 12 ? "0.8" : "0.1"));
        }
        firm.add(Held.machine("n1", Firm.MONTH))
                .add(Held.gpu("a", Firm.hours(0, 500))
                        .on("n1")
                        .gpus(8)
                        .run("r1")
                        .workload("trainer"))
                .add(Held.gpu("b", Firm.hours(0, 100))
                        .at("aws", "ap-northeast-1")
                        .type("g5.xlarge", "A10G")
                        .run("r2"))
                .stored(
                        "one",
                        "100",
                        "2.30",
                        null,
                        Map.of("content", "1", "kind", "cache", "last-access", "2026-01-01"))
                .stored(
                        "two",
                        "100",
                        "2.30",
                        null,
                        Map.of("content", "1", "kind", "cache", "last-access", "2026-01-02"));
        try (var outlay = firm.open()) {
            Inquiry inquiry = firm.inquiry(outlay);
            Money all = new Money(
                    "USD",
                    outlay.ledger()
                            .totals(TotalsQuery.of(Measure.EFFECTIVE))
                            .rows()
                            .getFirst()
                            .measures()
                            .getFirst());
            List<AdviceCase> cases = new Advising(Advisors.ALL).cases(inquiry);
            assertThat(cases).hasSizeGreaterThan(4);
            for (AdviceCase one : cases) {
                Promise promise = one.promise();
                if (promise != null) {
                    assertThat(promise.saving()).as(one.id()).isLessThanOrEqualTo(promise.baseline());
                    assertThat(promise.baseline()).as(one.id()).isLessThanOrEqualTo(all);
                }
            }
        }
    }

    private static Firm stored(Map<String, String> tags) {
        return new Firm().stored("data", "10000", "230", null, tags);
    }
}
