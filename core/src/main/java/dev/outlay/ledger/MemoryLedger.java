package dev.outlay.ledger;

import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The ledger in memory, and the specification: every other ledger answers as this one does.
///
/// Written to be read, not to be fast: totals walk all charges. Thread-safe.
public final class MemoryLedger implements Ledger {

    private static final Comparator<Fact> BY_TIME =
            Comparator.comparing(Fact::at).thenComparing(fact -> fact.origin().id());

    private final Map<String, Fact> facts = new LinkedHashMap<>();

    @Override
    public synchronized Appended append(Reading reading) throws SourceException {
        var taking = new Taking();
        reading.forEach(taking::take);
        return taking.appended;
    }

    @Override
    public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
        return snapshot().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fact -> concerns(fact, span))
                .filter(fact ->
                        !(fact instanceof Charge charge) || filters.stream().allMatch(filter -> filter.keeps(charge)))
                .sorted(BY_TIME);
    }

    @Override
    public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
        return snapshot().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .skip(arrivals.after())
                .limit(arrivals.upTo() - arrivals.after());
    }

    @Override
    public Totals totals(TotalsQuery query) {
        boolean money = query.measures().stream().anyMatch(measure -> measure.unit() == Measure.Unit.MONEY);
        Map<Key, Sum> sums = new LinkedHashMap<>();
        Arrivals arrived = query.arrived();
        long place = 0;
        for (Fact fact : snapshot()) {
            if (fact instanceof Charge charge
                    && (arrived == null || arrived.contains(place++))
                    && isAskedFor(charge, query)) {
                List<@Nullable String> dimensions = new ArrayList<>();
                query.by().forEach(dimension -> dimensions.add(query.owners().value(dimension, charge)));
                var key = new Key(
                        query.grain().start(charge.at()),
                        dimensions,
                        money ? charge.costs().currency() : null);
                sums.computeIfAbsent(key, _ -> new Sum(query.measures())).add(charge);
            }
        }
        return new Totals(
                query,
                sums.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue().row(entry.getKey()))
                        .toList());
    }

    @Override
    public void close() {
        // memory needs no closing
    }

    private synchronized List<Fact> snapshot() {
        return List.copyOf(facts.values());
    }

    private static boolean concerns(Fact fact, Span span) {
        return switch (fact) {
            case Usage usage -> usage.span().intersection(span).isPresent();
            case Charge charge -> charge.period().intersection(span).isPresent();
            case Sample sample -> sample.span().intersection(span).isPresent();
            case Price _, Run _, GridIntensity _, Refusal _, Delivery _, Statement _, Event _ ->
                span.contains(fact.at());
        };
    }

    private static boolean isAskedFor(Charge charge, TotalsQuery query) {
        return (query.span() == null || query.span().contains(charge.at()))
                && query.filters().stream().allMatch(filter -> query.owners().keeps(filter, charge));
    }

    private static @Nullable BigDecimal value(Measure measure, Charge charge) {
        return switch (measure) {
            case BILLED -> amount(charge.costs().billed());
            case EFFECTIVE -> amount(charge.costs().effective());
            case LIST -> amount(charge.costs().list());
            case CONTRACTED -> amount(charge.costs().contracted());
            case GPU_HOURS -> charge.use().gpuSeconds();
            case ENERGY -> charge.use().energyKwh();
            case CARBON -> charge.use().emissionsGrams();
        };
    }

    private static @Nullable Span covered(Fact fact) {
        return switch (fact) {
            case Usage usage -> usage.span();
            case Charge _, Price _, Run _, GridIntensity _, Refusal _, Delivery _, Statement _, Sample _, Event _ ->
                null;
        };
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private final class Taking {

        private Appended appended = Appended.NOTHING;

        void take(Fact fact) {
            Fact known = facts.putIfAbsent(fact.origin().id(), fact);
            appended = appended.plus(outcome(known, fact));
        }

        private Appended outcome(@Nullable Fact known, Fact fact) {
            if (fact instanceof Refusal) {
                return new Appended(0, 0, 1, null);
            }
            if (known == null) {
                return new Appended(1, 0, 0, covered(fact));
            }
            if (known.equals(fact.readAt(known.origin()))) {
                return new Appended(0, 1, 0, covered(fact));
            }
            Refusal refusal = Conflicts.refusal(known, fact);
            facts.putIfAbsent(refusal.origin().id(), refusal);
            return new Appended(0, 0, 1, null);
        }
    }

    private record Key(
            @Nullable Instant bucket,
            List<@Nullable String> dimensions,
            @Nullable String currency) implements Comparable<Key> {

        private static final Comparator<@Nullable String> ABSENT_LAST = Comparator.nullsLast(Comparator.naturalOrder());

        @Override
        public int compareTo(Key other) {
            int order =
                    Comparator.nullsFirst(Comparator.<Instant>naturalOrder()).compare(bucket, other.bucket);
            for (int i = 0; order == 0 && i < dimensions.size(); i++) {
                order = ABSENT_LAST.compare(dimensions.get(i), other.dimensions.get(i));
            }
            return order != 0 ? order : ABSENT_LAST.compare(currency, other.currency);
        }
    }

    private static final class Sum {

        private final List<Measure> measures;
        private final List<@Nullable BigDecimal> sums;
        private long charges;
        private long unpriced;

        Sum(List<Measure> measures) {
            this.measures = measures;
            this.sums = new ArrayList<>();
            measures.forEach(_ -> sums.add(null));
        }

        void add(Charge charge) {
            charges++;
            unpriced += charge.costs().priced() ? 0 : 1;
            for (int i = 0; i < sums.size(); i++) {
                BigDecimal value = value(measures.get(i), charge);
                BigDecimal before = sums.get(i);
                sums.set(i, value == null ? before : before == null ? value : before.add(value));
            }
        }

        Totals.Row row(Key key) {
            return new Totals.Row(key.bucket(), key.dimensions(), key.currency(), sums, charges, unpriced);
        }
    }
}
