package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Numbers of 64 or 128 bits. Not thread-safe.
final class FixedColumn extends Column {

    private final int width;
    private final Buffer values;

    FixedColumn(int width) {
        this.width = width;
        this.values = new Buffer((long) width * FIRST_ROWS, null);
    }

    void write(int row, long value) {
        reach(row);
        values.holding((long) width * (row + 1)).setAtIndex(JAVA_LONG, row, value);
    }

    /// Writes the lower and the upper half of a number in two's complement.
    void write(int row, long lower, long upper) {
        reach(row);
        MemorySegment memory = values.holding((long) width * (row + 1));
        memory.setAtIndex(JAVA_LONG, 2L * row, lower);
        memory.setAtIndex(JAVA_LONG, 2L * row + 1, upper);
    }

    @Override
    List<MemorySegment> buffers() {
        return List.of(present(), values.holding((long) width * Math.max(1, rows())));
    }

    @Override
    void leftOut(int row) {
        // what stands there is not looked at
    }

    @Override
    public void close() {
        super.close();
        values.close();
    }
}
