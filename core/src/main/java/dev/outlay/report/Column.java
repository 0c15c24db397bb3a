package dev.outlay.report;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.OwnerRule;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A column of a [Table]: its name as machines read it (`cost-center`, `value`), its kind, and its unit where all
/// its values have one. Immutable and thread-safe.
public record Column(String name, Kind kind, @Nullable String unit) {

    private static final Set<String> OWNERS =
            OwnerRule.SETTABLE.stream().map(Dimension.Named::text).collect(Collectors.toUnmodifiableSet());

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

    /// What a person reads where a value is not known: `unallocated` where nobody is said to own something.
    public String absent() {
        return OWNERS.contains(name) ? "unallocated" : "-";
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
