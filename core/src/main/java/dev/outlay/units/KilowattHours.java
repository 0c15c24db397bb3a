package dev.outlay.units;

import java.math.BigDecimal;

/// Electric energy in kilowatt-hours; never negative. Immutable and thread-safe.
///
/// Throws [IllegalArgumentException] below zero. Example: `KilowattHours.ofWatts(watts, span)`.
public record KilowattHours(BigDecimal value) implements Comparable<KilowattHours> {

    public static final KilowattHours NONE = new KilowattHours(BigDecimal.ZERO);

    public KilowattHours {
        value = Decimals.rounded(value);
        if (value.signum() < 0) {
            throw new IllegalArgumentException("energy is not negative: " + value.toPlainString() + " kWh");
        }
    }

    public static KilowattHours of(String value) {
        return new KilowattHours(Decimals.parse(value));
    }

    /// A power drawn for so many hours.
    public static KilowattHours ofWatts(BigDecimal watts, BigDecimal hours) {
        return new KilowattHours(watts.multiply(hours).movePointLeft(3));
    }

    public KilowattHours plus(KilowattHours other) {
        return new KilowattHours(value.add(other.value));
    }

    public KilowattHours times(BigDecimal factor) {
        return new KilowattHours(value.multiply(factor));
    }

    /// What this energy emits on a grid of an intensity in grams of CO2 equivalent per kilowatt-hour.
    public GramsCo2e at(BigDecimal gramsPerKilowattHour) {
        return new GramsCo2e(value.multiply(gramsPerKilowattHour));
    }

    @Override
    public int compareTo(KilowattHours other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " kWh";
    }
}
