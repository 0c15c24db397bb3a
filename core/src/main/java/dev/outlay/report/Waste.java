package dev.outlay.report;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What stood idle, beside the equal span before: money that could be saved, in no sum of savings.
final class Waste {

    /// The idle cost and all cost of one currency.
    record Idle(BigDecimal idle, BigDecimal all) {}

    private Waste() {}

    static Table table(LedgerReader ledger, @Nullable Span span, List<Filter> filters) {
        Map<String, Idle> now = idle(ledger, span, filters);
        Span before = before(span);
        Map<String, Idle> then = before == null ? Map.of() : idle(ledger, before, filters);
        List<List<@Nullable String>> rows = new ArrayList<>();
        now.forEach((currency, idle) -> {
            Idle previous = then.get(currency);
            rows.add(Arrays.asList(
                    currency,
                    Texts.money(idle.idle()),
                    Texts.percent(idle.idle(), idle.all()),
                    previous == null ? null : Texts.money(previous.idle()),
                    previous == null ? null : Texts.percent(previous.idle(), previous.all()),
                    previous == null
                            ? null
                            : Texts.money(previous.idle().subtract(idle.idle())),
                    previous == null
                            ? null
                            : Texts.percent(previous.idle().subtract(idle.idle()), previous.idle())));
        });
        List<String> notes = new ArrayList<>();
        if (before == null) {
            notes.add("no reduction is known without a span that has a beginning and an end: give --from and --to, or --last");
        } else if (then.isEmpty()) {
            notes.add("no reduction is known: nothing was charged from " + before.from() + " to " + before.to());
        } else {
            notes.add("the reduction is against " + before.from() + " to " + before.to());
        }
        return Table.of(
                "waste",
                Map.of(),
                List.of(
                        Column.text("currency"),
                        Column.decimal("idle", null),
                        Column.decimal("idle_percent", "%"),
                        Column.decimal("idle_before", null),
                        Column.decimal("idle_percent_before", "%"),
                        Column.decimal("reduction", null),
                        Column.decimal("reduction_percent", "%")),
                rows,
                notes);
    }

    /// Idle and all effective cost by currency.
    static Map<String, Idle> idle(LedgerReader ledger, @Nullable Span span, List<Filter> filters) {
        Map<String, Idle> sums = new TreeMap<>();
        for (Totals.Row row : ledger.totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .by(Dimension.Named.USE)
                        .where(filters.toArray(new Filter[0]))
                        .in(span))
                .rows()) {
            BigDecimal amount = row.measures().getFirst();
            String currency = row.currency();
            if (amount == null || currency == null || currency.equals(Costs.NO_CURRENCY)) {
                continue;
            }
            boolean idle = "idle".equals(row.dimensions().getFirst());
            sums.merge(
                    currency,
                    new Idle(idle ? amount : BigDecimal.ZERO, amount),
                    (one, other) -> new Idle(one.idle().add(other.idle()), one.all().add(other.all())));
        }
        return sums;
    }

    /// The span of the same length that ends where this one starts; null where it has no beginning or no end.
    static @Nullable Span before(@Nullable Span span) {
        return span == null
                        || span.from().equals(Span.EVER.from())
                        || span.to().equals(Span.EVER.to())
                ? null
                : new Span(span.from().minus(span.length()), span.from());
    }
}
