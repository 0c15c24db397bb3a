package dev.outlay.budget;

import dev.outlay.catalog.Catalog;
import dev.outlay.energy.Footprint;
import dev.outlay.energy.Footprints;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads what fell under each budget from the ledger, by slices of time: UTC days, cut where a period begins or
/// ends and where a budget was reset. So the sum over slices is exact for every budget, whatever its time zone.
///
/// However many budgets there are, money and GPU-hours of whole days take one question, and each day that is cut
/// takes one for each of its parts. Not thread-safe.
final class SliceReader {

    private final LedgerReader ledger;
    private final Catalog catalog;
    private final Tree tree;
    private final ScopeIndex index;
    private final List<Dimension> by;
    private final List<Measure> summed;
    private final boolean needsFootprints;

    /// `ledger` is seen through the owner rules that hold.
    SliceReader(LedgerReader ledger, Catalog catalog, Tree tree, ScopeIndex index) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.tree = tree;
        this.index = index;
        this.by = List.copyOf(index.dimensions());
        Set<Measure> measures = new LinkedHashSet<>();
        tree.budgets().stream()
                .filter(budget -> !isFootprint(budget))
                .forEach(budget -> measures.add(budget.measure()));
        this.summed = List.copyOf(measures);
        this.needsFootprints = tree.budgets().stream().anyMatch(SliceReader::isFootprint);
    }

    /// The cells of each budget's name by the start of their slice; no cell where nothing fell. The span is of
    /// whole UTC days.
    NavigableMap<Instant, Map<String, Cell>> read(Span span, NavigableSet<Instant> cuts) {
        NavigableMap<Instant, Map<String, Cell>> slices = new TreeMap<>();
        if (tree.size() == 0) {
            return slices;
        }
        if (!summed.isEmpty()) {
            Instant from = span.from();
            for (Instant day : cutDays(span, cuts)) {
                if (from.isBefore(day)) {
                    sum(new Span(from, day), Grain.DAY, slices);
                }
                Instant next = day.plus(1, ChronoUnit.DAYS);
                List<Instant> edges = new ArrayList<>(List.of(day));
                edges.addAll(cuts.subSet(day, false, next, false));
                edges.add(next);
                for (int i = 1; i < edges.size(); i++) {
                    sum(new Span(edges.get(i - 1), edges.get(i)), Grain.NONE, slices);
                }
                from = next;
            }
            if (from.isBefore(span.to())) {
                sum(new Span(from, span.to()), Grain.DAY, slices);
            }
        }
        if (needsFootprints) {
            footprints(span, cuts, slices);
        }
        return slices;
    }

    /// Where the slice of an instant begins.
    static Instant slice(Instant at, NavigableSet<Instant> cuts) {
        Instant day = at.truncatedTo(ChronoUnit.DAYS);
        Instant cut = cuts.floor(at);
        return cut != null && cut.isAfter(day) ? cut : day;
    }

    private void sum(Span span, Grain grain, NavigableMap<Instant, Map<String, Cell>> slices) {
        Totals totals = ledger.totals(new TotalsQuery(summed, by, grain, List.of(), span));
        for (Totals.Row row : totals.rows()) {
            Map<Dimension, @Nullable String> said = said(row.dimensions());
            for (Budget budget : index.over(said::get)) {
                if (!isFootprint(budget)) {
                    BigDecimal value = row.measures().get(summed.indexOf(budget.measure()));
                    add(
                            slices,
                            Objects.requireNonNullElse(row.bucket(), span.from()),
                            budget,
                            Cell.of(budget, row, value));
                }
            }
        }
    }

    private record Key(Instant slice, List<@Nullable String> dimensions) {}

    private void footprints(Span span, NavigableSet<Instant> cuts, NavigableMap<Instant, Map<String, Cell>> slices) {
        Map<Key, Footprint> sums = new Footprints(ledger, catalog).by(List.of(), span, charge -> {
            List<@Nullable String> values = new ArrayList<>();
            by.forEach(dimension -> values.add(Dimensions.value(dimension, charge)));
            return new Key(slice(charge.at(), cuts), values);
        });
        sums.forEach((key, footprint) -> {
            Map<Dimension, @Nullable String> said = said(key.dimensions());
            for (Budget budget : index.over(said::get)) {
                if (isFootprint(budget)) {
                    add(slices, key.slice(), budget, Cell.of(budget, footprint));
                }
            }
        });
    }

    private Map<Dimension, @Nullable String> said(List<@Nullable String> values) {
        Map<Dimension, @Nullable String> said = new HashMap<>();
        for (int i = 0; i < by.size(); i++) {
            said.put(by.get(i), values.get(i));
        }
        return said;
    }

    private static void add(NavigableMap<Instant, Map<String, Cell>> slices, Instant slice, Budget budget, Cell cell) {
        slices.computeIfAbsent(slice, _ -> new HashMap<>()).merge(budget.name(), cell, Cell::plus);
    }

    private static NavigableSet<Instant> cutDays(Span span, NavigableSet<Instant> cuts) {
        NavigableSet<Instant> days = new TreeSet<>();
        for (Instant cut : cuts.subSet(span.from(), true, span.to(), false)) {
            Instant day = cut.truncatedTo(ChronoUnit.DAYS);
            if (!day.equals(cut)) {
                days.add(day);
            }
        }
        return days;
    }

    private static boolean isFootprint(Budget budget) {
        return budget.limit().unit() == BudgetUnit.Physical.KILOWATT_HOURS
                || budget.limit().unit() == BudgetUnit.Physical.KILOGRAMS_CO2E;
    }
}
