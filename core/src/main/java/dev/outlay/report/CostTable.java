package dev.outlay.report;

import dev.outlay.allocation.IdleMode;
import dev.outlay.allocation.Spread;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.OwnerRule;
import dev.outlay.ledger.Totals;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the table of a cost report from the totals. Used once.
final class CostTable {

    private final Spread spread;
    private final IdleMode idle;
    private final boolean detailed;
    private final Measure measure;
    private final boolean money;

    CostTable(Spread spread, IdleMode idle, boolean detailed) {
        this.spread = spread;
        this.idle = idle;
        this.detailed = detailed;
        this.measure = spread.totals().query().measures().getFirst();
        this.money = measure.unit() == Measure.Unit.MONEY;
    }

    Table table(Optional<Integer> limit, @Nullable Span span) {
        List<Totals.Row> rows = new ArrayList<>();
        List<Spread.Parts> parts = new ArrayList<>();
        Set<String> currencies = new TreeSet<>();
        for (int i = 0; i < spread.parts().size(); i++) {
            Totals.Row row = spread.totals().rows().get(i);
            // rows without a price carry no currency, so where money is summed they tell nothing but their number
            if (!money
                    || !Costs.NO_CURRENCY.equals(row.currency())
                    || row.measures().getFirst() != null) {
                rows.add(row);
                parts.add(spread.parts().get(i));
                Optional.ofNullable(row.currency()).ifPresent(currencies::add);
            }
        }
        var layout = new CostLayout(
                spread.totals().query(),
                measure,
                money && currencies.size() > 1,
                detailed && spread.idleSpread(),
                detailed && spread.sharedSpread());
        List<CostLayout.Line> lines = layout.lines(rows, parts);
        if (spread.totals().query().grain() == Grain.NONE) {
            lines.sort(Comparator.comparing(CostLayout.Line::value, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .reversed());
        }
        return Table.of(
                "cost",
                heading(layout, rows, currencies, span),
                layout.columns(currencies.size() == 1 ? currencies.iterator().next() : null),
                (limit.isPresent() ? layout.cut(lines, limit.get()) : lines)
                        .stream().map(CostLayout.Line::texts).toList(),
                notes(layout, rows, currencies));
    }

    private Map<String, @Nullable String> heading(
            CostLayout layout, List<Totals.Row> rows, Set<String> currencies, @Nullable Span span) {
        String currency = currencies.size() == 1 ? currencies.iterator().next() : null;
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("measure", measure.text());
        heading.put("total", currencies.size() > 1 ? null : layout.text(layout.total(rows)));
        heading.put(money ? "currency" : "unit", money ? currency : layout.unit());
        heading.put("from", span == null ? null : text(span.from(), Span.EVER.from()));
        heading.put("to", span == null ? null : text(span.to(), Span.EVER.to()));
        heading.put("charges", Long.toString(charges()));
        heading.put("unpriced", Long.toString(unpriced()));
        if (idle != IdleMode.SEPARATE) {
            heading.put("idle", idle.text());
        }
        if (currencies.size() < 2 && ownerIndex().isPresent()) {
            heading.put("unallocated", layout.text(layout.total(unallocated(rows))));
        }
        return heading;
    }

    private List<String> notes(CostLayout layout, List<Totals.Row> rows, Set<String> currencies) {
        List<String> notes = new ArrayList<>();
        if (charges() == 0) {
            notes.add("no charge was found: import some with outlay import, or widen the span and the filters");
        }
        if (unpriced() > 0) {
            notes.add(unpriced() + " of " + charges() + " charges have no price and are in no sum of money: see which"
                    + " with outlay prices unknown");
        }
        if (currencies.size() > 1) {
            notes.add("there is no total over several currencies: " + String.join(", ", currencies));
        }
        spread.hidden()
                .forEach((currency, amount) ->
                        notes.add("idle cost is hidden and in no sum: " + amount(layout, amount, currency)));
        spread.ownerless()
                .forEach((currency, amount) -> notes.add(amount(layout, amount, currency) + " stays idle: "
                        + (idle == IdleMode.BY_ENTITLEMENT
                                ? "no entitlement of the allocation file is for it"
                                : "nobody used the node or its cluster on that day")));
        BigDecimal whole = layout.total(rows);
        BigDecimal nobodys = layout.total(unallocated(rows));
        if (currencies.size() < 2 && nobodys.signum() > 0 && whole.signum() > 0) {
            notes.add(Texts.percent(nobodys, whole) + " % has no "
                    + spread.totals()
                            .query()
                            .by()
                            .get(ownerIndex().orElseThrow())
                            .text()
                    + ": say whose it is with rules in allocation.yaml");
        }
        return notes;
    }

    private String amount(CostLayout layout, BigDecimal amount, String currency) {
        String shown =
                String.valueOf(layout.text(measure.unit() == Measure.Unit.GPU_HOURS ? Decimals.hours(amount) : amount));
        String unit = money ? currency : Objects.requireNonNull(layout.unit());
        return shown + " " + unit;
    }

    /// Where the first dimension stands that a rule could set.
    private Optional<Integer> ownerIndex() {
        List<Dimension> by = spread.totals().query().by();
        return by.stream()
                .filter(dimension -> dimension instanceof Dimension.Named named && OwnerRule.SETTABLE.contains(named))
                .findFirst()
                .map(by::indexOf);
    }

    private List<Totals.Row> unallocated(List<Totals.Row> rows) {
        Optional<Integer> index = ownerIndex();
        return index.isEmpty()
                ? List.of()
                : rows.stream()
                        .filter(row -> row.dimensions().get(index.get()) == null)
                        .toList();
    }

    private long charges() {
        return spread.totals().rows().stream().mapToLong(Totals.Row::charges).sum();
    }

    private long unpriced() {
        return spread.totals().rows().stream().mapToLong(Totals.Row::unpriced).sum();
    }

    private static @Nullable String text(Instant instant, Instant unbounded) {
        return instant.equals(unbounded) ? null : instant.toString();
    }
}
