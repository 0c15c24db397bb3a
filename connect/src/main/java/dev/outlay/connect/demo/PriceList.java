package dev.outlay.connect.demo;

/// The company's own prices, which go before the catalog's: what it negotiated, and one change of it.
final class PriceList {
    /// The day, counted from 0, on which the neocloud's price of an H100 falls.
    static final int CHANGE_DAY = 30;

    static final String HEADER = "provider,sku,region,zone,capacity_type,price,currency,unit,from,kind,source\n";

    private PriceList() {}

    static String text(Period period) {
        String first = period.text(0);
        String changed = period.text(CHANGE_DAY * Period.DAY);
        return HEADER
                + row(Hardware.H100, "2.60,USD,GPU-Hour", first, "contract of the sample company")
                + row(Hardware.H100, "2.15,USD,GPU-Hour", changed, "amendment 1 to the contract of the sample company")
                + row(Hardware.P4D, "14.60,USD,Hour", first, "one-year commitment of the sample company");
    }

    private static String row(Pool pool, String price, String from, String source) {
        Cluster cluster = pool.cluster();
        return String.join(
                ",",
                cluster.provider(),
                pool.instanceType(),
                cluster.region(),
                "",
                pool.capacity().text(),
                price,
                from,
                "negotiated",
                source + "\n");
    }
}
