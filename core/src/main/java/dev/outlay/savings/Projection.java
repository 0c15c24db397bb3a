package dev.outlay.savings;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;

/// A year at the pace of some days, with an interval.
///
/// `year` is 365 times the mean of the days, days without any amount among them. `low` and `high` are the 5th and
/// the 95th percentile of the same figure over 1,000 re-samples of the days, drawn in blocks so that a week keeps
/// its shape: blocks of 7 days where there are 14 days or more, else of one. The draw is seeded by a constant, so
/// the same days give the same interval. The interval says how uneven the days were, not what the future holds.
/// Immutable and thread-safe.
public record Projection(Money year, Money low, Money high, int days, int block) {

    private static final BigDecimal DAYS_OF_A_YEAR = BigDecimal.valueOf(365);
    private static final int SAMPLES = 1_000;
    private static final int LOW = 50;
    private static final int HIGH = 949;
    private static final long SEED = 20_261_001L;
    private static final int WEEK = 7;

    /// The projection of amounts by day from a first to a last day; empty with less than two days, from which no
    /// pace can be told.
    public static Optional<Projection> of(
            String currency, SortedMap<LocalDate, BigDecimal> byDay, LocalDate first, LocalDate last) {
        int days = Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1;
        if (days < 2) {
            return Optional.empty();
        }
        List<BigDecimal> amounts = new ArrayList<>(days);
        for (int day = 0; day < days; day++) {
            amounts.add(byDay.getOrDefault(first.plusDays(day), BigDecimal.ZERO));
        }
        int block = days >= 2 * WEEK ? WEEK : 1;
        // the algorithm of this class is part of its specification, so every Java draws the same
        var random = new Random(SEED);
        BigDecimal[] sums = new BigDecimal[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            sums[sample] = resampled(amounts, block, random);
        }
        Arrays.sort(sums);
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return Optional.of(new Projection(
                year(currency, sum, days),
                year(currency, sums[LOW], days),
                year(currency, sums[HIGH], days),
                days,
                block));
    }

    private static BigDecimal resampled(List<BigDecimal> amounts, int block, Random random) {
        BigDecimal sum = BigDecimal.ZERO;
        int drawn = 0;
        while (drawn < amounts.size()) {
            int start = random.nextInt(amounts.size());
            for (int i = 0; i < block && drawn < amounts.size(); i++) {
                // the days are a ring, so that each is drawn as often as any other
                sum = sum.add(amounts.get((start + i) % amounts.size()));
                drawn++;
            }
        }
        return sum;
    }

    private static Money year(String currency, BigDecimal sum, int days) {
        return new Money(
                currency,
                sum.multiply(DAYS_OF_A_YEAR)
                        .divide(BigDecimal.valueOf(days), Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN));
    }
}
