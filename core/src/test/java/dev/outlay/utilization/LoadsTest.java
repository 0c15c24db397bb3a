package dev.outlay.utilization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.Fact;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Decimals;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
class LoadsTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Span DAY = Span.dayOf(START);

    @Test
    void aPodThatIsBusyOneMinuteInTenIsNinetyPercentIdleAndPeaksAtItsBurst() throws SourceException {
        List<Fact> facts = new ArrayList<>();
        for (int minute = 0; minute < 1440; minute++) {
            facts.add(Measurements.gpu("bursty", "0", minute(minute), minute % 10 == 0 ? "1" : "0"));
        }
        Series series = only(read(facts, DAY, LoadSettings.DEFAULT), "bursty")
                .measured(Signal.GPU_UTILIZATION)
                .orElseThrow();
        assertThat(series.mean()).isEqualByComparingTo("0.1");
        assertThat(series.p50()).isZero();
        assertThat(series.p95()).isEqualByComparingTo("1");
        assertThat(series.max()).isEqualByComparingTo("1");
        // one busy minute in the five of a window
        assertThat(series.windowPeak()).isEqualByComparingTo("0.2");
        assertThat(series.idleShare()).isEqualByComparingTo("0.9");
        assertThat(series.longIdleShare()).as("no idle stretch of an hour").isZero();
        assertThat(series.isExact()).isTrue();
    }

    /// The independent computation: one value a second in an array, counted and sorted.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void meanPercentilesIdleShareAndCoverageAreThoseOfEverySecond(long seed) throws SourceException {
        var random = new Random(seed);
        List<Fact> facts = new ArrayList<>();
        Map<String, List<BigDecimal>> seconds = new TreeMap<>();
        Map<String, Long> held = new HashMap<>();
        for (int pod = 0; pod < 5; pod++) {
            int devices = 1 + random.nextInt(2);
            for (int device = 0; device < devices; device++) {
                int at = random.nextInt(100);
                while (at < 7200) {
                    int length = 1 + random.nextInt(300);
                    boolean measured = random.nextInt(5) > 0;
                    BigDecimal value = BigDecimal.valueOf(random.nextInt(3) == 0 ? 0 : random.nextInt(1001), 3);
                    int quantity = 1 + random.nextInt(2);
                    Span span = new Span(START.plusSeconds(at), START.plusSeconds(at + length));
                    facts.add(Measurements.gpu(
                            "pod-" + pod, pod + "-" + device, span, measured ? new Share(value) : null, "" + quantity));
                    for (int second = at; second < at + length && second < 7200; second++) {
                        held.merge("pod-" + pod, (long) quantity, Long::sum);
                        if (measured) {
                            List<BigDecimal> its = seconds.computeIfAbsent("pod-" + pod, _ -> new ArrayList<>());
                            its.addAll(Collections.nCopies(quantity, value));
                        }
                    }
                    at += length + random.nextInt(60);
                }
            }
        }
        Collections.shuffle(facts, random);
        Loads loads = read(facts, Span.of(START, Duration.ofHours(2)), LoadSettings.DEFAULT);
        assertThat(loads.holders()).as("seed %d", seed).hasSize(5);
        seconds.forEach((pod, values) -> {
            Load load = only(loads, pod);
            Series series = load.measured(Signal.GPU_UTILIZATION).orElseThrow();
            Collections.sort(values);
            BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            long idle = values.stream()
                    .filter(value -> value.compareTo(new BigDecimal("0.05")) < 0)
                    .count();
            assertThat(series.weight()).as("seed %d %s", seed, pod).isEqualByComparingTo(count(values.size()));
            assertThat(series.mean()).isEqualByComparingTo(part(sum, values.size()));
            assertThat(series.p50()).isEqualByComparingTo(percentile(values, 50));
            assertThat(series.p95()).isEqualByComparingTo(percentile(values, 95));
            assertThat(series.p99()).isEqualByComparingTo(percentile(values, 99));
            assertThat(series.max()).isEqualByComparingTo(values.getLast());
            assertThat(series.idleShare()).isEqualByComparingTo(part(count(idle), values.size()));
            assertThat(series.longIdleShare()).isLessThanOrEqualTo(series.idleShare());
            assertThat(series.windowPeak()).isBetween(series.mean(), series.max());
            assertThat(load.coverage(Signal.GPU_UTILIZATION))
                    .hasValueSatisfying(coverage -> assertThat(coverage)
                            .isEqualByComparingTo(part(count(values.size()), held.getOrDefault(pod, 0L))));
        });
    }

    @Test
    void whatWasNotMeasuredIsNeverIdle() throws SourceException {
        Load load = only(
                read(
                        List.of(
                                Measurements.gpu("half", "0", hours(0, 12), "0.5"),
                                Measurements.gpu("half", "0", hours(12, 24), null, "1")),
                        DAY,
                        LoadSettings.DEFAULT),
                "half");
        assertThat(load.measured(Signal.GPU_UTILIZATION).orElseThrow().idleShare())
                .isZero();
        assertThat(load.coverage(Signal.GPU_UTILIZATION).orElseThrow()).isEqualByComparingTo("0.5");
        Load dark =
                only(read(List.of(Measurements.gpu("dark", "0", DAY, null, "1")), DAY, LoadSettings.DEFAULT), "dark");
        assertThat(dark.measured()).isEmpty();
        assertThat(dark.coverage(Signal.GPU_UTILIZATION)).isEmpty();
    }

    @Test
    void onlyThePartInsideTheSpanCounts() throws SourceException {
        Series series = only(
                        read(
                                List.of(
                                        Measurements.gpu("p", "0", hours(-6, 6), "1"),
                                        Measurements.gpu("p", "0", hours(6, 30), "0")),
                                DAY,
                                LoadSettings.DEFAULT),
                        "p")
                .measured(Signal.GPU_UTILIZATION)
                .orElseThrow();
        assertThat(series.mean()).isEqualByComparingTo("0.25");
        assertThat(series.idleShare()).isEqualByComparingTo("0.75");
        assertThat(series.longIdleShare()).isEqualByComparingTo("0.75");
    }

    @Test
    void samplesAndUsageOfTheSameTimeCountOnceAndAnOverlapOfScrapesToo() throws SourceException {
        Map<Signal, BigDecimal> busy =
                Map.of(Signal.GPU_UTILIZATION, BigDecimal.ONE, Signal.POWER, new BigDecimal(300));
        Load load = only(
                read(
                        List.of(
                                Measurements.gpu("p", "0", hours(0, 2), "0"),
                                Measurements.sample("p", "0", hours(0, 1), busy),
                                Measurements.sample(
                                        "p",
                                        "0",
                                        new Span(START.plusSeconds(1800), START.plusSeconds(7200)),
                                        Map.of(Signal.GPU_UTILIZATION, new BigDecimal("0.5")))),
                        DAY,
                        LoadSettings.DEFAULT),
                "p");
        Series series = load.measured(Signal.GPU_UTILIZATION).orElseThrow();
        assertThat(series.weight()).isEqualByComparingTo("7200");
        assertThat(series.mean()).isEqualByComparingTo("0.75");
        assertThat(load.measured(Signal.POWER).orElseThrow().idleShare()).isNull();
        assertThat(load.coverage(Signal.GPU_UTILIZATION).orElseThrow()).isEqualByComparingTo("1");
        assertThat(load.coverage(Signal.POWER).orElseThrow()).isEqualByComparingTo("0.5");
        assertThat(load.held(Resource.GPU).orElseThrow().mean()).isEqualByComparingTo("1");
    }

    @Test
    void aSeriesOfMoreValuesThanAreKeptSaysHowFarItsPercentilesMayBeOff() throws SourceException {
        var settings = new LoadSettings(new BigDecimal("0.05"), Duration.ofHours(1), Duration.ofMinutes(5), 200);
        var random = new Random(11);
        List<Fact> facts = new ArrayList<>();
        List<BigDecimal> values = new ArrayList<>();
        for (int minute = 0; minute < 1440; minute++) {
            BigDecimal value = BigDecimal.valueOf(random.nextInt(1_000_000), 6);
            values.add(value);
            facts.add(Measurements.gpu("p", "0", minute(minute), Decimals.text(value)));
        }
        Collections.sort(values);
        Series series = only(read(facts, DAY, settings), "p")
                .measured(Signal.GPU_UTILIZATION)
                .orElseThrow();
        assertThat(series.precision()).isEqualByComparingTo("0.005");
        assertThat(series.p50().subtract(percentile(values, 50)).abs()).isLessThanOrEqualTo(series.precision());
        assertThat(series.p95().subtract(percentile(values, 95)).abs()).isLessThanOrEqualTo(series.precision());
        assertThat(series.max()).as("the peak is kept as it was").isEqualByComparingTo(values.getLast());
        assertThat(series.mean())
                .as("and so is the mean")
                .isEqualByComparingTo(part(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add), 1440));
    }

    static Loads read(List<Fact> facts, Span span, LoadSettings settings) throws SourceException {
        var ledger = new MemoryLedger();
        ledger.append(Reading.of(facts));
        return Loads.read(ledger, span, settings);
    }

    private static Load only(Loads loads, String pod) {
        return loads.holders().stream()
                .filter(load -> load.thing().name().equals(pod))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal percentile(List<BigDecimal> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    private static BigDecimal part(BigDecimal of, long count) {
        return of.divide(count(count), 18, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal count(long count) {
        return BigDecimal.valueOf(count);
    }

    private static Span minute(int minute) {
        return Span.of(START.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(1));
    }

    private static Span hours(int from, int to) {
        return new Span(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
    }
}
