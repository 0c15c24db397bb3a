package dev.outlay.units;

import java.math.BigDecimal;

/// Greenhouse gas emissions in grams of CO2 equivalent; never negative. Immutable and thread-safe.
///
/// Throws [IllegalArgumentException] below zero. Removals and offsets are kept apart, never netted here.
public record GramsCo2e(BigDecimal value) implements Comparable<GramsCo2e> {

    public static final GramsCo2e NONE = new GramsCo2e(BigDecimal.ZERO);

    public GramsCo2e {
        value = Decimals.rounded(value);
        if (value.signum() < 0) {
            throw new IllegalArgumentException("emissions are not negative: " + value.toPlainString() + " gCO2e");
        }
    }

    public static GramsCo2e of(String value) {
        return new GramsCo2e(Decimals.parse(value));
    }

    public GramsCo2e plus(GramsCo2e other) {
        return new GramsCo2e(value.add(other.value));
    }

    /// The same in kilograms.
    public BigDecimal kilograms() {
        return Decimals.normal(value.movePointLeft(3));
    }

    @Override
    public int compareTo(GramsCo2e other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " gCO2e";
    }
}
