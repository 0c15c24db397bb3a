package dev.outlay.units;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What one price buys, in the words that bills and price lists use.
public enum PricingUnit {
    /// A whole machine for an hour.
    HOUR("Hour", true),
    /// A whole GPU for an hour.
    GPU_HOUR("GPU-Hour", true),
    /// A virtual CPU for an hour.
    VCPU_HOUR("vCPU-Hour", true),
    /// A GiB of memory for an hour.
    GIB_HOUR("GiB-Hour", true),
    /// A GiB stored for a month.
    GIB_MONTH("GiB-Month", false),
    /// A GiB moved or retrieved.
    GIB("GiB", false);

    private final String text;
    private final boolean byTheHour;

    PricingUnit(String text, boolean byTheHour) {
        this.text = text;
        this.byTheHour = byTheHour;
    }

    /// How the unit is written in files and on screens, such as `GPU-Hour`.
    public String text() {
        return text;
    }

    public boolean byTheHour() {
        return byTheHour;
    }

    /// The unit of a written name, whatever its case. Throws [IllegalArgumentException] listing the known ones.
    public static PricingUnit of(String text) {
        return Arrays.stream(values())
                .filter(unit -> unit.text.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown pricing unit " + text + ": use one of "
                        + Arrays.stream(values()).map(PricingUnit::text).collect(Collectors.joining(", "))));
    }
}
