package dev.outlay.allocation;

import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How much of an attempt's work was lost, as `lost` of `made`, and what that rests on, as a sentence; null where
/// nothing was lost.
///
/// Where the attempts say how far they came and from where they resumed, it is the progress that a later attempt
/// had to make again. Where they do not, a failed attempt is lost as a whole. `made` is above zero and not less
/// than `lost`. Immutable and thread-safe.
public record LostWork(
        BigDecimal lost, BigDecimal made, @Nullable String basis) {

    /// All that was made was kept.
    public static final LostWork NOTHING = new LostWork(BigDecimal.ZERO, BigDecimal.ONE, null);

    public LostWork {
        Objects.requireNonNull(lost, "lost");
        Objects.requireNonNull(made, "made");
        if (lost.signum() < 0 || made.signum() <= 0 || lost.compareTo(made) > 0) {
            throw new IllegalArgumentException("lost work is a part of what was made: " + lost + " of " + made);
        }
    }

    /// What an attempt lost. `attempts` are those of one run, in order; `index` is the place of the attempt.
    static LostWork of(List<Run> attempts, int index) {
        Run attempt = attempts.get(index);
        List<Run> later = attempts.subList(index + 1, attempts.size());
        boolean failed = isFailed(attempt);
        if (later.isEmpty()) {
            return failed ? whole("the whole attempt: no later one resumed it") : NOTHING;
        }
        for (Progress unit : Progress.values()) {
            BigDecimal reached = unit.reached(attempt);
            BigDecimal from = unit.resumedFrom(attempt);
            BigDecimal kept = kept(unit, later);
            if (reached != null && from != null && kept != null) {
                return measured(unit, from, reached, kept, failed);
            }
        }
        return failed
                ? whole("the whole attempt: no metric says how far it came and from where the next one resumed")
                : NOTHING;
    }

    /// Whether an attempt ended without success.
    static boolean isFailed(Run attempt) {
        return attempt.status() == RunStatus.FAILED || attempt.status() == RunStatus.INTERRUPTED;
    }

    private static LostWork measured(
            Progress unit, BigDecimal from, BigDecimal reached, BigDecimal kept, boolean failed) {
        BigDecimal made = reached.subtract(from);
        if (made.signum() <= 0) {
            return failed ? whole("the whole attempt: it made no progress in " + unit.text()) : NOTHING;
        }
        BigDecimal lost = reached.subtract(kept.max(from)).max(BigDecimal.ZERO);
        return lost.signum() == 0
                ? NOTHING
                : new LostWork(
                        lost,
                        made,
                        Decimals.text(lost) + " of the " + Decimals.text(made) + " " + unit.text()
                                + " it made were made again");
    }

    /// The furthest that all later attempts built on; null where one of them does not say.
    private static @Nullable BigDecimal kept(Progress unit, List<Run> later) {
        BigDecimal kept = null;
        for (Run attempt : later) {
            BigDecimal from = unit.resumedFrom(attempt);
            if (from == null) {
                return null;
            }
            kept = kept == null ? from : kept.min(from);
        }
        return kept;
    }

    private static LostWork whole(String basis) {
        return new LostWork(BigDecimal.ONE, BigDecimal.ONE, basis);
    }
}
