package dev.outlay.recommend;

import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// How far the promises of each advisor came true, and what confidence its next one deserves.
///
/// The stated confidence counts as much as four outcomes, a choice of ours; each verified outcome counts as one, by
/// the part of the promise that came true, from nothing to all of it: what came out better than promised does not
/// make up for what did not. So one outcome moves a confidence by a fifth of the way, and twenty almost replace it.
/// Immutable and thread-safe.
public final class Calibration {

    private static final int STATED_WEIGHT = 4;
    private static final int SHOWN_DIGITS = 4;

    /// Outcomes of one advisor that could be compared, and the sum of the parts of their promises that came true.
    private record Kept(int count, BigDecimal parts) {

        Kept plus(Kept other) {
            return new Kept(count + other.count, parts.add(other.parts));
        }
    }

    private final Map<String, Kept> kept = new HashMap<>();

    /// A calibration by what came of advice; outcomes that cannot be told teach nothing.
    public Calibration(Collection<Outcome> outcomes) {
        outcomes.forEach(outcome -> outcome.ratio()
                .map(ratio -> new Kept(1, ratio.max(BigDecimal.ZERO).min(BigDecimal.ONE)))
                .ifPresent(one -> kept.merge(outcome.advisor(), one, Kept::plus)));
    }

    /// How many outcomes of an advisor are known.
    public int outcomes(String advisor) {
        Kept known = kept.get(advisor);
        return known == null ? 0 : known.count();
    }

    /// The confidence that an advisor's stated one becomes; the basis says from what.
    public Certainty calibrated(String advisor, Certainty stated) {
        Kept known = kept.get(advisor);
        if (known == null) {
            return new Certainty(stated.value(), stated.basis() + "; no outcome of " + advisor + " is known yet");
        }
        BigDecimal count = BigDecimal.valueOf(known.count());
        BigDecimal weight = BigDecimal.valueOf(STATED_WEIGHT);
        BigDecimal value = stated.value()
                .value()
                .multiply(weight)
                .add(known.parts())
                .divide(weight.add(count), SHOWN_DIGITS, RoundingMode.HALF_EVEN);
        BigDecimal mean = known.parts().divide(count, SHOWN_DIGITS, RoundingMode.HALF_EVEN);
        return new Certainty(
                new Share(value),
                stated.basis() + "; stated " + stated.value() + ", " + known.count()
                        + (known.count() == 1 ? " outcome" : " outcomes") + " of " + advisor + " kept "
                        + mean.toPlainString() + " of what was promised");
    }
}
