package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.StreamReader;
import dev.outlay.connect.sql.RowReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Reads the row a stream stands on, column after column.
final class StreamRow implements RowReader {

    private final StreamReader rows;
    private int column;

    StreamRow(StreamReader rows) {
        this.rows = rows;
    }

    /// Goes to the next row and its first column; false after the last row.
    boolean next() {
        column = 0;
        return rows.next();
    }

    @Override
    public @Nullable String text() {
        return rows.text(column++);
    }

    @Override
    public @Nullable BigDecimal decimal() {
        return rows.decimal(column++);
    }

    @Override
    public @Nullable Long integer() {
        return rows.number(column++);
    }

    @Override
    public boolean flag() {
        return rows.flag(column++);
    }

    @Override
    public @Nullable Instant instant() {
        Long microseconds = rows.number(column++);
        return microseconds == null ? null : Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
    }
}
