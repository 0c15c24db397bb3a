package dev.outlay.connect.focus;

import dev.outlay.connect.sql.Migrations;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A column that FOCUS defines: the versions that have it, whether a data set must have it, what its values are.
///
/// `until` is the last version that has it, null where none has dropped it. `values` lists the only ones allowed;
/// empty where any is. Immutable and thread-safe.
public record FocusColumn(
        String name,
        FocusVersion since,
        @Nullable FocusVersion until,
        Level level,
        Kind kind,
        boolean nullable,
        List<String> values) {

    /// Whether a data set must have a column.
    public enum Level {
        MANDATORY,
        /// Where the provider knows what the column says.
        CONDITIONAL,
        RECOMMENDED
    }

    /// What the values of a column are.
    public enum Kind {
        STRING,
        DECIMAL,
        DATETIME,
        CURRENCY,
        /// A JSON object without objects or lists in it.
        TAGS,
        /// A JSON object.
        JSON
    }

    /// All columns of all versions, in alphabetical order.
    public static final List<FocusColumn> ALL = Migrations.text("/dev/outlay/connect/focus/columns.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(FocusColumn::read)
            .toList();

    private static final Map<String, FocusColumn> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(FocusColumn::name, Function.identity()));

    public FocusColumn {
        values = List.copyOf(values);
    }

    /// The column of a name as FOCUS writes it; empty where FOCUS has none.
    public static Optional<FocusColumn> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The columns of a version, in alphabetical order.
    public static List<FocusColumn> of(FocusVersion version) {
        return ALL.stream().filter(column -> column.isIn(version)).toList();
    }

    public boolean isIn(FocusVersion version) {
        return since.compareTo(version) <= 0 && (until == null || version.compareTo(until) <= 0);
    }

    private static FocusColumn read(String line) {
        String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        return new FocusColumn(
                cells[0],
                FocusVersion.of(cells[1]),
                cells[2].equals("-") ? null : FocusVersion.of(cells[2]),
                Level.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                Kind.valueOf(cells[4].toUpperCase(Locale.ROOT)),
                cells[5].equals("null"),
                cells[6].isEmpty() ? List.of() : List.of(cells[6].split(";")));
    }
}
