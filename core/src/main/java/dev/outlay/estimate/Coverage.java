package dev.outlay.estimate;

/// How far the figures of a catalog reach for a question: ways of buying that it means and that have a price, those
/// of them whose emissions are not known, those whose cost of data is not known, and those priced in another
/// currency, of which the last two are left out. Immutable and thread-safe.
public record Coverage(int priced, int withoutEmissions, int withoutDataCost, int inOtherCurrency) {

    /// Whether emissions are known of any.
    public boolean knowsEmissions() {
        return withoutEmissions < priced;
    }
}
