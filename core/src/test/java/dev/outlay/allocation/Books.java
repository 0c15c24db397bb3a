package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a ledger sums to, in forms that tests compare.
final class Books {

    private Books() {}

    static BigDecimal total(LedgerReader ledger, Measure measure, Filter... filters) {
        return ledger.totals(TotalsQuery.of(measure).where(filters)).rows().stream()
                .flatMap(row -> Stream.ofNullable(row.measures().getFirst()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Effective cost by team, idle time and what nobody owns under `null`.
    static Map<String, BigDecimal> byTeam(LedgerReader ledger, Measure measure) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Totals.Row row :
                ledger.totals(TotalsQuery.of(measure).by(Dimension.Named.TEAM)).rows()) {
            BigDecimal value = row.measures().getFirst();
            if (value != null && value.signum() != 0) {
                sums.merge(String.valueOf(row.dimensions().getFirst()), value, BigDecimal::add);
            }
        }
        return sums;
    }

    /// Every measure by everything that tells owners, machines and days apart; what sums to nothing left out.
    static Map<String, BigDecimal> all(LedgerReader ledger) {
        Map<String, BigDecimal> sums = new HashMap<>();
        List<Measure> measures = List.of(Measure.values());
        for (Totals.Row row : ledger.totals(new TotalsQuery(
                        measures,
                        List.of(
                                Dimension.Named.TEAM,
                                Dimension.Named.PROJECT,
                                Dimension.Named.NODE,
                                Dimension.Named.USE,
                                Dimension.Named.SERVICE,
                                Dimension.Named.RESOURCE),
                        Grain.HOUR,
                        List.of(),
                        null))
                .rows()) {
            for (int i = 0; i < row.measures().size(); i++) {
                BigDecimal value = row.measures().get(i);
                if (value != null && value.signum() != 0) {
                    sums.put(
                            row.bucket() + " " + row.dimensions() + " " + row.currency() + " " + measures.get(i),
                            value);
                }
            }
        }
        return sums;
    }

    static List<Fact> facts(LedgerReader ledger) {
        try (Stream<Fact> facts = ledger.facts(Fact.class, Span.EVER)) {
            return facts.toList();
        }
    }

    /// The ratios of the parts of each line of a bill that stand.
    static Map<String, BigDecimal> ratios(LedgerReader ledger) {
        Map<String, List<Charge>> histories = new HashMap<>();
        for (Fact fact : facts(ledger)) {
            if (fact instanceof Charge charge && charge.origin().id().startsWith(BillLines.SETTLED)) {
                histories
                        .computeIfAbsent(Revisions.base(charge), _ -> new ArrayList<>())
                        .add(charge);
            }
        }
        Map<String, BigDecimal> ratios = new HashMap<>();
        histories.values().forEach(history -> {
            Charge standing = Revisions.standing(history);
            if (standing != null && standing.allocatedFrom() != null) {
                ratios.merge(
                        standing.allocatedFrom().id(),
                        standing.allocatedFrom().ratio().value(),
                        BigDecimal::add);
            }
        });
        return ratios;
    }
}
