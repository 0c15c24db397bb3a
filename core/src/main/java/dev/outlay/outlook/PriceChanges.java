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
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds days from which on a GPU-hour of one product costs another price than before, however much or little was
/// used: a price has no noise of its own. Used once.
final class PriceChanges {

    private static final List<Dimension> CELL =
            List.of(Named.PROVIDER, Named.REGION, Named.GPU_MODEL, Named.CAPACITY_TYPE, Named.SKU);
    private static final int DAYS_BEFORE = 28;
    private static final int FEWEST_BEFORE = 7;
    private static final int DAYS_HELD = 2;
    private static final double CLEARLY = 0.05;
    private static final BigDecimal CLEAR_SHARE = BigDecimal.valueOf(CLEARLY);
    private static final double UNLIKELY = 6;
    private static final double HALF = 0.5;

    private final LedgerReader ledger;
    private final AnomalyQuestion question;
    private final Instant through;

    /// One product's days: what each cost and how long GPUs were held, in seconds. Arrays are not changed.
    @SuppressWarnings("ArrayRecordComponent")
    private record Cell(List<@Nullable String> values, String currency, BigDecimal[] costs, BigDecimal[] times) {

        /// The price of a day, not a number where nothing was held.
        double price(int day) {
            return times[day].signum() <= 0 ? Double.NaN : costs[day].doubleValue() / times[day].doubleValue();
        }
    }

    /// A price that a cell had from one day up to another, not included, after one that was usual.
    private record Changed(Cell cell, int from, int to, double before) {

        BigDecimal sum(BigDecimal[] of) {
            return Arrays.stream(of, from, to).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal usual() {
            return sum(cell.times).multiply(BigDecimal.valueOf(before)).setScale(2, RoundingMode.HALF_EVEN);
        }

        double excess() {
            return sum(cell.costs).subtract(usual()).doubleValue();
        }
    }

    PriceChanges(LedgerReader ledger, AnomalyQuestion question, Instant through) {
        this.ledger = ledger;
        this.question = question;
        this.through = through;
    }

    List<Anomaly> all() {
        if (question.measure().unit() != Measure.Unit.MONEY) {
            return List.of();
        }
        Instant first = Span.dayOf(question.looked().from()).from().minus(Duration.ofDays(2L * DAYS_BEFORE));
        if (!first.isBefore(through)) {
            return List.of();
        }
        List<Cell> cells = cells(new Span(first, through));
        Map<String, List<Changed>> together = new LinkedHashMap<>();
        for (Cell cell : cells) {
            for (Changed changed : changes(cell)) {
                together.computeIfAbsent(
                                changed.from + " " + cell.currency + " " + (changed.excess() > 0),
                                _ -> new ArrayList<>())
                        .add(changed);
            }
        }
        List<Anomaly> found = new ArrayList<>();
        together.values().forEach(changes -> anomaly(changes, cells, first, found));
        return found;
    }

    private List<Cell> cells(Span span) {
        int length = (int) span.length().toDays();
        Map<List<@Nullable String>, Cell> cells = new LinkedHashMap<>();
        List<Filter> filters = new ArrayList<>(question.filters());
        filters.add(Histories.USAGE);
        for (Totals.Row row : ledger.totals(
                        new TotalsQuery(List.of(question.measure(), Measure.GPU_HOURS), CELL, Grain.DAY, filters, span))
                .rows()) {
            BigDecimal cost = row.measures().get(0);
            BigDecimal time = row.measures().get(1);
            String currency = Objects.requireNonNull(row.currency());
            if (cost != null && time != null && !Costs.NO_CURRENCY.equals(currency)) {
                List<@Nullable String> key = new ArrayList<>(row.dimensions());
                key.add(currency);
                Cell cell = cells.computeIfAbsent(
                        key, _ -> new Cell(row.dimensions(), currency, zeros(length), zeros(length)));
                int day = (int)
                        (Rhythm.DAILY.number(Objects.requireNonNull(row.bucket())) - Rhythm.DAILY.number(span.from()));
                cell.costs[day] = cell.costs[day].add(cost);
                cell.times[day] = cell.times[day].add(time);
            }
        }
        return List.copyOf(cells.values());
    }

    private static BigDecimal[] zeros(int length) {
        BigDecimal[] zeros = new BigDecimal[length];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }

