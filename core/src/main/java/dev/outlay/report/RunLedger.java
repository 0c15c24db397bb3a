package dev.outlay.report;

import dev.outlay.allocation.RunHistory;
import dev.outlay.allocation.RunLineage;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a ledger knows of runs: the attempts that were told of, and the charges that name a run.
final class RunLedger {

    static final Parameter MEASURE = Parameter.one(
            "measure", "billed", "Which cost: effective, billed, list or contracted (default: effective)");

    private final LedgerReader ledger;

    RunLedger(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /// The measure that was asked for.
    static Measure measure(Parameters parameters) {
        return parameters.one(MEASURE.name(), RunLedger::money).orElse(Measure.EFFECTIVE);
    }

    /// Every run that attempts or charges tell of, by name.
    Map<String, RunHistory> histories() {
        Map<String, RunHistory> histories;
        try (Stream<Run> runs = ledger.facts(Run.class, Span.EVER)) {
            histories = new TreeMap<>(RunHistory.of(runs.toList()));
        }
        Totals byRun = ledger.totals(TotalsQuery.of(Measure.GPU_HOURS).by(Dimension.Named.RUN));
        byRun.rows().stream()
                .map(row -> row.dimensions().getFirst())
                .filter(Objects::nonNull)
                .forEach(run -> histories.putIfAbsent(run, new RunHistory(run, List.of())));
        return histories;
    }

    /// The lineage of each of some runs, in their order, filled with all its charges.
    Map<String, RunLineage> lineages(Collection<RunHistory> wanted, Measure measure) {
        Map<String, RunLineage> lineages = new TreeMap<>();
        wanted.forEach(history -> lineages.put(history.run(), new RunLineage(history, measure)));
        if (lineages.isEmpty()) {
            return lineages;
        }
        Set<@Nullable String> names = new HashSet<>(lineages.keySet());
        try (Stream<Charge> charges =
                ledger.facts(Charge.class, Span.EVER, List.of(new Filter(Dimension.Named.RUN, names)))) {
            charges.forEach(charge -> {
                RunLineage lineage = lineages.get(charge.owner().run());
                if (lineage != null) {
                    lineage.add(charge);
                }
            });
        }
        return lineages;
    }

    private static Measure money(String text) {
        Measure measure = Measure.of(text);
        if (measure.unit() != Measure.Unit.MONEY) {
            throw new IllegalArgumentException("effective, billed, list or contracted is expected, not " + text);
        }
        return measure;
    }
}
