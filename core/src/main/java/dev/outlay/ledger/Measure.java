package dev.outlay.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What can be summed over charges.
public enum Measure {
    BILLED("billed", Unit.MONEY),
    EFFECTIVE("effective", Unit.MONEY),
    LIST("list", Unit.MONEY),
    CONTRACTED("contracted", Unit.MONEY),
    GPU_HOURS("gpu-hours", Unit.GPU_HOURS),
    ENERGY("energy", Unit.KILOWATT_HOURS),
    CARBON("carbon", Unit.GRAMS_CO2E);

    /// What a measure counts in.
    public enum Unit {
        /// The currency of the row.
        MONEY,
        GPU_HOURS,
        KILOWATT_HOURS,
        GRAMS_CO2E
    }

    private final String text;
    private final Unit unit;

    Measure(String text, Unit unit) {
        this.text = text;
        this.unit = unit;
    }

    /// How it is written in commands and files, such as `gpu-hours`.
    public String text() {
        return text;
    }

    public Unit unit() {
        return unit;
    }

    /// The measure of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static Measure of(String text) {
        return Arrays.stream(values())
                .filter(measure -> measure.text.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown measure " + text + ": use one of "
                        + Arrays.stream(values()).map(Measure::text).collect(Collectors.joining(", "))));
    }
}
