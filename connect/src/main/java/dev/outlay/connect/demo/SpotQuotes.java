package dev.outlay.connect.demo;

import java.util.List;
import java.util.Locale;

/// Spot prices that the company looked up through the period, in the form of the price file. They are invented: a
/// price of the catalog's size that rises with its region's working day and wanders.
final class SpotQuotes {
    private static final String P5 = "p5.48xlarge";
    private static final String P4D = "p4d.24xlarge";

    /// A market: where, which machine, what an hour costs in the middle, and when its noon is in UTC.
    private record Market(String region, String sku, double middle, int noon) {}

    private static final List<Market> MARKETS = List.of(
            new Market("us-east-1", P5, 12.4, 17),
            new Market("us-east-2", P5, 11.6, 17),
            new Market("us-west-2", P5, 13.1, 20),
            new Market("eu-west-2", P5, 15.8, 12),
            new Market("eu-north-1", P5, 21.5, 11),
            new Market("ap-northeast-1", P5, 23.2, 3),
            new Market("us-east-1", P4D, 7.9, 17),
            new Market("us-west-2", P4D, 7.2, 20));

    private SpotQuotes() {}

    static String text(Period period, long seed) {
        StringBuilder text = new StringBuilder(PriceList.HEADER);
        for (Market market : MARKETS) {
            Chance chance = new Chance(seed, "spot " + market.sku() + " " + market.region());
            double level = 1;
            for (int at = chance.between(0, 90); at < period.end(); at += chance.between(150, 330)) {
                // drawn back to the middle, so that it wanders without getting lost
                level += (1 - level) * 0.05 + chance.between(-0.05, 0.05);
                double hours = (at / (double) Period.HOUR - market.noon()) * 2 * Math.PI / 24;
                double day = 1 + (period.weekend(at) ? 0.04 : 0.13) * StrictMath.cos(hours);
                text.append("aws,").append(market.sku()).append(',').append(market.region());
                text.append(",,spot,");
                text.append(String.format(Locale.ROOT, "%.4f", market.middle() * level * day));
                text.append(",USD,Hour,").append(period.text(at));
                text.append(",observed,spot prices of the sample company (invented)\n");
            }
        }
        return text.toString();
    }
}
