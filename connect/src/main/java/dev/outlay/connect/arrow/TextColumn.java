package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Texts in UTF-8, one after the other, with the place where each ends. Not thread-safe.
final class TextColumn extends Column {

    private final Buffer ends = new Buffer(4 * FIRST_ROWS, (byte) 0);
    private final Buffer texts = new Buffer(8 * FIRST_ROWS, null);
    private int size;

    void write(int row, byte[] bytes, int from, int length) {
        reach(row);
        MemorySegment.copy(bytes, from, texts.holding(size + length), JAVA_BYTE, size, length);
        size += length;
        end(row);
    }

    @Override
    List<MemorySegment> buffers() {
        return List.of(present(), ends.holding(4L * rows() + 4), texts.memory());
    }

    @Override
    void leftOut(int row) {
        end(row);
    }

    private void end(int row) {
        ends.holding(4L * row + 8).setAtIndex(JAVA_INT, row + 1, size);
    }

    @Override
    void clear() {
        super.clear();
        size = 0;
    }

    @Override
    public void close() {
        super.close();
        ends.close();
        texts.close();
    }
}
