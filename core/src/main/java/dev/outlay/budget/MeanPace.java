package dev.outlay.budget;

import dev.outlay.forecast.Likely;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Takes each day to come for one like the days of the last four weeks: their mean, and an interval by Student's
/// distribution from how far they lie apart, as a prediction of the sum of so many further days.
///
/// It knows neither trend nor weekdays, and takes days for independent of each other, so its interval is too narrow
/// where one dear day follows another. Needs three whole days. Thread-safe.
final class MeanPace implements SpendForecast {

    static final int FEWEST_DAYS = 3;

    private static final int SCALE = 18;
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

    @Override
    public Optional<Expectation> in(Budget budget, Span rest, SortedMap<Instant, BigDecimal> days) {
        List<BigDecimal> whole = wholeDays(rest.from(), days);
        int count = whole.size();
        if (count < FEWEST_DAYS) {
            return Optional.empty();
        }
        BigDecimal number = BigDecimal.valueOf(count);
        BigDecimal mean = mean(whole);
        BigDecimal squares = whole.stream()
                .map(day -> day.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(count - 1), SCALE, RoundingMode.HALF_EVEN);
        BigDecimal length = rest.seconds().divide(SECONDS_PER_DAY, SCALE, RoundingMode.HALF_EVEN);
        // of the days to come themselves, and of how well their mean is known
        BigDecimal variance = squares.multiply(length.add(length.pow(2).divide(number, SCALE, RoundingMode.HALF_EVEN)));
        BigDecimal off = variance.sqrt(MathContext.DECIMAL64).multiply(BigDecimal.valueOf(Likely.student(count - 1)));
        BigDecimal value = mean.multiply(length).setScale(SCALE, RoundingMode.HALF_EVEN);
        boolean falls = whole.stream().anyMatch(day -> day.signum() < 0);
        BigDecimal low = value.subtract(off).setScale(SCALE, RoundingMode.HALF_EVEN);
        return Optional.of(new Expectation(
                falls || low.signum() >= 0 ? low : BigDecimal.ZERO,
                value,
                value.add(off).setScale(SCALE, RoundingMode.HALF_EVEN),
                "mean of " + count + " whole days (UTC), taken as independent, 90 % interval"));
    }

    /// The mean of the whole days that are looked at; empty where there is none.
    static Optional<BigDecimal> perDay(Instant now, SortedMap<Instant, BigDecimal> days) {
        List<BigDecimal> whole = wholeDays(now, days);
        return whole.isEmpty() ? Optional.empty() : Optional.of(mean(whole));
    }

    private static BigDecimal mean(List<BigDecimal> whole) {
        return whole.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(whole.size()), SCALE, RoundingMode.HALF_EVEN);
    }

    /// The days before that of now, from the first with an amount within the last four weeks on.
    private static List<BigDecimal> wholeDays(Instant now, SortedMap<Instant, BigDecimal> days) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        SortedMap<Instant, BigDecimal> recent = days.subMap(today.minus(Sheet.LOOK_BACK), today);
        List<BigDecimal> whole = new ArrayList<>();
        if (!recent.isEmpty()) {
            for (Instant day = recent.firstKey(); day.isBefore(today); day = day.plus(Duration.ofDays(1))) {
                whole.add(recent.getOrDefault(day, BigDecimal.ZERO));
            }
        }
        return whole;
    }
}
