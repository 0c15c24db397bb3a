package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.RowReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads the row a result stands on, column after column.
final class ResultRow implements RowReader {

    private final ResultSet rows;
    private int column;

    ResultRow(ResultSet rows) {
        this.rows = rows;
    }

    /// Goes to the next row and its first column; false after the last row.
    boolean next() throws SQLException {
        column = 0;
        return rows.next();
    }

    @Override
    public @Nullable String text() {
        return taking(at -> rows.getString(at));
    }

    @Override
    public @Nullable BigDecimal decimal() {
        return taking(at -> rows.getBigDecimal(at));
    }

    @Override
    public @Nullable Long integer() {
        return taking(at -> rows.getObject(at) instanceof Number number ? number.longValue() : null);
    }

    @Override
    public boolean flag() {
        return Boolean.TRUE.equals(taking(at -> rows.getBoolean(at)));
    }

    @Override
    public @Nullable Instant instant() {
        LocalDateTime time = taking(at -> rows.getObject(at, LocalDateTime.class));
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private <T> @Nullable T taking(Column<T> step) {
        try {
            return step.at(++column);
        } catch (SQLException e) {
            throw DuckDb.failed(e);
        }
    }

    private interface Column<T> {
        @Nullable
        T at(int column) throws SQLException;
    }
}
