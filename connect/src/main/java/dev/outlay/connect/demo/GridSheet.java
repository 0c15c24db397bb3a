package dev.outlay.connect.demo;

import java.util.List;
import java.util.Locale;

/// What grids emitted hour by hour, and are expected to emit in the four days after the period, in the form of the
/// grid file. It is invented: the size of each grid's yearly mean, with a day as its mix gives it.
final class GridSheet {
    /// Hours are told beyond the period, so that there is a greenest one to wait for.
    private static final int AHEAD = 4 * Period.DAY;

    private static final String HEADER = "zone,from,to,intensity,kind,status,source\n";

    /// A grid: its middle, how much sun takes away at its noon and the evening adds, how much wind moves it from
    /// day to day, and when its noon is in UTC.
    private record GridDay(String zone, int middle, double sun, double evening, double wind, int noon) {}

    private static final List<GridDay> GRIDS = List.of(
            new GridDay("PJM", 372, 0.10, 0.08, 0.06, 17),
            new GridDay("NL", 238, 0.34, 0.16, 0.30, 11),
            new GridDay("nebius/eu-north1", 40, 0.05, 0.12, 0.35, 10),
            new GridDay("GB", 148, 0.22, 0.22, 0.40, 12),
            new GridDay("SE", 14, 0.04, 0.18, 0.20, 11),
            new GridDay("US-CAL-CISO", 232, 0.48, 0.30, 0.12, 20));

    private GridSheet() {}

    static String text(Period period, long seed) {
        Period told = period.longerBy(AHEAD / Period.DAY);
        StringBuilder text = new StringBuilder(HEADER);
        for (GridDay grid : GRIDS) {
            Chance chance = new Chance(seed, "grid " + grid.zone());
            double calm = 0;
            for (int at = 0; at < period.end() + AHEAD; at += Period.HOUR) {
                calm += -calm * 0.03 + chance.between(-0.16, 0.16);
                double hour = (at / Period.HOUR - grid.noon()) * 2 * Math.PI / 24;
                double sun = Math.max(0, StrictMath.cos(hour)) * grid.sun();
                // the evening comes seven hours after noon
                double evening = Math.max(0, StrictMath.cos(hour - 7 * 2 * Math.PI / 24)) * grid.evening();
                double wind = Math.max(-0.8, Math.min(0.8, calm)) * grid.wind();
                double rest = told.weekend(at) ? -0.06 : 0;
                double grams = Math.max(2, grid.middle() * (1 - sun + evening + wind + rest));
                text.append(grid.zone()).append(',').append(told.text(at)).append(',');
                text.append(told.text(at + Period.HOUR)).append(',');
                text.append(String.format(Locale.ROOT, "%.1f", grams)).append(",location-based,");
                text.append(at < period.end() ? "measured" : "forecast");
                text.append(",grid of the sample company (invented)\n");
            }
        }
        return text.toString();
    }
}
