package dev.outlay.catalog;

import java.util.Locale;

/// How a machine is bought. What the buyer owns has no offer and no place here.
public enum Capacity {
    ON_DEMAND,
    /// Can be taken back by the seller.
    SPOT,
    /// At the rate of a one or three year commitment.
    RESERVED;

    /// How it is written in files and on screens, such as `on-demand`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
