package dev.outlay.connect.arrow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory outside of the heap that grows, and stays as large when it is filled again. Not thread-safe.
final class Buffer implements AutoCloseable {

    private static final long ALIGNMENT = 64;

    private final byte fill;
    private Arena arena = Arena.ofShared();
    private MemorySegment memory;

    /// `bytes` to begin with; every byte is `fill` until it is written.
    Buffer(long bytes, int fill) {
        this.fill = (byte) fill;
        this.memory = arena.allocate(bytes, ALIGNMENT);
        refill();
    }

    MemorySegment memory() {
        return memory;
    }

    /// The memory, after it has grown to hold so many bytes.
    MemorySegment holding(long bytes) {
        if (bytes > memory.byteSize()) {
            Arena larger = Arena.ofShared();
            MemorySegment grown = larger.allocate(Math.max(bytes, memory.byteSize() * 3 / 2), ALIGNMENT);
            grown.asSlice(memory.byteSize()).fill(fill);
            grown.copyFrom(memory);
            arena.close();
            arena = larger;
            memory = grown;
        }
        return memory;
    }

    void refill() {
        memory.fill(fill);
    }

    @Override
    public void close() {
        arena.close();
    }
}
