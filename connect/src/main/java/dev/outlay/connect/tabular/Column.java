package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.ColumnKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A column that a kind of table may have: its name, other names it is known by, and whether there is no table
/// without it. Names are compared without regard to case.
///
/// `kind` is what its values are. Those of decimals and instants are also read while the file is: see
/// [dev.outlay.connect.duckdb.Chunk.Fields]. Immutable and thread-safe.
public record Column(String name, List<String> aliases, boolean required, ColumnKind kind) {

    public Column {
        aliases = List.copyOf(aliases);
    }

    public static Column required(String name, String... aliases) {
        return new Column(name, List.of(aliases), true, ColumnKind.TEXT);
    }

    public static Column optional(String name, String... aliases) {
        return new Column(name, List.of(aliases), false, ColumnKind.TEXT);
    }

    /// This column, whose values are decimals.
    public Column decimal() {
        return new Column(name, aliases, required, ColumnKind.DECIMAL);
    }

    /// This column, whose values are instants.
    public Column instant() {
        return new Column(name, aliases, required, ColumnKind.INSTANT);
    }

    boolean isCalled(String header) {
        return names().anyMatch(known -> known.equals(header.strip().toLowerCase(Locale.ROOT)));
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream()).map(text -> text.toLowerCase(Locale.ROOT));
    }
}
