package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks for the fewest dimension values whose charges make up what was unlike before in some days. Used once.
///
/// What is usual of any part is its mean over the same days of the week of the four weeks before, which sums up:
/// the excesses of parts are the excess of the whole. The value that holds most of the excess and least of what is
/// usual is taken, and again within it, as long as a further one keeps most of the excess and leaves much that is
/// usual behind; what turns out to say nothing more is dropped again.
final class CauseSearch {

    /// What a cause is told by, in the order in which it is told.
    static final List<Dimension> DIMENSIONS = List.of(
            Named.TEAM,
            Named.PROJECT,
            Named.NAMESPACE,
            Named.ENVIRONMENT,
            Named.CLUSTER,
            Named.PROVIDER,
            Named.REGION,
            Named.ACCOUNT,
            Named.SUB_ACCOUNT,
            Named.SERVICE,
            Named.GPU_MODEL,
            Named.CAPACITY_TYPE,
            Named.USE,
            Named.SKU);

    private static final int WEEKS = 4;
    private static final int MOST_VALUES = 4;
    private static final double MOST_OF_IT = 0.7;
    private static final double WORTH_TELLING = 0.15;
    private static final double EARLIER_IS_BETTER = 0.005;

    private final LedgerReader ledger;
    private final AnomalyQuestion question;
    private final @Nullable String currency;
    private final Span days;
    private final Span before;

    /// What some charges were over the days and would usually be.
    record Part(double actual, double usual) {

        double excess() {
            return actual - usual;
        }
    }

    CauseSearch(LedgerReader ledger, AnomalyQuestion question, @Nullable String currency, Span days, Instant known) {
        this.ledger = ledger;
        this.question = question;
        this.currency = currency;
        this.days = days;
        Instant from = days.from().minus(WEEKS * 7L, ChronoUnit.DAYS);
        this.before = new Span(known.isAfter(from) && known.isBefore(days.from()) ? known : from, days.from());
    }

    /// The cause, which starts from what was found.
    List<Filter> cause(List<Filter> found) {
        List<Filter> cause = new ArrayList<>(found);
        Part whole = part(cause);
        while (cause.size() < MOST_VALUES) {
            Filter next = next(cause, whole);
            if (next == null) {
                break;
            }
            cause.add(next);
            whole = part(cause);
        }
        for (Filter each : List.copyOf(cause)) {
            List<Filter> fewer = new ArrayList<>(cause);
            fewer.remove(each);
            if (!fewer.isEmpty() && isTheSame(part(fewer), whole)) {
                cause = fewer;
            }
        }
        cause.sort(Comparator.comparingInt(filter -> DIMENSIONS.indexOf(filter.dimension())));
        return cause;
    }

    private static boolean isTheSame(Part wider, Part part) {
        double excess = part.excess();
        return wider.excess() / excess > 1 - WORTH_TELLING
                && wider.excess() / excess < 1 + WORTH_TELLING
                && wider.usual() - part.usual() <= WORTH_TELLING * (Math.abs(part.usual()) + Math.abs(excess));
    }

    private @Nullable Filter next(List<Filter> cause, Part whole) {
        Filter best = null;
        double bestWorth = WORTH_TELLING;
        for (Dimension dimension : DIMENSIONS) {
            if (cause.stream().noneMatch(filter -> filter.dimension().equals(dimension))) {
                for (Map.Entry<@Nullable String, Part> value :
                        parts(cause, dimension).entrySet()) {
                    double held = value.getValue().excess() / whole.excess();
                    double usual = whole.usual() == 0 ? 1 : value.getValue().usual() / whole.usual();
                    double worth = Math.min(held, 1) - usual - EARLIER_IS_BETTER * DIMENSIONS.indexOf(dimension);
                    if (held >= MOST_OF_IT && worth > bestWorth) {
                        best = Histories.filter(dimension, value.getKey());
                        bestWorth = worth;
                    }
                }
            }
        }
        return best;
    }

    /// What passes the filters.
    Part part(List<Filter> filters) {
        Part sum = new Part(0, 0);
        for (Part part : parts(filters, null).values()) {
            sum = new Part(sum.actual + part.actual, sum.usual + part.usual);
        }
        return sum;
    }

    /// Each value of a dimension, in a map without order that matters.
    private Map<@Nullable String, Part> parts(List<Filter> filters, @Nullable Dimension dimension) {
        Map<@Nullable String, double[][]> sums = new LinkedHashMap<>();
        for (Totals.Row row : rows(filters, dimension)) {
            BigDecimal amount = row.measures().getFirst();
            Instant day = Objects.requireNonNull(row.bucket());
            if (amount != null && Objects.equals(row.currency(), currency)) {
                double[][] of = sums.computeIfAbsent(
                        dimension == null ? null : row.dimensions().getFirst(), _ -> new double[2][7]);
                of[day.isBefore(days.from()) ? 0 : 1][weekday(day)] += amount.doubleValue();
            }
        }
        double[] times = times(days);
        double[] known = times(before);
        Map<@Nullable String, Part> parts = new LinkedHashMap<>();
        sums.forEach((value, of) -> {
            double usual = 0;
            double actual = 0;
            for (int i = 0; i < 7; i++) {
                actual += of[1][i];
                usual += known[i] == 0 ? 0 : of[0][i] * times[i] / known[i];
            }
            parts.put(value, new Part(actual, usual));
        });
        return parts;
    }

    private List<Totals.Row> rows(List<Filter> filters, @Nullable Dimension dimension) {
        List<Filter> all = new ArrayList<>(question.filters());
        all.addAll(filters);
        return ledger.totals(new TotalsQuery(
                        List.of(question.measure()),
                        dimension == null ? List.of() : List.of(dimension),
                        Grain.DAY,
                        all,
                        new Span(before.from(), days.to())))
                .rows();
    }

    private static double[] times(Span span) {
        double[] times = new double[7];
        for (Instant day = span.from(); day.isBefore(span.to()); day = day.plus(1, ChronoUnit.DAYS)) {
            times[weekday(day)]++;
        }
        return times;
    }

    private static int weekday(Instant day) {
        return Rhythm.DAILY.placeInWeek(Rhythm.DAILY.number(day));
    }
}
