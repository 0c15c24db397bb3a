package dev.outlay.alert;

import dev.outlay.allocation.RunHistory;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A run whose last attempt failed of late. A later attempt ends the alert, and so does time.
final class JobFailedRule implements Rule {

    @Override
    public String name() {
        return "job-failed";
    }

    @Override
    public String description() {
        return "The last attempt of a run failed, and none has begun since.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(Threshold.duration(
                "within",
                "24h",
                Duration.ofMinutes(1),
                Duration.ofDays(366),
                "How long ago it may have failed for somebody to be told"));
    }

    @Override
    public List<String> labels() {
        return Say.OWNERS;
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        Instant since = situation.now().minus(watch.duration("within"));
        var sheet = new Judgement.Sheet();
        for (RunHistory history : situation.histories().values()) {
            Run last = history.attempts().getLast();
            Instant ended = RunHistory.end(last).orElse(last.at());
            if (last.status() == RunStatus.FAILED && ended.isAfter(since)) {
                sheet.add(finding(history, last, ended, situation.ledger()));
            }
        }
        return sheet.judgement();
    }

    private static Finding finding(RunHistory history, Run last, Instant ended, LedgerReader ledger) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("attempt", Integer.toString(last.attempt()));
        figures.put("failed at", Wording.minute(ended));
        RunHistory.end(last)
                .ifPresent(
                        end -> figures.put("ran for", Wording.length(Duration.between(RunHistory.start(last), end))));
        StringBuilder cost = new StringBuilder();
        for (Money money : cost(history.run(), ledger)) {
            figures.put("cost so far in " + money.currency(), money.toString());
            cost.append(cost.isEmpty() ? "" : " and ").append(Say.money(money));
        }
        Map<String, String> labels = Say.labels(last.owner());
        labels.put("run", history.run());
        return Finding.of(
                "run " + history.run(),
                true,
                "Attempt " + last.attempt() + " of the run " + history.run() + " failed at " + Wording.minute(ended)
                        + (cost.isEmpty() ? "" : "; the run has cost " + cost + " so far") + ".",
                figures,
                List.of(last.origin().id()),
                labels);
    }

    /// What a run cost so far, by currency; nothing where no charge has a price.
    static List<Money> cost(String run, LedgerReader ledger) {
        Totals totals =
                ledger.totals(TotalsQuery.of(Measure.EFFECTIVE).where(new Filter(Dimension.Named.RUN, Set.of(run))));
        return totals.rows().stream()
                .filter(row -> row.currency() != null && row.measures().getFirst() != null)
                .map(row -> new Money(
                        String.valueOf(row.currency()),
                        row.measures().getFirst() == null
                                ? BigDecimal.ZERO
                                : row.measures().getFirst()))
                .filter(money -> !money.isZero())
                .toList();
    }
}
