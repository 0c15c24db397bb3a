package dev.outlay.estimate;

import dev.outlay.catalog.Offer;
import dev.outlay.catalog.SpotInterruption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often one machine of an offer is taken away: times per hour of running, with the range it may lie in.
///
/// `date` and `source` are those of the figure, null where there is none and the range is an assumption, which
/// `basis` then says. Immutable and thread-safe.
public record Interruptions(
        double perHour,
        double low,
        double high,
        String basis,
        @Nullable String date,
        @Nullable String source) {

    // the month of 730 hours by which clouds turn monthly into hourly figures
    private static final double HOURS_PER_MONTH = 730;

    /// Where nobody publishes a rate: once in two days, between twice a day and once a month.
    public static final Interruptions UNKNOWN = new Interruptions(
            1 / 48.0,
            1 / HOURS_PER_MONTH,
            1 / 12.0,
            "no rate is published: assumed once in 48 hours and machine, between 12 hours and a month",
            null,
            null);

    private record Band(double low, double middle, double high, String remark) {}

    private static final Band OFTEN = new Band(0.20, 0.35, 0.50, ", whose upper end is assumed to be 50%");

    // a band is a share of machines that were taken back within a month
    private static final Map<Integer, Band> BANDS = Map.of(
            0, new Band(0, 0.025, 0.05, ""),
            1, new Band(0.05, 0.075, 0.10, ""),
            2, new Band(0.10, 0.125, 0.15, ""),
            3, new Band(0.15, 0.175, 0.20, ""),
            4, OFTEN);

    public Interruptions {
        if (!(low >= 0 && low <= perHour && perHour <= high && high < 1_000)) {
            throw new IllegalArgumentException(
                    "a rate of interruptions lies within its range: " + low + " " + perHour + " " + high);
        }
    }

    /// Those of an offer's spot machines: by the band its provider publishes, or else [#UNKNOWN].
    public static Interruptions of(Offer offer) {
        SpotInterruption published = offer.interruption();
        if (published == null) {
            return UNKNOWN;
        }
        Band band = BANDS.getOrDefault(published.band(), OFTEN);
        return new Interruptions(
                rate(band.middle()),
                rate(band.low()),
                rate(band.high()),
                published.perMonth() + " of machines taken back in a month, the middle of the band" + band.remark(),
                published.basis().date() == null
                        ? null
                        : published.basis().date().text(),
                published.basis().source());
    }

    // at a constant rate, the share that survives a month is e^(-rate x 730)
    private static double rate(double shareOfMonth) {
        return -Math.log1p(-shareOfMonth) / HOURS_PER_MONTH;
    }
}
