package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Batches as an `ArrowArrayStream`, which a database reads by the address of it.
///
/// It gives the batches once, and once more after each [#rewind] to whoever is told of it then. The columns have
/// the names that were given: those of the two numbers, then those of the texts. Batches and stream stay as they
/// are until the database has read them and no longer knows the stream; [#close] gives back the stream's memory,
/// not that of the batches. A database may read it from any thread.
public final class BatchStream implements AutoCloseable {

    // what a callback answers where all went well
    private static final int WELL = 0;

    private final Arena arena = Arena.ofShared();
    private final Structures structures;
    private final MemorySegment schema;
    private final List<MemorySegment> arrays;
    private final MemorySegment stream;
    private final MemorySegment release;
    private int next;

    /// A stream of `batches`, each with as many texts as there are names besides the first two.
    public BatchStream(List<String> names, List<Batch> batches) {
        var callbacks = new Callbacks(this, arena);
        release = callbacks.releaseStream();
        structures = new Structures(arena, callbacks.releaseSchema(), callbacks.releaseArray());
        schema = structures.schema("+s", "", columns(names));
        arrays = batches.stream().map(this::array).toList();
        stream = structures.stream(callbacks.giveSchema(), callbacks.giveNext(), callbacks.lastError());
        rewind();
    }

    private List<MemorySegment> columns(List<String> names) {
        List<MemorySegment> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(structures.schema(columns.size() < Batch.NUMBERS ? "l" : "u", name, List.of()));
        }
        return columns;
    }

    private MemorySegment array(Batch batch) {
        int rows = batch.rows();
        Stream<MemorySegment> numbers = Stream.of(batch.numbers(0), batch.numbers(1))
                .map(column -> structures.array(rows, 0, List.of(MemorySegment.NULL, column), List.of()));
        Stream<MemorySegment> texts = batch.texts().stream()
                .map(column -> structures.array(rows, column.absent(), column.buffers(), List.of()));
        return structures.array(
                rows,
                0,
                List.of(MemorySegment.NULL),
                Stream.concat(numbers, texts).toList());
    }

    /// Where the stream stands in memory.
    public long address() {
        return stream.address();
    }

    /// Begins again with the first batch: due before each time that the stream is shown to a database.
    public synchronized void rewind() {
        next = 0;
        stream.set(ADDRESS, Structures.STREAM_RELEASE, release);
    }

    /// What a database calls, in the order of the structure. A structure that is given is the receiver's own copy,
    /// and marked as released by itself alone: what it points to stays until [#close].
    synchronized int giveSchema(MemorySegment self, MemorySegment out) {
        out.reinterpret(Structures.SCHEMA_BYTES).copyFrom(schema);
        return WELL;
    }

    synchronized int giveNext(MemorySegment self, MemorySegment out) {
        MemorySegment array = out.reinterpret(Structures.ARRAY_BYTES);
        if (next == arrays.size()) {
            // a structure that is released already is the end
            array.set(ADDRESS, Structures.ARRAY_RELEASE, MemorySegment.NULL);
            return WELL;
        }
        array.copyFrom(arrays.get(next++));
        return WELL;
    }

    MemorySegment lastError(MemorySegment self) {
        return MemorySegment.NULL;
    }

    void releaseStream(MemorySegment self) {
        released(self, Structures.STREAM_RELEASE);
    }

    void releaseSchema(MemorySegment given) {
        released(given, Structures.SCHEMA_RELEASE);
    }

    void releaseArray(MemorySegment given) {
        released(given, Structures.ARRAY_RELEASE);
    }

    private static void released(MemorySegment structure, long release) {
        structure.reinterpret(release + ADDRESS.byteSize()).set(ADDRESS, release, MemorySegment.NULL);
    }

    @Override
    public void close() {
        arena.close();
    }
}
