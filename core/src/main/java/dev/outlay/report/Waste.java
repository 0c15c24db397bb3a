package dev.outlay.report;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
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
        Before before = Before.of(ledger, span, filters);
        Map<String, Idle> then = before.idle();
        List<List<@Nullable String>> rows = new ArrayList<>();
        now.forEach((currency, idle) -> {
            Idle previous = then.get(currency);
            rows.add(Arrays.asList(
                    currency,
                    Texts.money(idle.idle()),
                    Texts.percentOrNull(idle.idle(), idle.all()),
                    previous == null ? null : Texts.money(previous.idle()),
                    previous == null ? null : Texts.percentOrNull(previous.idle(), previous.all()),
                    previous == null ? null : Texts.money(previous.idle().subtract(idle.idle())),
                    previous == null
                            ? null
                            : Texts.percentOrNull(previous.idle().subtract(idle.idle()), previous.idle())));
        });
        List<String> notes = new ArrayList<>();
        notes.add(
                before.notKnown() != null
                        ? "no reduction is known: " + before.notKnown()
                        : "the reduction is against " + before.span());
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
                    (one, other) ->
                            new Idle(one.idle().add(other.idle()), one.all().add(other.all())));
        }
        return sums;
    }

    /// The equal span before a span, with what stood idle in it; without it, why that cannot be compared.
    record Before(
            @Nullable Span span,
            Map<String, Idle> idle,
            @Nullable String notKnown) {

        static Before of(LedgerReader ledger, @Nullable Span span, List<Filter> filters) {
            if (span == null
                    || span.from().equals(Span.EVER.from())
                    || span.to().equals(Span.EVER.to())) {
                return not("the span has no beginning or no end: give --from and --to, or --last");
            }
            Span before = new Span(span.from().minus(span.length()), span.from());
            List<Totals.Row> days = ledger.totals(TotalsQuery.of(Measure.GPU_HOURS)
                            .grain(Grain.DAY)
                            .in(new Span(Span.EVER.from(), span.from())))
                    .rows();
            Instant first = days.isEmpty() ? null : days.getFirst().bucket();
            if (first == null || first.isAfter(before.from())) {
                return not("charges begin "
                        + (first == null
                                ? "within the span"
                                : "on " + first.toString().substring(0, 10))
                        + ", later than the span before it, " + before);
            }
            return new Before(before, Waste.idle(ledger, before, filters), null);
        }

        private static Before not(String why) {
            return new Before(null, Map.of(), why);
        }
    }
}
