package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Texts in UTF-8, one after the other, with the place where each ends and a bit for each that is there.
///
/// A row that is not written has no text: it is made up for when a later one is, or at the end. Not thread-safe.
final class TextColumn implements AutoCloseable {

    private static final int FIRST_ROWS = 1 << 10;

    private final Buffer present = new Buffer(FIRST_ROWS / 8, (byte) 0xff);
    private final Buffer ends = new Buffer(4 * FIRST_ROWS, (byte) 0);
    private final Buffer texts = new Buffer(8 * FIRST_ROWS, null);
    private int rows;
    private int size;
    private long absent;

    void write(int row, byte[] bytes, int from, int length) {
        if (rows < row) {
            leaveOut(row);
        }
        MemorySegment.copy(bytes, from, texts.holding(size + length), JAVA_BYTE, size, length);
        size += length;
        rows++;
        ends.holding(4L * rows + 4).setAtIndex(JAVA_INT, rows, size);
    }

    /// Says of all rows before `row` that are not written that they have no text.
    void leaveOut(int row) {
        MemorySegment bits = present.holding(row / 8 + 1);
        MemorySegment offsets = ends.holding(4L * row + 4);
        for (; rows < row; rows++) {
            bits.set(JAVA_BYTE, rows / 8, (byte) (bits.get(JAVA_BYTE, rows / 8) & ~(1 << rows % 8)));
            offsets.setAtIndex(JAVA_INT, rows + 1, size);
            absent++;
        }
    }

    long absent() {
        return absent;
    }

    /// The buffers of an Arrow array of the format `u`.
    List<MemorySegment> buffers() {
        return List.of(present.holding(rows / 8 + 1), ends.holding(4L * rows + 4), texts.memory());
    }

    void clear() {
        present.refill();
        rows = 0;
        size = 0;
        absent = 0;
    }

    @Override
    public void close() {
        present.close();
        ends.close();
        texts.close();
    }
}
