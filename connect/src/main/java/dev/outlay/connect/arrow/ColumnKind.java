package dev.outlay.connect.arrow;

/// What the values of a column are, by the formats of the Arrow C data interface.
public enum ColumnKind {
    /// A text in UTF-8.
    TEXT("u"),
    /// A whole number of 64 bits.
    INTEGER("l"),
    /// Microseconds since 1970 in UTC, as a database's timestamp without a zone.
    INSTANT("tsu:"),
    /// A decimal of up to 38 digits, 18 of them fractional.
    DECIMAL("d:38,18");

    private final String format;

    ColumnKind(String format) {
        this.format = format;
    }

    String format() {
        return format;
    }
}
