package dev.outlay.connect.demo;

/// The company's own prices, which go before the catalog's: what it negotiated, and one change of it.
final class PriceList {
    /// The day, counted from 0, on which the neocloud's price of an H100 falls.
    static final int CHANGE_DAY = 30;

    private static final String HEADER =
            "provider,sku,region,zone,capacity_type,price,currency,unit,from,kind,source\n";

    private PriceList() {}

    static String text(Period period) {
        String first = period.text(0);
        return HEADER
                + "nebius,H100-SXM5-80GB,eu-north1,,on-demand,2.60,USD,GPU-Hour," + first
                + ",negotiated,contract of the sample company\n"
                + "nebius,H100-SXM5-80GB,eu-north1,,on-demand,2.15,USD,GPU-Hour,"
                + period.text(CHANGE_DAY * Period.DAY)
                + ",negotiated,amendment 1 to the contract of the sample company\n"
                + "aws,p4d.24xlarge,us-east-1,,reserved,14.60,USD,Hour," + first
                + ",negotiated,one-year commitment of the sample company\n";
    }
}
