package dev.outlay.outlook;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where spend is heading: what any part of it will sum up to at the end of a period, with an interval that is
/// calibrated on how the same forecast would have done before, and how well that was.
///
/// Reads totals of the ledger when it is asked and keeps nothing. Thread-safe where the ledger is.
///
/// Example: `new SpendOutlook(ledger, now).project(SpendQuestion.of(Measure.EFFECTIVE), november, List.of())`.
public final class SpendOutlook {

    private final LedgerReader ledger;
    private final Instant now;

    /// An outlook over a ledger (seen through its owner rules, where there are some) at an instant.
    public SpendOutlook(LedgerReader ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    /// What each group and currency of the question will have been charged at the end of a period, with what is
    /// planned besides: planned amounts in another currency are left out of a group, and with several groups all of
    /// them are, since nobody said whose they are. Empty where nothing was ever charged. A period that has passed
    /// is what it is, as far as its data are complete.
    public List<Projection> project(SpendQuestion question, Span period, List<Planned> planned) {
        Map<List<@Nullable String>, BigDecimal> charged = Histories.charged(ledger, question, period);
        List<Projection> projections = new ArrayList<>();
        List<Planned> whose = question.by().isEmpty() ? planned : List.of();
        for (History history : histories(question, Rhythm.DAILY, period.to())) {
            List<@Nullable String> key = new ArrayList<>(history.group());
            key.add(history.currency());
            BigDecimal spent = charged.getOrDefault(key, BigDecimal.ZERO);
            projections.add(new Projecting(question, history, period, spent, whose).projection());
        }
        return projections;
    }

    /// The expected course of each group, step by step; by the hour only of those whose charges are told by the
    /// hour.
    public List<Path> paths(SpendQuestion question, Rhythm rhythm, Instant until) {
        List<Path> paths = new ArrayList<>();
        for (History history : histories(question, rhythm, until)) {
            if (Projecting.isEnough(history) && history.isTold()) {
                paths.add(Path.of(history, until));
            }
        }
        return paths;
    }

    /// How forecasts of each group would have done before, over 1, 7, 14 and 30 days (by the hour: over 1, 24 and
    /// 168 hours).
    public List<Evaluation> evaluate(SpendQuestion question, Rhythm rhythm) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (History history : histories(question, rhythm, now)) {
            if (history.isTold()) {
                evaluations.addAll(Evaluation.of(history));
            }
        }
        return evaluations;
    }

    private List<History> histories(SpendQuestion question, Rhythm rhythm, Instant until) {
        return new Histories(ledger, now, question, rhythm).all(until);
    }
}
