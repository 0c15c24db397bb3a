package dev.outlay.connect.arrow;

import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/// Some rows, filled one after the other and then read by a database.
///
/// Memory outside of the heap holds them: it is kept by [#clear], for the rows that come next, and given back by
/// [#close]. A batch is full at [#MOST_ROWS] or at [#MOST_BYTES] of text, a row of at most 1 MiB more. One thread
/// at a time may use it; a database may read it from any, once it is filled.
public final class Batch implements AutoCloseable {

    /// Ten times what DuckDB works on at once, and a sixth of what it keeps together.
    public static final int MOST_ROWS = 20_480;

    /// The text a batch holds at most, in bytes.
    public static final long MOST_BYTES = 16L << 20;

    private static final int SCALE = 18;

    private final List<Column> columns;
    private int rows;
    private long size;

    /// An empty batch whose rows have these columns.
    public Batch(List<ColumnKind> columns) {
        this.columns = columns.stream().map(Column::of).toList();
    }

    public int rows() {
        return rows;
    }

    public boolean isFull() {
        return rows == MOST_ROWS || size >= MOST_BYTES;
    }

    /// Says a text of the row that is being filled, of valid UTF-8. A column of which nothing is said has no value.
    public void text(int column, byte[] bytes, int from, int length) {
        ((TextColumn) columns.get(column)).write(rows, bytes, from, length);
        size += length;
    }

    /// Says a text of a row that was filled before.
    public void text(int row, int column, byte[] bytes, int from, int length) {
        ((TextColumn) columns.get(column)).write(row, bytes, from, length);
        size += length;
    }

    /// Says a whole number, or an instant in microseconds since 1970.
    public void number(int column, long value) {
        ((FixedColumn) columns.get(column)).write(rows, value);
    }

    /// Says a decimal. Throws [ArithmeticException] on one of more than 18 fractional digits.
    public void decimal(int column, BigDecimal value) {
        BigInteger units = value.setScale(SCALE).unscaledValue();
        long lower = units.longValue();
        long upper = units.bitLength() < Long.SIZE
                ? lower >> (Long.SIZE - 1)
                : units.shiftRight(Long.SIZE).longValue();
        decimal(column, lower, upper);
    }

    /// Says a decimal by how often it holds a unit of the 18th fractional digit: the lower and the upper half of
    /// that number in two's complement.
    public void decimal(int column, long lower, long upper) {
        ((FixedColumn) columns.get(column)).write(rows, lower, upper);
    }

    /// Ends the row that is being filled.
    public void endRow() {
        rows++;
    }

    /// Takes all rows out, so that others may be filled in.
    public void clear() {
        rows = 0;
        size = 0;
        columns.forEach(Column::clear);
    }

    /// Every column as an array, with all rows.
    List<MemorySegment> arrays(Structures structures) {
        columns.forEach(column -> column.leaveOut(rows));
        return columns.stream()
                .map(column -> structures.array(rows, column.absent(), column.buffers(), List.of()))
                .toList();
    }

    @Override
    public void close() {
        columns.forEach(Column::close);
    }
}
