package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Memory outside of the heap that grows, and stays as large when it is filled again. Not thread-safe.
///
/// It comes from the C library, which neither clears it nor, for a large piece, copies it when it grows: clearing and
/// copying were a sixth of the time that a bill took to read.
final class Buffer implements AutoCloseable {

    private static final MethodHandle REALLOC = function("realloc", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(ADDRESS));

    private final @Nullable Byte fill;
    private MemorySegment memory = MemorySegment.NULL;

    /// `bytes` to begin with; every byte is `fill` until it is written, or anything where that is null.
    Buffer(long bytes, @Nullable Byte fill) {
        this.fill = fill;
        holding(bytes);
    }

    MemorySegment memory() {
        return memory;
    }

    /// The memory, after it has grown to hold so many bytes.
    MemorySegment holding(long bytes) {
        if (bytes > memory.byteSize()) {
            grow(Math.max(bytes, 2 * memory.byteSize()));
        }
        return memory;
    }

    void refill() {
        if (fill != null) {
            memory.fill(fill);
        }
    }

    private void grow(long bytes) {
        MemorySegment grown;
        try {
            grown = (MemorySegment) REALLOC.invokeExact(memory, bytes);
        } catch (Throwable e) {
            throw new IllegalStateException("the C library's realloc failed", e);
        }
        if (grown.equals(MemorySegment.NULL)) {
            throw new OutOfMemoryError("no " + bytes + " bytes outside of the heap are left for rows");
        }
        long before = memory.byteSize();
        memory = grown.reinterpret(bytes);
        if (fill != null) {
            memory.asSlice(before).fill(fill);
        }
    }

    @Override
    public void close() {
        try {
            FREE.invokeExact(memory);
        } catch (Throwable e) {
            throw new IllegalStateException("the C library's free failed", e);
        }
        memory = MemorySegment.NULL;
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
    }
}
