package dev.outlay.connect.focus;

import dev.outlay.connect.json.StringsJson;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The cells of one exported charge by column, and what the ledger holds where a cell had to say something else.
///
/// FOCUS does without a value in few columns, a ledger in most: what is missing is derived, and the column
/// `x_AsRecorded` keeps what the ledger holds instead, so that reading an export gives the ledger's own charge. Not
/// thread-safe.
final class ExportRow {

    private final Map<String, String> cells = new HashMap<>();
    private final Map<String, @Nullable String> recorded = new TreeMap<>();

    /// A cell that says what the ledger says.
    void put(String column, @Nullable String held) {
        put(column, held, held);
    }

    void put(String column, @Nullable BigDecimal held) {
        put(column, text(held));
    }

    /// A cell that says `shown` where the ledger holds `held`. Text that is empty cannot stand in a cell.
    void put(String column, @Nullable String held, @Nullable String shown) {
        String cell = shown == null || shown.isEmpty() ? null : shown;
        if (cell != null) {
            cells.put(column, cell);
        }
        if (!Objects.equals(held, cell)) {
            recorded.put(column, held);
        }
    }

    void put(String column, @Nullable BigDecimal held, @Nullable BigDecimal shown) {
        put(column, text(held), text(shown));
    }

    /// A cell of a column that ledgers do not keep.
    void show(String column, @Nullable String shown) {
        if (shown != null && !shown.isEmpty()) {
            cells.put(column, shown);
        }
    }

    void show(String column, BigDecimal shown) {
        show(column, Decimals.text(shown));
    }

    /// What a cell says; null where it says nothing.
    @Nullable
    String cell(String column) {
        return column.equals(ExportColumns.AS_RECORDED) ? asRecorded() : cells.get(column);
    }

    private @Nullable String asRecorded() {
        return recorded.isEmpty() ? null : StringsJson.write(recorded);
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.text(value);
    }
}
