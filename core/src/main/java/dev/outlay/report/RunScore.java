package dev.outlay.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// How well money was spent, from 0 to 100: the part of it that bought work which was kept, times the quality
/// reached. `docs/reference/runs-file.md` says why.
final class RunScore {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DIGITS = 2;
    private static final int EXACT = 18;

    private RunScore() {}

    /// 100 times useful over total times quality, rounded half-up to two digits; null where one of them is not
    /// known or nothing was spent.
    static @Nullable BigDecimal of(
            @Nullable BigDecimal useful, @Nullable BigDecimal total, @Nullable BigDecimal quality) {
        BigDecimal points = points(quality);
        if (useful == null || total == null || total.signum() <= 0 || points == null) {
            return null;
        }
        BigDecimal share = useful.divide(total, EXACT, RoundingMode.HALF_EVEN)
                .max(BigDecimal.ZERO)
                .min(BigDecimal.ONE);
        return share.multiply(points).setScale(DIGITS, RoundingMode.HALF_UP);
    }

    /// A quality in points from 0 to 100: up to 1 it is a share, up to 100 a percentage; null where it is neither.
    static @Nullable BigDecimal points(@Nullable BigDecimal quality) {
        if (quality == null || quality.signum() < 0 || quality.compareTo(HUNDRED) > 0) {
            return null;
        }
        return quality.compareTo(BigDecimal.ONE) <= 0 ? quality.multiply(HUNDRED) : quality;
    }

    /// Money per unit, rounded half-even to 18 digits; null where there is no unit to share it.
    static @Nullable BigDecimal per(@Nullable BigDecimal cost, @Nullable BigDecimal units) {
        return cost == null || units == null || units.signum() <= 0
                ? null
                : cost.divide(units, EXACT, RoundingMode.HALF_EVEN);
    }
}
