package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/// Texts in UTF-8, one after the other, with the place where each ends. Not thread-safe.
final class TextColumn extends Column {

    private static final int SHORT = 64;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Buffer ends = new Buffer(4 * FIRST_ROWS, (byte) 0);
    private final Buffer texts = new Buffer(8 * FIRST_ROWS, null);
    private int size;

    void write(int row, byte[] bytes, int from, int length) {
        reach(row);
        MemorySegment memory = texts.holding(size + length + Long.BYTES);
        if (length <= SHORT && from + length + Long.BYTES <= bytes.length) {
            // a call that copies takes longer than this does; what is written too much is written over
            for (int i = 0; i < length; i += Long.BYTES) {
                memory.set(JAVA_LONG_UNALIGNED, size + i, (long) LONGS.get(bytes, from + i));
            }
        } else {
            MemorySegment.copy(bytes, from, memory, JAVA_BYTE, size, length);
        }
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
