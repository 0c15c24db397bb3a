package dev.outlay.allocation;

import dev.outlay.allocation.Line.Kind;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers a question for totals with idle and shared cost where they belong.
///
/// The sums come from the ledger by whatever the distributions go by, one row for each day; parts are made of those
/// with the largest remainder, and only then summed into the rows that were asked for. So for every question the
/// rows sum to what the charges sum to, and filters on owners see the distributed cost. Filters on where and what
/// something was choose charges before. Thread-safe where the ledger is.
public final class Spreading {

    private final LedgerReader ledger;
    private final Allocation allocation;

    /// `ledger` is seen through the owner rules already.
    public Spreading(LedgerReader ledger, Allocation allocation) {
        this.ledger = ledger;
        this.allocation = allocation;
    }

    /// The totals, with idle cost as the mode says, and shared cost distributed where `shareCosts`.
    public Spread totals(TotalsQuery query, IdleMode mode, boolean shareCosts) {
        boolean idle = mode != IdleMode.SEPARATE && mode != IdleMode.HIDE;
        Set<Dimension> asked = new LinkedHashSet<>(query.by());
        query.filters().forEach(filter -> asked.add(filter.dimension()));
        List<SharedRule> rules = shareCosts ? allocation.shared() : List.of();
        List<Dimension> sharing = SharedSpread.needs(rules, asked);
        boolean labels = query.by().stream().anyMatch(OwnerDimensions::saysWho);
        if (!idle && sharing.isEmpty() && mode != IdleMode.HIDE && !labels) {
            return Spread.nothing(ledger.totals(query));
        }
        boolean spreads = idle || !sharing.isEmpty();
        List<Filter> later = query.filters().stream()
                .filter(filter ->
                        spreads && (OwnerDimensions.saysWho(filter.dimension()) || filter.dimension() == Named.USE))
                .toList();
        Set<Dimension> by = new LinkedHashSet<>(query.by());
        by.add(Named.USE);
        later.forEach(filter -> by.add(filter.dimension()));
        by.addAll(sharing);
        by.addAll(IdleSpread.needs(mode, allocation.entitlements()));
        List<Line> lines = lines(query, List.copyOf(by), later, spreads);
        if (idle) {
            List<Dimension> who = by.stream().filter(OwnerDimensions::saysWho).toList();
            lines = new IdleSpread(mode, allocation.entitlements(), who, ledger, query.span()).spread(lines);
        }
        if (!sharing.isEmpty()) {
            lines = new SharedSpread(rules, asked, ledger, query.span()).spread(lines);
        }
        lines = lines.stream().filter(line -> keeps(line, later)).toList();
        return gathered(query, lines, mode, idle, !sharing.isEmpty());
    }

    private List<Line> lines(TotalsQuery query, List<Dimension> by, List<Filter> later, boolean spreads) {
        Grain grain = !spreads ? query.grain() : query.grain() == Grain.HOUR ? Grain.HOUR : Grain.DAY;
        // cost goes with every question, because distributions go by it in one currency at a time
        List<Measure> measures = Stream.concat(query.measures().stream(), Stream.of(Measure.EFFECTIVE))
                .distinct()
                .toList();
        List<Filter> before = query.filters().stream()
                .filter(filter -> !later.contains(filter))
                .toList();
        Totals totals = ledger.totals(new TotalsQuery(measures, by, grain, before, query.span(), query.owners()));
        List<Line> lines = new ArrayList<>();
        for (Totals.Row row : totals.rows()) {
            Map<Dimension, @Nullable String> said = new HashMap<>();
            for (int i = 0; i < by.size(); i++) {
                said.put(by.get(i), row.dimensions().get(i));
            }
            lines.add(new Line(
                    row.bucket(),
                    said,
                    row.currency(),
                    row.measures().subList(0, query.measures().size()),
                    row.charges(),
                    row.unpriced(),
                    Kind.DIRECT));
        }
        return lines;
    }

    private static boolean keeps(Line line, List<Filter> filters) {
        return filters.stream().allMatch(filter -> filter.values().contains(line.value(filter.dimension())));
    }

    private static Spread gathered(
            TotalsQuery query, List<Line> lines, IdleMode mode, boolean idleSpread, boolean sharedSpread) {
        var sums = new Gathering(query);
        Map<String, BigDecimal> hidden = new TreeMap<>();
        Map<String, BigDecimal> ownerless = new TreeMap<>();
        for (Line line : lines) {
            boolean nobodys = line.isIdle() && line.kind() == Kind.DIRECT;
            if (nobodys && mode == IdleMode.HIDE) {
                add(hidden, line, sums);
                continue;
            }
            if (nobodys && idleSpread) {
                add(ownerless, line, sums);
            }
            sums.add(line, nobodys);
        }
        return sums.spread(hidden, ownerless, idleSpread, sharedSpread);
    }

    private static void add(Map<String, BigDecimal> amounts, Line line, Gathering sums) {
        BigDecimal amount = line.measures().getFirst();
        if (amount != null) {
            String currency = sums.currency(line);
            amounts.merge(currency == null ? "" : currency, amount, BigDecimal::add);
        }
    }
}
