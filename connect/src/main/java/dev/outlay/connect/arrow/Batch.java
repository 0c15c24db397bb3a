package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Some rows of two numbers and any count of texts, filled one after the other and then read by a database.
///
/// Memory outside of the heap holds them: it is kept by [#clear], for the rows that come next, and given back by
/// [#close]. A batch is full at [#MOST_ROWS] or at [#MOST_BYTES] of text, a row of at most 1 MiB more. One thread
/// at a time may use it; a database may read it from any, once it is filled.
public final class Batch implements AutoCloseable {

    /// Ten times what DuckDB works on at once, and a sixth of what it keeps together.
    public static final int MOST_ROWS = 20_480;

    /// The text a batch holds at most, in bytes.
    public static final long MOST_BYTES = 16L << 20;

    /// The count of numbers in each row.
    static final int NUMBERS = 2;

    private final Buffer numbers = new Buffer(8L * NUMBERS * MOST_ROWS, null);
    private final List<TextColumn> texts = new ArrayList<>();
    private int rows;
    private long size;

    /// An empty batch with so many texts in each row.
    public Batch(int texts) {
        for (int i = 0; i < texts; i++) {
            this.texts.add(new TextColumn());
        }
    }

    public int rows() {
        return rows;
    }

    public boolean isFull() {
        return rows == MOST_ROWS || size >= MOST_BYTES;
    }

    /// Says a text of the row that is being filled, of valid UTF-8. One that is not said is absent.
    public void text(int column, byte[] bytes, int from, int length) {
        texts.get(column).write(rows, bytes, from, length);
        size += length;
    }

    /// Ends the row that is being filled.
    public void endRow(long first, long second) {
        numbers.memory().setAtIndex(JAVA_LONG, rows, first);
        numbers.memory().setAtIndex(JAVA_LONG, (long) MOST_ROWS + rows, second);
        rows++;
    }

    /// Takes all rows out, so that others may be filled in.
    public void clear() {
        rows = 0;
        size = 0;
        texts.forEach(TextColumn::clear);
    }

    MemorySegment numbers(int column) {
        return numbers.memory().asSlice(8L * MOST_ROWS * column);
    }

    List<TextColumn> texts() {
        texts.forEach(column -> column.leaveOut(rows));
        return texts;
    }

    @Override
    public void close() {
        numbers.close();
        texts.forEach(TextColumn::close);
    }
}
