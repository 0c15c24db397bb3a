package dev.outlay.recommend;

import dev.outlay.units.Decimals;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// The figures of a series as evidence.
final class Figures {

    private static final int SHOWN = 6;

    private Figures() {}

    /// Mean, median, p95 and peak of what was measured, and how much of the time held that was.
    static List<Evidence> of(Load load, Series series) {
        String basis = series.readings() + (series.readings() == 1 ? " reading" : " readings") + " of at most "
                + series.longest() + ", weighted by time"
                + (series.isExact() ? "" : ", to " + series.precision().toPlainString());
        String signal = series.signal().text();
        List<Evidence> figures = new ArrayList<>();
        figures.add(new Evidence(signal + "_mean", round(series.mean()), null, basis, load.facts()));
        figures.add(new Evidence(signal + "_p50", round(series.p50()), null, basis, load.facts()));
        figures.add(new Evidence(signal + "_p95", round(series.p95()), null, basis, load.facts()));
        figures.add(new Evidence(signal + "_peak", round(series.max()), null, basis, load.facts()));
        load.coverage(series.signal())
                .ifPresent(covered -> figures.add(new Evidence(
                        signal + "_coverage", round(covered), null, "measured time of the time held", load.facts())));
        return figures;
    }

    /// Six fractional digits for the screen.
    static String round(BigDecimal value) {
        return Decimals.text(value.setScale(SHOWN, RoundingMode.HALF_EVEN));
    }
}
