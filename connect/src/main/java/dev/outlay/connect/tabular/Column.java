package dev.outlay.connect.tabular;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A column that a kind of table may have: its name, other names it is known by, and whether there is no table without
/// it. Names are compared without regard to case. Immutable and thread-safe.
public record Column(String name, List<String> aliases, boolean required) {

    public Column {
        aliases = List.copyOf(aliases);
    }

    public static Column required(String name, String... aliases) {
        return new Column(name, List.of(aliases), true);
    }

    public static Column optional(String name, String... aliases) {
        return new Column(name, List.of(aliases), false);
    }

    boolean isCalled(String header) {
        return names().anyMatch(known -> known.equals(header.strip().toLowerCase(Locale.ROOT)));
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream()).map(text -> text.toLowerCase(Locale.ROOT));
    }
}
