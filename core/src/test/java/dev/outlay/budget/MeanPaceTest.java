package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.budget.SpendForecast.Expectation;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MeanPaceTest {

    private static final Instant NOW = Instant.parse("2026-10-11T12:00:00Z");
    private static final Instant TODAY = Instant.parse("2026-10-11T00:00:00Z");
    private static final Budget BUDGET = Budget.monthly("a", Limit.of("100 USD"), Scope.EVERYTHING);

    @Test
    void whatIsExpectedIsTheMeanOfWholeDaysForEachDayToCome() {
        // days of 8, 10 and 12: mean 10, variance 4; 4 days to come: 4 * 4 + 16 * 4 / 3 = 37.333, its root 6.1101;
        // the 95 % quantile of Student's distribution of two degrees is 2.9200
        Expectation rest = expected(Duration.ofDays(4), days("8", "10", "12")).orElseThrow();
        assertThat(rest.value()).isEqualByComparingTo("40");
        assertThat(rest.high().doubleValue()).isCloseTo(40 + 2.92 * 6.1101, within(0.3));
        assertThat(rest.low().doubleValue()).isCloseTo(40 - 2.92 * 6.1101, within(0.3));
        assertThat(rest.basis()).contains("mean of 3 whole days");
    }

    @Test
    void todayAndDaysBeforeTheFirstAndOfLongAgoDoNotCount() {
        SortedMap<Instant, BigDecimal> days = days("10", "10", "10");
        days.put(TODAY, new BigDecimal("900"));
        days.put(TODAY.minus(Duration.ofDays(29)), new BigDecimal("900"));
        Expectation rest = expected(Duration.ofHours(36), days).orElseThrow();
        assertThat(rest.value()).isEqualByComparingTo("15");
        assertThat(MeanPace.perDay(NOW, days).orElseThrow()).isEqualByComparingTo("10");
    }

    @Test
    void aDayWithoutSpendCountsAsNothingAndFewerThanThreeDaysTellNothing() {
        SortedMap<Instant, BigDecimal> days = days("12");
        days.put(TODAY.minus(Duration.ofDays(3)), new BigDecimal("6"));
        assertThat(expected(Duration.ofDays(1), days).orElseThrow().value()).isEqualByComparingTo("6");
        assertThat(expected(Duration.ofDays(1), days("12", "12"))).isEmpty();
        assertThat(expected(Duration.ofDays(1), new TreeMap<>())).isEmpty();
    }

    @Test
    void whatWasNeverTakenBackIsNotExpectedToBe() {
        assertThat(expected(Duration.ofDays(2), days("1", "0", "50"))
                        .orElseThrow()
                        .low())
                .isZero();
        assertThat(expected(Duration.ofDays(2), days("1", "-5", "50"))
                        .orElseThrow()
                        .low())
                .isNegative();
    }

    /// Of days that are as independent as the forecast takes them to be, nine of ten sums lie in its interval.
    @Test
    void theIntervalHoldsNineOfTenSumsOfIndependentDays() {
        Random random = new Random(11);
        int held = 0;
        int rounds = 4_000;
        for (int round = 0; round < rounds; round++) {
            SortedMap<Instant, BigDecimal> days = new TreeMap<>();
            for (int day = 1; day <= 14; day++) {
                days.put(TODAY.minus(Duration.ofDays(day)), BigDecimal.valueOf(1000 + 100 * random.nextGaussian()));
            }
            double sum = 0;
            for (int day = 0; day < 10; day++) {
                sum += 1000 + 100 * random.nextGaussian();
            }
            Expectation rest = expected(Duration.ofDays(10), days).orElseThrow();
            held += rest.low().doubleValue() <= sum && sum <= rest.high().doubleValue() ? 1 : 0;
        }
        assertThat(held / (double) rounds).isBetween(0.88, 0.92);
    }

    private static Optional<Expectation> expected(Duration rest, SortedMap<Instant, BigDecimal> days) {
        return SpendForecast.ofPace().in(BUDGET, Span.of(NOW, rest), days);
    }

    /// The days before today, the last one yesterday.
    private static SortedMap<Instant, BigDecimal> days(String... amounts) {
        SortedMap<Instant, BigDecimal> days = new TreeMap<>();
        for (int i = 0; i < amounts.length; i++) {
            days.put(TODAY.minus(Duration.ofDays(amounts.length - i)), new BigDecimal(amounts[i]));
        }
        return days;
    }
}
