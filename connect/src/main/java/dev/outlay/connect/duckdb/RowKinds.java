package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.ColumnKind;
import dev.outlay.connect.sql.RowWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a row to learn of what kind its columns are, with or without a value. Not thread-safe.
final class RowKinds implements RowWriter {

    private final List<ColumnKind> kinds = new ArrayList<>();

    List<ColumnKind> kinds() {
        return List.copyOf(kinds);
    }

    @Override
    public RowWriter text(@Nullable String value) {
        return kind(ColumnKind.TEXT);
    }

    @Override
    public RowWriter decimal(@Nullable BigDecimal value) {
        return kind(ColumnKind.DECIMAL);
    }

    @Override
    public RowWriter integer(@Nullable Long value) {
        return kind(ColumnKind.INTEGER);
    }

    @Override
    public RowWriter flag(boolean value) {
        // 0 and 1, which the database takes for one
        return kind(ColumnKind.INTEGER);
    }

    @Override
    public RowWriter instant(@Nullable Instant value) {
        return kind(ColumnKind.INSTANT);
    }

    private RowWriter kind(ColumnKind kind) {
        kinds.add(kind);
        return this;
    }
}
