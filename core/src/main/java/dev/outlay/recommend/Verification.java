package dev.outlay.recommend;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds the charges after an advice was done against those of the same scope before.
///
/// The span before is the one the advice looked at, up to the UTC day on which it was done. The span after starts
/// with the next one, because charges are by the day at the longest, is as long at most, and ends where the
/// ledger's charges end. Less than a day after is too little to tell. Reads its ledger as it is; not thread-safe.
final class Verification {

    private static final BigDecimal MONTH_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(30).toSeconds());
    private static final Duration LEAST = Duration.ofDays(1);
    private static final int DIGITS = 18;

    /// Money, GPU-seconds and runs of a scope in a span.
    private record Sum(BigDecimal cost, BigDecimal gpuSeconds, int runs) {}

    private final LedgerReader ledger;
    private final @Nullable Instant end;

    Verification(LedgerReader ledger, Instant now) {
        this.ledger = ledger;
        List<Totals.Row> days = ledger.totals(TotalsQuery.of(Measure.GPU_HOURS).grain(Grain.DAY))
                .rows();
        Instant charged = days.isEmpty()
                ? null
                : Span.dayOf(Objects.requireNonNull(days.getLast().bucket())).to();
        this.end = charged == null ? null : charged.isBefore(now) ? charged : now;
    }

    /// What came of advice that was done at an instant.
    Outcome of(Remembered said, Instant done) {
        Promise promise = said.promise();
        if (promise == null) {
            return Outcome.unknown(said, "no saving was promised");
        }
        if (said.charges().isEmpty()) {
            return Outcome.unknown(said, "no charges tell the scope from the rest");
        }
        if (!said.span().from().isBefore(done)) {
            return Outcome.unknown(said, "it was done before the span that it looked at");
        }
        Span before = before(said.span(), done);
        Instant from = Span.dayOf(done).to();
        Instant latest = from.plus(before.length());
        Instant to = end == null || latest.isBefore(end) ? latest : end;
        if (end == null || Duration.between(from, to).compareTo(LEAST) < 0) {
            return Outcome.unknown(said, "it is too early: a whole day of charges from " + from + " on is needed");
        }
        return compared(said, promise, before, new Span(from, to));
    }

    /// What was looked at, up to the UTC day of the change where that leaves anything, else up to the change.
    private static Span before(Span lookedAt, Instant done) {
        Instant midnight = Span.dayOf(done).from();
        Instant until = midnight.isAfter(lookedAt.from()) ? midnight : done;
        return new Span(lookedAt.from(), lookedAt.to().isBefore(until) ? lookedAt.to() : until);
    }

    private Outcome compared(Remembered said, Promise promise, Span before, Span after) {
        String currency = promise.baseline().currency();
        Optional<Sum> then = sum(said, before, currency);
        Optional<Sum> now = sum(said, after, currency);
        if (then.isEmpty() || now.isEmpty()) {
            return Outcome.unknown(said, "charges of the scope have no price in " + currency);
        }
        BigDecimal realised = realised(said.comparedBy(), promise.per(), then.get(), before, now.get(), after);
        if (realised == null) {
            return Outcome.unknown(said, "nothing of the scope was charged that could be compared");
        }
        return new Outcome(
                said.advisor(),
                promise.saving(),
                new Money(currency, realised),
                before,
                after,
                "charges of the same scope " + words(said.comparedBy()) + ", " + before + " against " + after);
    }

    private static @Nullable BigDecimal realised(
            Worth.ComparedBy by, Promise.Per per, Sum then, Span before, Sum now, Span after) {
        BigDecimal unitsThen = units(by, then, before);
        BigDecimal unitsNow = units(by, now, after);
        if (unitsThen.signum() <= 0 || unitsNow.signum() <= 0) {
            return null;
        }
        BigDecimal perUnit = divided(then.cost(), unitsThen).subtract(divided(now.cost(), unitsNow));
        BigDecimal units = switch (per) {
            case MONTH -> divided(unitsNow.multiply(MONTH_SECONDS), after.seconds());
            case RUN -> by == Worth.ComparedBy.RUN ? BigDecimal.ONE : null;
            case ONCE -> unitsNow;
        };
        return units == null ? null : Decimals.rounded(perUnit.multiply(units));
    }

    private static BigDecimal units(Worth.ComparedBy by, Sum sum, Span span) {
        return switch (by) {
            case DAY -> span.seconds();
            case GPU_HOUR -> sum.gpuSeconds();
            case RUN -> BigDecimal.valueOf(sum.runs());
        };
    }

    private static String words(Worth.ComparedBy by) {
        return switch (by) {
            case DAY -> "per day";
            case GPU_HOUR -> "per GPU-hour, at the GPU-hours after";
            case RUN -> "per run";
        };
    }

    /// Empty where any of it has no price or one in another currency.
    private Optional<Sum> sum(Remembered said, Span span, String currency) {
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal gpuSeconds = BigDecimal.ZERO;
        Set<String> runs = new HashSet<>();
        List<Measure> measures = List.of(Measure.EFFECTIVE, Measure.GPU_HOURS);
        for (Totals.Row row : ledger.totals(
                        new TotalsQuery(measures, List.of(Dimension.Named.RUN), Grain.NONE, said.charges(), span))
                .rows()) {
            if (row.unpriced() > 0 || Costs.NO_CURRENCY.equals(row.currency()) || !currency.equals(row.currency())) {
                return Optional.empty();
            }
            cost = cost.add(Objects.requireNonNullElse(row.measures().get(0), BigDecimal.ZERO));
            gpuSeconds =
                    gpuSeconds.add(Objects.requireNonNullElse(row.measures().get(1), BigDecimal.ZERO));
            String run = row.dimensions().getFirst();
            if (run != null) {
                runs.add(run);
            }
        }
        return Optional.of(new Sum(cost, gpuSeconds, runs.size()));
    }

    private static BigDecimal divided(BigDecimal amount, BigDecimal by) {
        return amount.divide(by, DIGITS, RoundingMode.HALF_EVEN);
    }
}
