package dev.outlay.report;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// A run that advice is wanted about: when it was charged, and the names that advice about it goes by, its own and
/// those of the workloads that it ran as. Immutable and thread-safe.
record AdvisedRun(Instant first, Instant last, Set<String> names) {

    AdvisedRun {
        names = Set.copyOf(names);
    }

    /// Throws [CallersMistake] where no charge is known to be the run's.
    static AdvisedRun of(String run, LedgerReader ledger) {
        List<Totals.Row> days = ledger.totals(new TotalsQuery(
                        List.of(Measure.GPU_HOURS),
                        List.of(Named.NAMESPACE, Named.WORKLOAD),
                        Grain.DAY,
                        List.of(new Filter(Named.RUN, Set.of(run))),
                        null))
                .rows();
        if (days.isEmpty()) {
            throw new CallersMistake(
                    "run: no charge is known to be of the run " + run + ": see report runs for those there are");
        }
        Set<String> names = new TreeSet<>(Set.of(run));
        for (Totals.Row day : days) {
            String workload = day.dimensions().get(1);
            if (workload != null) {
                String namespace = day.dimensions().getFirst();
                names.add(namespace == null ? workload : namespace + "/" + workload);
            }
        }
        return new AdvisedRun(
                start(days.getFirst()), Span.dayOf(start(days.getLast())).to(), names);
    }

    /// The days of its charges, and so much before their end at the least.
    Span span(Duration least) {
        Instant from = last.minus(least);
        return new Span(first.isBefore(from) ? first : from, last);
    }

    /// Whether what an advice is about is the run or a workload of it, and not one whose name only starts alike.
    boolean concerns(String subject) {
        return names.stream().anyMatch(name -> {
            int at = subject.indexOf(name);
            int end = at + name.length();
            return at >= 0 && (end == subject.length() || " :/,".indexOf(subject.charAt(end)) >= 0);
        });
    }

    private static Instant start(Totals.Row row) {
        return Objects.requireNonNull(row.bucket());
    }
}
