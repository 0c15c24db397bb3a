package dev.outlay.outlook;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the ledger says about a cause in some days: what was charged and usual, price and quantity, the hour in
/// which it began, runs that are new. Reads the ledger when it is asked.
final class Evidence {

    private static final int DAYS_BEFORE = 28;
    private static final int COURSE_DAYS = 14;
    private static final int HOURS_WITH_CHARGES = 12;

    private final LedgerReader ledger;
    private final AnomalyQuestion question;
    private final List<Filter> cause;
    private final @Nullable String currency;
    private final Span days;
    private final Instant known;

    Evidence(
            LedgerReader ledger,
            AnomalyQuestion question,
            List<Filter> cause,
            @Nullable String currency,
            Span days,
            Instant known) {
        this.ledger = ledger;
        this.question = question;
        this.cause = List.copyOf(cause);
        this.currency = currency;
        this.days = days;
        this.known = known;
    }

    List<Filter> cause() {
        return cause;
    }

    @Nullable
    String currency() {
        return currency;
    }

    Span days() {
        return days;
    }

    /// What was charged in the days, exactly.
    BigDecimal actual() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Totals.Row row : rows(question.measure(), List.of(), Grain.NONE, days)) {
            BigDecimal amount =
                    Histories.amount(question.measure(), row.measures().getFirst());
            sum = amount == null ? sum : sum.add(amount);
        }
        return sum;
    }

    /// What the course of the days before says of the days.
    double usual() {
        Span before = new Span(start(Histories.DAYS_BACK.toDays()), days.from());
        long first = Rhythm.DAILY.number(before.from());
        double[] values = new double[(int) (Rhythm.DAILY.number(days.from()) - first)];
        for (Totals.Row row : rows(question.measure(), List.of(), Grain.DAY, before)) {
            BigDecimal amount =
                    Histories.amount(question.measure(), row.measures().getFirst());
            if (amount != null) {
                values[(int) (Rhythm.DAILY.number(Objects.requireNonNull(row.bucket())) - first)] +=
                        amount.doubleValue();
            }
        }
        int length = (int) days.length().toDays();
        if (values.length < COURSE_DAYS) {
            return values.length == 0 ? 0 : Robust.mean(values) * length;
        }
        return Course.of(Course.Kind.STEADY, values, first, Rhythm.DAILY).sums(length)[length];
    }

    /// What the same GPU time cost more than in the four weeks before, of each model, capacity and product apart.
    /// Null where no GPU time is known on either side.
    @Nullable
    BigDecimal byPrice() {
        if (question.measure().unit() != Measure.Unit.MONEY) {
            return null;
        }
        List<Dimension> cells = List.of(Named.GPU_MODEL, Named.CAPACITY_TYPE, Named.SKU, Named.REGION, Named.USE);
        Map<List<@Nullable String>, BigDecimal[]> before = cells(cells, new Span(start(DAYS_BEFORE), days.from()));
        Map<List<@Nullable String>, BigDecimal[]> since = cells(cells, days);
        BigDecimal byPrice = null;
        for (Map.Entry<List<@Nullable String>, BigDecimal[]> cell : since.entrySet()) {
            BigDecimal[] now = cell.getValue();
            BigDecimal[] then = before.get(cell.getKey());
            if (now[1].signum() > 0) {
                byPrice = byPrice == null ? BigDecimal.ZERO : byPrice;
                if (then != null && then[1].signum() > 0) {
                    BigDecimal old = now[1].multiply(then[0]).divide(then[1], MathContext.DECIMAL64);
                    byPrice = byPrice.add(now[0].subtract(old));
                }
            }
        }
        return byPrice == null && before.values().stream().anyMatch(cell -> cell[1].signum() > 0)
                ? BigDecimal.ZERO
                : byPrice;
    }

    /// Cost and GPU time by cell.
    private Map<List<@Nullable String>, BigDecimal[]> cells(List<Dimension> by, Span span) {
        Map<List<@Nullable String>, BigDecimal[]> cells = new HashMap<>();
        Totals totals = ledger.totals(
                new TotalsQuery(List.of(question.measure(), Measure.GPU_HOURS), by, Grain.NONE, filters(), span));
        for (Totals.Row row : totals.rows()) {
            BigDecimal cost = row.measures().get(0);
            BigDecimal time = row.measures().get(1);
            if (Objects.equals(currency, row.currency()) && cost != null && time != null) {
                cells.put(row.dimensions(), new BigDecimal[] {cost, time});
            }
        }
        return cells;
    }

    /// The hour of the first day in which it began, where charges are told by the hour; else the day.
    Instant began() {
        Span day = Span.dayOf(days.from());
        double[] of = hours(day);
        double[] usual = new double[24];
        Set<Integer> charged = new HashSet<>();
        for (int week = 1; week <= 4; week++) {
            Span same = Span.dayOf(day.from().minus(7L * week, ChronoUnit.DAYS));
            double[] then = same.from().isBefore(known) ? new double[24] : hours(same);
            for (int hour = 0; hour < 24; hour++) {
                if (then[hour] != 0) {
                    usual[hour] += then[hour] / 4;
                    charged.add(hour);
                }
            }
        }
        boolean isNew = charged.isEmpty();
        if (!isNew && charged.size() < HOURS_WITH_CHARGES) {
            return day.from();
        }
        // the hour from which on a step fits best, in least squares
        double best = 0;
        int since = 0;
        double excess = 0;
        int count = 0;
        for (int hour = 23; hour >= 0; hour--) {
            if (of[hour] != 0 || usual[hour] != 0) {
                excess += of[hour] - usual[hour];
                count++;
                if (excess * excess / count > best) {
                    best = excess * excess / count;
                    since = hour;
                }
            }
        }
        return day.from().plus(since, ChronoUnit.HOURS);
    }

    private double[] hours(Span day) {
        double[] hours = new double[24];
        for (Totals.Row row : rows(question.measure(), List.of(), Grain.HOUR, day)) {
            BigDecimal amount = row.measures().getFirst();
            if (amount != null) {
                hours[(int) ChronoUnit.HOURS.between(day.from(), Objects.requireNonNull(row.bucket()))] +=
                        amount.doubleValue();
            }
        }
        return hours;
    }

    /// Runs that were charged in the days and not in the four weeks before, by name.
    List<String> newRuns() {
        Set<String> before = runs(new Span(start(DAYS_BEFORE), days.from()));
        Set<String> since = new TreeSet<>(runs(days));
        since.removeAll(before);
        return List.copyOf(since);
    }

    private Set<String> runs(Span span) {
        Set<String> runs = new HashSet<>();
        for (Totals.Row row : rows(question.measure(), List.of(Named.RUN), Grain.NONE, span)) {
            String run = row.dimensions().getFirst();
            if (run != null) {
                runs.add(run);
            }
        }
        return runs;
    }

    /// Which of the cause's values were never charged in what is known before.
    boolean isNew() {
        Span before = new Span(start(Histories.DAYS_BACK.toDays()), days.from());
        return known.isBefore(days.from())
                && rows(question.measure(), List.of(), Grain.NONE, before).isEmpty();
    }

    private Instant start(long daysBefore) {
        Instant from = days.from().minus(daysBefore, ChronoUnit.DAYS);
        Instant day = Span.dayOf(days.from()).from().minus(1, ChronoUnit.DAYS);
        return known.isAfter(from) ? (known.isBefore(days.from()) ? known : day) : from;
    }

    private List<Totals.Row> rows(Measure measure, List<Dimension> by, Grain grain, Span span) {
        return ledger.totals(new TotalsQuery(List.of(measure), by, grain, filters(), span)).rows().stream()
                .filter(row -> Objects.equals(currency, row.currency()) && !Costs.NO_CURRENCY.equals(row.currency()))
                .toList();
    }

    private List<Filter> filters() {
        List<Filter> all = new ArrayList<>(question.filters());
        all.addAll(cause);
        all.add(Histories.USAGE);
        return all;
    }
}
