package dev.outlay.allocation;

import dev.outlay.allocation.Line.Kind;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sums lines into the rows of a question. Not thread-safe.
final class Gathering {

    private static final Comparator<@Nullable String> ABSENT_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private static final Comparator<Key> ORDER = Comparator.comparing(
                    Key::bucket, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(Key::dimensions, Gathering::compare)
            .thenComparing(Key::currency, ABSENT_LAST);

    private final TotalsQuery query;
    private final boolean money;
    private final Map<Key, Sum> sums = new TreeMap<>(ORDER);

    private record Key(
            @Nullable Instant bucket,
            List<@Nullable String> dimensions,
            @Nullable String currency) {}

    Gathering(TotalsQuery query) {
        this.query = query;
        this.money = query.measures().stream().anyMatch(measure -> measure.unit() == Measure.Unit.MONEY);
    }

    @Nullable
    String currency(Line line) {
        return money ? line.currency() : null;
    }

    /// Adds a line; one that is `nobodys` reads `idle` in the place of every owner, or only where none is said if
    /// the question asks apart what was used.
    void add(Line line, boolean nobodys) {
        boolean apart = query.by().contains(Named.USE);
        List<@Nullable String> dimensions = new ArrayList<>();
        for (Dimension dimension : query.by()) {
            String said = line.value(dimension);
            dimensions.add(
                    nobodys && OwnerDimensions.saysWho(dimension) && (said == null || !apart) ? Line.IDLE_USE : said);
        }
        Instant bucket = line.bucket() == null ? null : query.grain().start(line.bucket());
        sums.computeIfAbsent(
                        new Key(bucket, dimensions, currency(line)),
                        _ -> new Sum(query.measures().size()))
                .add(line);
    }

    Spread spread(Map<String, BigDecimal> hidden, Map<String, BigDecimal> ownerless, boolean idle, boolean shared) {
        List<Totals.Row> rows = new ArrayList<>();
        List<Spread.Parts> parts = new ArrayList<>();
        sums.forEach((key, sum) -> {
            rows.add(new Totals.Row(
                    key.bucket(), key.dimensions(), key.currency(), sum.measures, sum.charges, sum.unpriced));
            parts.add(new Spread.Parts(sum.idle, sum.shared));
        });
        return new Spread(new Totals(query, rows), parts, hidden, ownerless, idle, shared);
    }

    private static int compare(List<@Nullable String> one, List<@Nullable String> other) {
        int order = 0;
        for (int i = 0; order == 0 && i < one.size(); i++) {
            order = ABSENT_LAST.compare(one.get(i), other.get(i));
        }
        return order;
    }

    private static final class Sum {

        private final List<@Nullable BigDecimal> measures = new ArrayList<>();
        private BigDecimal idle = BigDecimal.ZERO;
        private BigDecimal shared = BigDecimal.ZERO;
        private long charges;
        private long unpriced;

        Sum(int measures) {
            for (int i = 0; i < measures; i++) {
                this.measures.add(null);
            }
        }

        void add(Line line) {
            for (int i = 0; i < measures.size(); i++) {
                BigDecimal more = line.measures().get(i);
                if (more != null) {
                    BigDecimal sum = measures.get(i);
                    measures.set(i, sum == null ? more : sum.add(more));
                }
            }
            BigDecimal first = line.measures().getFirst();
            if (first != null && line.kind() == Kind.IDLE) {
                idle = idle.add(first);
            }
            if (first != null && line.kind() == Kind.SHARED) {
                shared = shared.add(first);
            }
            charges += line.charges();
            unpriced += line.unpriced();
        }
    }
}
