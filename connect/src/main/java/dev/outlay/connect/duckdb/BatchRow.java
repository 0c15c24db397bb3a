package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.sql.RowWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Writes the columns of rows into a batch. Not thread-safe.
final class BatchRow implements RowWriter {

    private final Batch batch;
    // what each column said last, which neighbours often say too
    private final @Nullable String[] texts;
    private final byte[][] bytes;
    private int column;

    BatchRow(Batch batch, int columns) {
        this.batch = batch;
        this.texts = new String[columns];
        this.bytes = new byte[columns][];
    }

    void end() {
        batch.endRow();
        column = 0;
    }

    @Override
    public RowWriter text(@Nullable String value) {
        if (value != null) {
            if (!value.equals(texts[column])) {
                texts[column] = value;
                bytes[column] = value.getBytes(StandardCharsets.UTF_8);
            }
            batch.text(column, bytes[column], 0, bytes[column].length);
        }
        return next();
    }

    @Override
    public RowWriter decimal(@Nullable BigDecimal value) {
        if (value != null) {
            batch.decimal(column, value);
        }
        return next();
    }

    @Override
    public RowWriter integer(@Nullable Long value) {
        if (value != null) {
            batch.number(column, value);
        }
        return next();
    }

    @Override
    public RowWriter flag(boolean value) {
        batch.number(column, value ? 1 : 0);
        return next();
    }

    @Override
    public RowWriter instant(@Nullable Instant value) {
        if (value != null) {
            batch.number(column, ChronoUnit.MICROS.between(Instant.EPOCH, value));
        }
        return next();
    }

    private RowWriter next() {
        column++;
        return this;
    }
}
