package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.RowWriter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// Writes rows through DuckDB's appender, the quickest way from Java.
final class AppenderRow implements RowWriter {

    private final DuckDBAppender appender;

    AppenderRow(DuckDBAppender appender) {
        this.appender = appender;
    }

    @Override
    public RowWriter text(@Nullable String value) {
        return value == null ? nothing() : taking(() -> appender.append(value));
    }

    @Override
    public RowWriter decimal(@Nullable BigDecimal value) {
        return value == null ? nothing() : taking(() -> appender.append(value.setScale(18)));
    }

    @Override
    public RowWriter integer(@Nullable Long value) {
        return value == null ? nothing() : taking(() -> appender.append(value.longValue()));
    }

    @Override
    public RowWriter flag(boolean value) {
        return taking(() -> appender.append(value));
    }

    @Override
    public RowWriter instant(@Nullable Instant value) {
        return value == null
                ? nothing()
                : taking(() -> appender.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, value)));
    }

    private RowWriter nothing() {
        return taking(appender::appendNull);
    }

    private RowWriter taking(Step step) {
        try {
            step.run();
            return this;
        } catch (SQLException e) {
            throw DuckDb.failed(e);
        }
    }

    private interface Step {
        DuckDBAppender run() throws SQLException;
    }
}
