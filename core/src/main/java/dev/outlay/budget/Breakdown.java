package dev.outlay.budget;

import dev.outlay.catalog.Catalog;
import dev.outlay.energy.Footprint;
import dev.outlay.energy.Footprints;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was spent against a budget in any span, and on what, in the unit of its limit. Asks the ledger each time.
/// Not thread-safe.
public final class Breakdown {

    private final LedgerReader ledger;
    private final Catalog catalog;
    private final Tree tree;

    /// `ledger` is seen through the owner rules that hold.
    public Breakdown(LedgerReader ledger, Catalog catalog, Tree tree) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.tree = tree;
    }

    /// What one group spent: the start of its time, null without a grain, and its values, null where not said.
    /// `notCounted` is as in [Spent]. Immutable and thread-safe.
    public record Part(
            @Nullable Instant bucket,
            List<@Nullable String> values,
            BigDecimal amount,
            Map<String, BigDecimal> notCounted,
            long charges) {}

    private record Key(@Nullable Instant bucket, List<@Nullable String> values) {}

    /// What fell under a budget in a span, by dimensions and grain, the groups in the order of the ledger.
    public List<Part> by(Budget budget, Span span, List<Dimension> dimensions, Grain grain) {
        Map<Key, Cell> cells = new LinkedHashMap<>();
        if (budget.limit().unit() instanceof BudgetUnit.Physical unit && unit != BudgetUnit.Physical.GPU_HOURS) {
            Map<Key, Footprint> footprints = new Footprints(ledger, catalog)
                    .by(tree.scope(budget).filters(), span, charge -> {
                        List<@Nullable String> values = new ArrayList<>();
                        dimensions.forEach(dimension -> values.add(Dimensions.value(dimension, charge)));
                        return new Key(grain.start(charge.at()), values);
                    });
            footprints.forEach((key, footprint) -> cells.put(key, Cell.of(budget, footprint)));
        } else {
            Totals totals = ledger.totals(new TotalsQuery(
                    List.of(budget.measure()),
                    dimensions,
                    grain,
                    tree.scope(budget).filters(),
                    span));
            for (Totals.Row row : totals.rows()) {
                cells.merge(
                        new Key(row.bucket(), row.dimensions()),
                        Cell.of(budget, row, row.measures().getFirst()),
                        Cell::plus);
            }
        }
        List<Part> parts = new ArrayList<>();
        cells.forEach((key, cell) -> parts.add(part(budget, key, cell)));
        return parts;
    }

    /// What every budget of the tree spent in each of some spans of its own, which lie side by side or apart.
    public Map<String, Map<Span, BigDecimal>> in(Map<String, List<Span>> spans) {
        NavigableSet<Instant> cuts = new TreeSet<>();
        spans.values()
                .forEach(list -> list.forEach(span -> {
                    cuts.add(span.from());
                    cuts.add(span.to());
                }));
        Map<String, Map<Span, BigDecimal>> sums = new HashMap<>();
        if (cuts.isEmpty()) {
            return sums;
        }
        NavigableMap<Instant, Map<String, Cell>> slices = new SliceReader(ledger, catalog, tree, new ScopeIndex(tree))
                .read(
                        new Span(
                                Span.dayOf(cuts.first()).from(),
                                Span.dayOf(cuts.last()).to()),
                        cuts);
        spans.forEach((name, list) -> {
            Budget budget = tree.named(name).orElseThrow();
            for (Span span : list) {
                BigDecimal sum = BigDecimal.ZERO;
                for (Map<String, Cell> cells :
                        slices.subMap(span.from(), true, span.to(), false).values()) {
                    sum = sum.add(cells.getOrDefault(name, Cell.NOTHING).amount());
                }
                sums.computeIfAbsent(name, _ -> new LinkedHashMap<>())
                        .put(span, Decimals.normal(budget.limit().unit().ofLedger(sum)));
            }
        });
        return sums;
    }

    private static Part part(Budget budget, Key key, Cell cell) {
        return new Part(
                key.bucket(),
                key.values(),
                Decimals.normal(budget.limit().unit().ofLedger(cell.amount())),
                cell.notCounted(),
                cell.charges());
    }
}
