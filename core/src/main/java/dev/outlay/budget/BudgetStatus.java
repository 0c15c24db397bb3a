package dev.outlay.budget;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Where a budget stands, in the unit of its limit.
///
/// `spent` is null before the budget begins. `reserved` is set aside for work that was let in. `perDay` is the mean
/// of the whole days of the last four weeks, from the first with spend on; null without one. `rest` is what is
/// expected until the period ends, null where the period is over or too little is known. `runsOut` is the UTC day
/// on which the limit was reached or will be at this pace; null where it will not be in this period, or nothing can
/// be told. `lastCharge` is the last UTC day something fell under it, as far as the book looks back; null where
/// nothing did. Immutable and thread-safe.
public record BudgetStatus(
        Budget budget,
        Health health,
        @Nullable Spent spent,
        BigDecimal reserved,
        @Nullable BigDecimal perDay,
        SpendForecast.@Nullable Expectation rest,
        @Nullable LocalDate runsOut,
        @Nullable Instant lastCharge) {

    private static final int PERCENT_SCALE = 2;

    public BudgetStatus {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(reserved, "reserved");
    }

    /// Where a budget of a book stands now, with what `reserves` say is set aside and what `forecast` expects.
    public static BudgetStatus of(
            BudgetBook book, Budget budget, Reserves reserves, SpendForecast forecast, Instant now) {
        Optional<Spent> spent = book.spent(budget, now);
        BigDecimal amount = spent.map(Spent::amount).orElse(BigDecimal.ZERO);
        SortedMap<Instant, BigDecimal> days = book.days(budget, now);
        Optional<SpendForecast.Expectation> rest = spent.filter(
                        known -> now.isBefore(known.period().to()))
                .flatMap(known ->
                        forecast.in(budget, new Span(now, known.period().to()), days));
        return new BudgetStatus(
                budget,
                Health.of(budget, spent.isPresent(), amount, now),
                spent.orElse(null),
                reserves.open(budget, now),
                MeanPace.perDay(now, days).orElse(null),
                rest.orElse(null),
                book.reached(budget, now)
                        .or(() -> spent.flatMap(known -> runsOut(budget, known, rest, now)))
                        .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate())
                        .orElse(null),
                days.isEmpty() ? null : days.lastKey());
    }

    /// See the other `of`, with the pace of the last four weeks.
    public static BudgetStatus of(BudgetBook book, Budget budget, Reserves reserves, Instant now) {
        return of(book, budget, reserves, new MeanPace(), now);
    }

    /// What was spent so far; zero before the budget begins.
    public BigDecimal amount() {
        return spent == null ? BigDecimal.ZERO : spent.amount();
    }

    /// What was spent, in percent of the limit, rounded half-even to two digits for showing: see [#reached] for
    /// whether a mark was met.
    public BigDecimal percent() {
        return amount().movePointRight(2).divide(budget.limit().amount(), PERCENT_SCALE, RoundingMode.HALF_EVEN);
    }

    /// What is neither spent nor set aside; below zero where that is more than the limit.
    public BigDecimal left() {
        return Decimals.normal(budget.limit().amount().subtract(amount()).subtract(reserved));
    }

    /// What will have been spent when the period ends; null where nothing is expected.
    public @Nullable BigDecimal projected() {
        return rest == null ? null : Decimals.normal(amount().add(rest.value()));
    }

    /// The least and the most that it will be with a probability of 90 %; null where nothing is expected.
    public @Nullable BigDecimal projectedLow() {
        return rest == null ? null : Decimals.normal(amount().add(rest.low()));
    }

    /// See [#projectedLow].
    public @Nullable BigDecimal projectedHigh() {
        return rest == null ? null : Decimals.normal(amount().add(rest.high()));
    }

    /// The highest threshold that was reached; null where none was.
    public @Nullable Threshold reached() {
        Threshold reached = null;
        for (Threshold threshold : budget.thresholds()) {
            if (threshold.isReached(amount(), budget.limit())) {
                reached = threshold;
            }
        }
        return reached;
    }

    private static Optional<Instant> runsOut(
            Budget budget, Spent spent, Optional<SpendForecast.Expectation> rest, Instant now) {
        BigDecimal left = budget.limit().amount().subtract(spent.amount());
        BigDecimal expected = rest.map(SpendForecast.Expectation::value).orElse(BigDecimal.ZERO);
        if (left.signum() <= 0 || expected.compareTo(left) <= 0) {
            return Optional.empty();
        }
        // what is expected is taken to come evenly
        BigDecimal seconds =
                left.multiply(new Span(now, spent.period().to()).seconds()).divide(expected, 0, RoundingMode.CEILING);
        return Optional.of(now.plusSeconds(seconds.longValueExact()));
    }
}
