package dev.outlay.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A column of a [Table]: its name as machines read it (`cost-center`, `value`), its kind, and its unit where all
/// its values have one. Immutable and thread-safe.
public record Column(String name, Kind kind, @Nullable String unit) {

    /// What the values of a column are, which decides how they are aligned and drawn.
    public enum Kind {
        TEXT,
        /// A decimal; money when the unit is a currency.
        DECIMAL,
        /// An ISO-8601 instant or date.
        TIME
    }

    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }

    public static Column text(String name) {
        return new Column(name, Kind.TEXT, null);
    }

    public static Column time(String name) {
        return new Column(name, Kind.TIME, null);
    }

    public static Column decimal(String name, @Nullable String unit) {
        return new Column(name, Kind.DECIMAL, unit);
    }
}
