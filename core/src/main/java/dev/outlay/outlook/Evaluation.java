package dev.outlay.outlook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How forecasts of a group over so many steps would have done on the days before.
///
/// Errors are absolute and in percent of the outcome: their median, their ninth decile, and the median of saying
/// that it will be as in the last seven days. `coverage` is the share of outcomes within the interval that was
/// given for them. Each is null where too few days are known. `forecasts` says how many were looked at. Immutable.
public record Evaluation(
        List<@Nullable String> group,
        @Nullable String currency,
        Rhythm rhythm,
        int steps,
        @Nullable Double medianError,
        @Nullable Double ninthDecile,
        @Nullable Double coverage,
        @Nullable Double lastWeekError,
        int forecasts,
        int days) {

    private static final int[] DAYS = {1, 7, 14, 30};
    private static final int[] HOURS = {1, 24, 168};

    public Evaluation {
        group = Collections.unmodifiableList(new ArrayList<>(group));
    }

    static List<Evaluation> of(History history) {
        List<Evaluation> evaluations = new ArrayList<>();
        Rehearsal rehearsal = Projecting.isEnough(history)
                ? new Rehearsal(history.values(), history.first(), history.rhythm())
                : null;
        for (int steps : history.rhythm() == Rhythm.DAILY ? DAYS : HOURS) {
            Rehearsal.Score score = rehearsal == null
                    ? new Rehearsal.Score(steps, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0)
                    : rehearsal.score(steps);
            evaluations.add(new Evaluation(
                    history.group(),
                    history.currency(),
                    history.rhythm(),
                    steps,
                    known(score.median()),
                    known(score.ninthDecile()),
                    known(score.coverage()),
                    known(score.lastWeekMedian()),
                    score.count(),
                    history.values().length / history.rhythm().stepsPerDay()));
        }
        return evaluations;
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
