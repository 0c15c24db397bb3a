package dev.outlay.energy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How an intensity of a grid is told. Figures of two bases are never mixed in one sum.
public enum GridBasis {
    /// The average of the grid at the place, life cycle: what the place emits whoever pays. The default.
    LOCATION_BASED("the average of the grid, life cycle"),
    /// What the supplier's contracts leave: the provider's or supplier's own figure.
    MARKET_BASED("the supplier's contracts"),
    /// The average of the grid at the stack: no life cycle of plants and fuels.
    DIRECT("the average of the grid at the stack"),
    /// What one more kilowatt-hour adds: no average, so it says what moving work changes and not what it emitted.
    MARGINAL("what one more kilowatt-hour adds");

    private final String meaning;

    GridBasis(String meaning) {
        this.meaning = meaning;
    }

    /// How it is written in files, facts and commands, such as `location-based`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it means, for a person.
    public String meaning() {
        return meaning;
    }

    /// The basis of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static GridBasis of(String text) {
        return Arrays.stream(values())
                .filter(basis -> basis.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown basis " + text + ": use one of "
                        + Arrays.stream(values()).map(GridBasis::text).collect(Collectors.joining(", "))));
    }
}
