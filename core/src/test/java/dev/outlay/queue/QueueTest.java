package dev.outlay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.budget.Expected;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In which order jobs run, and what a plan never does.
class QueueTest {

    private static final Instant NOW = Instant.parse("2026-11-10T12:00:00Z");

    @Test
    void tenJobsAtOnceWithAQuotaOfTwoGpusRunTwoByTwo() {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            jobs.add(job("j" + i, "vision", 0, 1, "1", "3"));
        }
        List<Slot> slots = queue(2, Shares.EQUAL).plan(jobs, NOW, Queue.End.EXPECTED);

        assertThat(slots)
                .extracting(slot -> slot.job().name())
                .containsExactly("j0", "j1", "j2", "j3", "j4", "j5", "j6", "j7", "j8", "j9");
        assertThat(slots)
                .extracting(slot -> Duration.between(NOW, slot.start()).toHours())
                .containsExactly(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L);
        assertThat(slots.getLast().end()).isEqualTo(NOW.plus(Duration.ofHours(5)));
    }

    @Test
    void aHigherPriorityGoesFirstAndAmongEqualsWhoHasSpentLeastForTheirShare() {
        var shares = new Shares(
                Map.of("vision", new BigDecimal("3")),
                Map.of("vision", new BigDecimal("30"), "search", new BigDecimal("15")));
        List<Job> jobs = List.of(
                job("search-1", "search", 0, 1, "1", "10"),
                job("vision-1", "vision", 0, 1, "1", "10"),
                job("vision-2", "vision", 0, 1, "1", "10"),
                job("vision-3", "vision", 0, 1, "1", "10"),
                job("urgent", "search", 5, 1, "1", "10"));

        // for a share of three, 30 are as 10 for a share of one: vision is behind until it has spent 45
        assertThat(queue(1, shares).plan(jobs, NOW, Queue.End.EXPECTED))
                .extracting(slot -> slot.job().name())
                .containsExactly("urgent", "vision-1", "vision-2", "vision-3", "search-1");
    }

    @Test
    void aSmallJobFillsAGapOnlyWhereItDelaysNobodyAhead() {
        List<Job> jobs = List.of(
                job("long", "a", 9, 1, "4", "1"),
                job("wide", "b", 8, 2, "1", "1"),
                job("short", "c", 1, 1, "3", "1"),
                job("too-long", "d", 2, 1, "5", "1"));

        List<Slot> slots = queue(2, Shares.EQUAL).plan(jobs, NOW, Queue.End.EXPECTED);

        assertThat(slots).extracting(slot -> slot.job().name()).containsExactly("long", "short", "wide", "too-long");
        assertThat(slots.get(1).start()).isEqualTo(NOW);
        assertThat(slots.get(1).why())
                .isEqualTo("fits in before wide, which waits for GPUs until 2026-11-10T16:00:00Z");
        assertThat(slots.get(2).start())
                .as("as if the short one were not there")
                .isEqualTo(NOW.plus(Duration.ofHours(4)));
    }

    @Test
    void whatNeverFitsIsNamed() {
        var queue = new Queue(new Quota(8, Map.of("vision", 2)), Shares.EQUAL);
        assertThatThrownBy(() -> queue.plan(List.of(job("j", "vision", 0, 4, "1", "1")), NOW, Queue.End.EXPECTED))
                .isInstanceOf(Queue.ImpossibleJob.class)
                .hasMessage(
                        "the job j of vision needs 4 GPUs at once, and the quota is 2: raise the quota or take fewer"
                                + " GPUs");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noPlanHoldsMoreThanTheQuotaLosesAJobOrLeavesGpusFreeForTheFirstInOrder(long seed) {
        var random = new Random(seed);
        var quota = new Quota(4 + random.nextInt(5), Map.of("a", 3));
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String owner = List.of("a", "b", "c").get(random.nextInt(3));
            jobs.add(new Job(
                    "j" + i,
                    owner,
                    random.nextInt(3),
                    1 + random.nextInt(3),
                    Expected.exactly(BigDecimal.valueOf(1 + random.nextInt(50), 1)),
                    Expected.exactly(BigDecimal.valueOf(random.nextInt(100))),
                    NOW.plus(Duration.ofMinutes(random.nextInt(600)))));
        }
        for (Queue.End end : Queue.End.values()) {
            List<Slot> slots = new Queue(quota, Shares.EQUAL).plan(jobs, NOW, end);
            assertThat(slots).as("seed %s", seed).extracting(Slot::job).containsExactlyInAnyOrderElementsOf(jobs);
            Map<String, Integer> peaks = Queue.peaks(slots);
            assertThat(peaks.get("")).as("seed %s", seed).isLessThanOrEqualTo(quota.gpus());
            assertThat(peaks.getOrDefault("a", 0)).as("seed %s", seed).isLessThanOrEqualTo(3);
            assertThat(slots).allSatisfy(slot -> {
                assertThat(slot.start()).isAfterOrEqualTo(slot.job().submitted());
                assertThat(slot.start()).isBefore(slot.end());
            });
        }
    }

    private static Queue queue(int gpus, Shares shares) {
        return new Queue(new Quota(gpus, Map.of()), shares);
    }

    private static Job job(String name, String owner, int priority, int gpus, String hours, String cost) {
        return new Job(
                name,
                owner,
                priority,
                gpus,
                Expected.exactly(new BigDecimal(hours)),
                Expected.exactly(new BigDecimal(cost)),
                NOW);
    }
}
