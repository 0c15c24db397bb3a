package dev.outlay.pricing;

import java.util.Locale;

/// What the hourly price of owned hardware is made of.
public enum HardwarePart {
    /// Price less residual value, in equal parts over the life.
    DEPRECIATION,
    /// Interest on the capital that is bound in the mean.
    FINANCING,
    /// Repairs and contracts, in percent of the price.
    MAINTENANCE,
    /// Electricity, with what the building adds to it.
    POWER,
    /// Racks and rooms.
    SPACE,
    STAFF,
    NETWORK;

    /// How it is written in tables, such as `depreciation`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
