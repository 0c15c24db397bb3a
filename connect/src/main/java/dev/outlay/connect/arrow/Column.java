package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Values one after the other, with a bit for each that is there.
///
/// A row that is not written has no value: it is made up for when a later one is, or at the end. Not thread-safe.
abstract sealed class Column implements AutoCloseable permits TextColumn, FixedColumn {

    static final int FIRST_ROWS = 1 << 10;

    private final Buffer present = new Buffer(FIRST_ROWS / 8, (byte) 0xff);
    private int rows;
    private long absent;

    static Column of(ColumnKind kind) {
        return switch (kind) {
            case TEXT -> new TextColumn();
            case INTEGER, INSTANT -> new FixedColumn(Long.BYTES);
            case DECIMAL -> new FixedColumn(2 * Long.BYTES);
        };
    }

    /// Makes up for the rows before `row`, which is written next.
    final void reach(int row) {
        leaveOut(row);
        rows++;
    }

    /// Says of all rows before `row` that are not written that they have no value.
    final void leaveOut(int row) {
        if (rows < row) {
            MemorySegment bits = present.holding(row / 8 + 1);
            for (; rows < row; rows++) {
                bits.set(JAVA_BYTE, rows / 8, (byte) (bits.get(JAVA_BYTE, rows / 8) & ~(1 << rows % 8)));
                absent++;
                leftOut(rows);
            }
        }
    }

    final int rows() {
        return rows;
    }

    final long absent() {
        return absent;
    }

    /// Which rows have a value, a bit each.
    final MemorySegment present() {
        return present.holding(rows / 8 + 1);
    }

    /// What an array of this column has in memory, once all rows are reached.
    abstract List<MemorySegment> buffers();

    /// A row has no value.
    abstract void leftOut(int row);

    void clear() {
        present.refill();
        rows = 0;
        absent = 0;
    }

    @Override
    public void close() {
        present.close();
    }
}
