package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Writes the structures of the Arrow C data interface, field by field in the order of its specification
/// (<https://arrow.apache.org/docs/format/CDataInterface.html>). What they point to lives as long as the arena.
final class Structures {

    static final long SCHEMA_BYTES = 72;
    static final long SCHEMA_RELEASE = 56;
    static final long ARRAY_BYTES = 80;
    static final long ARRAY_RELEASE = 64;
    static final long ARRAY_PRIVATE = 72;
    static final long STREAM_BYTES = 40;
    static final long STREAM_RELEASE = 24;

    private static final long NULLABLE = 2;

    private final Arena arena;
    private final MemorySegment releaseSchema;
    private final MemorySegment releaseArray;

    Structures(Arena arena, MemorySegment releaseSchema, MemorySegment releaseArray) {
        this.arena = arena;
        this.releaseSchema = releaseSchema;
        this.releaseArray = releaseArray;
    }

    MemorySegment schema(String format, String name, List<MemorySegment> children) {
        MemorySegment schema = arena.allocate(SCHEMA_BYTES, 8);
        schema.set(ADDRESS, 0, arena.allocateFrom(format));
        schema.set(ADDRESS, 8, arena.allocateFrom(name));
        schema.set(JAVA_LONG, 24, NULLABLE);
        schema.set(JAVA_LONG, 32, children.size());
        schema.set(ADDRESS, 40, pointers(children));
        schema.set(ADDRESS, SCHEMA_RELEASE, releaseSchema);
        return schema;
    }

    MemorySegment array(long rows, long absent, List<MemorySegment> buffers, List<MemorySegment> children) {
        MemorySegment array = arena.allocate(ARRAY_BYTES, 8);
        array.set(JAVA_LONG, 0, rows);
        array.set(JAVA_LONG, 8, absent);
        array.set(JAVA_LONG, 24, buffers.size());
        array.set(JAVA_LONG, 32, children.size());
        array.set(ADDRESS, 40, pointers(buffers));
        array.set(ADDRESS, 48, pointers(children));
        array.set(ADDRESS, ARRAY_RELEASE, releaseArray);
        return array;
    }

    /// The release of a stream is set by whoever lets it be read.
    MemorySegment stream(MemorySegment giveSchema, MemorySegment giveNext, MemorySegment lastError) {
        MemorySegment stream = arena.allocate(STREAM_BYTES, 8);
        stream.set(ADDRESS, 0, giveSchema);
        stream.set(ADDRESS, 8, giveNext);
        stream.set(ADDRESS, 16, lastError);
        return stream;
    }

    private MemorySegment pointers(List<MemorySegment> to) {
        MemorySegment pointers = arena.allocate(Math.max(1, to.size()) * ADDRESS.byteSize(), 8);
        for (int i = 0; i < to.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, to.get(i));
        }
        return pointers;
    }
}
