package dev.outlay.alert;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was spent on some kinds of service, bucket by bucket, for each of what a watch takes apart.
final class SpendLines {

    /// The dimensions that rules on spend know, also those they take apart.
    static final List<String> DIMENSIONS =
            Arrays.stream(Dimension.Named.values()).map(Dimension::text).toList();

    /// The values of ServiceCategory in FOCUS for what computes.
    static final Set<String> COMPUTE = Set.of("Compute", "AI and Machine Learning");

    static final Set<String> STORAGE = Set.of("Storage");

    /// One line over time: in one currency, of one value of each dimension that was taken apart.
    record Line(String currency, List<@Nullable String> values, NavigableMap<Instant, BigDecimal> buckets) {

        /// What was spent in a span.
        BigDecimal in(Span span) {
            return buckets.subMap(span.from(), true, span.to(), false).values().stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private SpendLines() {}

    static List<Line> lines(Watch watch, Situation situation, Set<String> services, Grain grain, Span span) {
        Totals totals = situation
                .ledger()
                .totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .by(watch.by().stream().map(Dimension::of).toArray(Dimension[]::new))
                        .grain(grain)
                        .where(filters(watch, services).toArray(Filter[]::new))
                        .in(span));
        Map<String, Line> lines = new LinkedHashMap<>();
        for (Totals.Row row : totals.rows()) {
            BigDecimal amount = row.measures().getFirst();
            String currency = row.currency();
            Instant bucket = row.bucket();
            if (amount != null && bucket != null && currency != null && !currency.equals(Costs.NO_CURRENCY)) {
                lines.computeIfAbsent(
                                currency + "\n" + row.dimensions(),
                                _ -> new Line(currency, row.dimensions(), new TreeMap<>()))
                        .buckets()
                        .merge(bucket, amount, BigDecimal::add);
            }
        }
        return List.copyOf(lines.values());
    }

    private static List<Filter> filters(Watch watch, Set<String> services) {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(Dimension.Named.SERVICE_CATEGORY, new HashSet<>(services)));
        watch.where()
                .forEach(
                        (dimension, values) -> filters.add(new Filter(Dimension.of(dimension), new HashSet<>(values))));
        return filters;
    }

    /// Of whom a line is: `team vision, region eu-west-1`; empty where nothing was taken apart or asked for.
    static String whose(Watch watch, Line line) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < watch.by().size(); i++) {
            String value = line.values().get(i);
            words.add(watch.by().get(i) + " " + (value == null ? "not said" : value));
        }
        watch.where().forEach((dimension, values) -> {
            if (!watch.by().contains(dimension)) {
                words.add(dimension + " "
                        + String.join(" or ", values.stream().sorted().toList()));
            }
        });
        return String.join(", ", words);
    }

    static Map<String, String> labels(Watch watch, Line line) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < watch.by().size(); i++) {
            Say.put(labels, watch.by().get(i), line.values().get(i));
        }
        watch.where().forEach((dimension, values) -> {
            if (values.size() == 1) {
                labels.putIfAbsent(dimension, values.iterator().next());
            }
        });
        labels.put("currency", line.currency());
        return labels;
    }

    /// The charges that a line owes most to, in a span.
    static List<String> largest(Watch watch, Situation situation, Set<String> services, Line line, Span span) {
        List<Filter> filters = filters(watch, services);
        for (int i = 0; i < watch.by().size(); i++) {
            Set<@Nullable String> value = new HashSet<>();
            value.add(line.values().get(i));
            filters.add(new Filter(Dimension.of(watch.by().get(i)), value));
        }
        try (Stream<Charge> charges = situation.ledger().facts(Charge.class, span, filters)) {
            return charges.filter(charge -> span.contains(charge.at()))
                    .filter(charge -> amount(charge, line.currency()).isPresent())
                    .sorted(Comparator.comparing((Charge charge) ->
                                    amount(charge, line.currency()).orElseThrow())
                            .reversed()
                            .thenComparing(charge -> charge.origin().id()))
                    .limit(5)
                    .map(charge -> charge.origin().id())
                    .toList();
        }
    }

    private static Optional<BigDecimal> amount(Charge charge, String currency) {
        Money money = charge.costs().effective();
        return money != null && money.currency().equals(currency) ? Optional.of(money.amount()) : Optional.empty();
    }

    /// The middle of some amounts; the mean of the two middle ones where their number is even.
    static BigDecimal median(List<BigDecimal> amounts) {
        List<BigDecimal> sorted = amounts.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : sorted.get(half - 1).add(sorted.get(half)).divide(BigDecimal.TWO);
    }
}