    private static List<Changed> changes(Cell cell) {
        List<Changed> changes = new ArrayList<>();
        int length = cell.costs.length;
        for (int day = FEWEST_BEFORE; day < length; day++) {
            double[] before = before(cell, day);
            double price = cell.price(day);
            if (Double.isNaN(price) || before.length < FEWEST_BEFORE) {
                continue;
            }
            double usual = Robust.median(before);
            double off = Math.max(CLEARLY * usual, UNLIKELY * Robust.deviation(before, usual));
            if (Math.abs(price - usual) <= off) {
                continue;
            }
            int end = day;
            int charged = 0;
            double sign = Math.signum(price - usual);
            while (end < length && (Double.isNaN(cell.price(end)) || sign * (cell.price(end) - usual) > off * HALF)) {
                charged += Double.isNaN(cell.price(end)) ? 0 : 1;
                end++;
            }
            if (charged >= DAYS_HELD || end == length) {
                changes.add(new Changed(cell, day, end, usual));
            }
            // what it changed to is the usual from here on
            day = end + (end < length ? 0 : length);
        }
        return changes;
    }

    private static double[] before(Cell cell, int day) {
        double[] prices = new double[DAYS_BEFORE];
        int count = 0;
        for (int i = Math.max(0, day - DAYS_BEFORE); i < day; i++) {
            if (!Double.isNaN(cell.price(i))) {
                prices[count++] = cell.price(i);
            }
        }
        return Arrays.copyOf(prices, count);
    }

    private void anomaly(List<Changed> changes, List<Cell> cells, Instant first, List<Anomaly> found) {
        Changed one = changes.getFirst();
        int to = changes.stream().mapToInt(Changed::to).max().orElseThrow();
        Instant from = first.plus(Rhythm.DAILY.step().multipliedBy(one.from));
        Span days = new Span(from, first.plus(Rhythm.DAILY.step().multipliedBy(to)));
        BigDecimal actual = changes.stream()
                .map(changed -> changed.sum(changed.cell.costs))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal usual = changes.stream().map(Changed::usual).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal excess = actual.subtract(usual);
        if (days.intersection(question.looked()).isEmpty()
                || excess.abs().compareTo(question.least()) < 0
                || excess.abs().compareTo(usual.abs().multiply(CLEAR_SHARE)) < 0) {
            return;
        }
        boolean ongoing = to == one.cell.costs.length;
        BigDecimal perDay = excess.divide(BigDecimal.valueOf(days.length().toDays()), 2, RoundingMode.HALF_EVEN);
        List<Filter> cause = common(changes, cells);
        String percent = excess.movePointRight(2)
                .divide(usual, 1, RoundingMode.HALF_EVEN)
                .toPlainString();
        found.add(new Anomaly(
                "price/" + Telling.id(cause, from, excess),
                Anomaly.Kind.PRICE,
                cause,
                one.cell.currency,
                days.from(),
                days.to(),
                ongoing,
                Decimals.normal(actual),
                Decimals.normal(usual),
                Decimals.normal(excess),
                Decimals.normal(perDay),
                Decimals.normal(excess),
                BigDecimal.ZERO,
                List.of(),
                new Telling(question, cause, one.cell.currency)
                                .sentence(Anomaly.Kind.PRICE, days, ongoing, excess, usual, perDay, excess, List.of())
                        + " (" + (excess.signum() > 0 ? "+" : "") + percent + " %)"));
    }

    /// The fewest of the values that all changed cells have in common by which no unchanged one is meant.
    private static List<Filter> common(List<Changed> changes, List<Cell> cells) {
        List<Cell> changed = changes.stream().map(Changed::cell).toList();
        List<Cell> others =
                cells.stream().filter(cell -> !changed.contains(cell)).toList();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < CELL.size(); i++) {
            int of = i;
            if (changed.stream()
                            .map(cell -> String.valueOf(cell.values.get(of)))
                            .distinct()
                            .count()
                    == 1) {
                kept.add(i);
            }
        }
        // from the last on: a product's number tells a person least
        for (int i = kept.size() - 1; i >= 0; i--) {
            Integer one = kept.get(i);
            List<Integer> fewer =
                    kept.stream().filter(each -> !each.equals(one)).toList();
            if (meant(others, changed.getFirst(), fewer) == meant(others, changed.getFirst(), kept)) {
                kept = fewer;
            }
        }
        return kept.stream()
                .map(i ->
                        Histories.filter(CELL.get(i), changed.getFirst().values.get(i)))
                .toList();
    }

    private static long meant(List<Cell> others, Cell like, List<Integer> by) {
        return others.stream()
                .filter(cell -> by.stream().allMatch(i -> Objects.equals(cell.values.get(i), like.values.get(i))))
                .count();
    }
}
