package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Batches as an `ArrowArrayStream`, which a database reads by the address of it.
///
/// It gives the batches of one supply, once, and those of another after each [#begin] to whoever is told of it then.
/// The stream stays as it is until the database no longer knows it; [#close] gives back the stream's memory, not that
/// of the batches. A database may read it from any thread.
public final class BatchStream implements AutoCloseable {

    private static final BatchSupply NOTHING = new BatchSupply() {
        @Override
        public @Nullable Batch next() {
            return null;
        }

        @Override
        public void giveBack(Batch batch) {}
    };

    // what a callback answers where all went well
    private static final int WELL = 0;

    private final Arena arena = Arena.ofShared();
    private final Structures structures;
    private final MemorySegment schema;
    private final MemorySegment stream;
    private final MemorySegment release;
    // what a database has at this moment, by the number that its structure carries
    private final Map<Long, Batch> given = new ConcurrentHashMap<>();
    private BatchSupply supply = NOTHING;
    private long count;

    /// A stream of batches whose rows have these columns, each with its name.
    public BatchStream(List<String> names, List<ColumnKind> kinds) {
        var callbacks = new Callbacks(this, arena);
        release = callbacks.releaseStream();
        structures = new Structures(arena, callbacks.releaseSchema(), callbacks.releaseArray());
        List<MemorySegment> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(structures.schema(kinds.get(i).format(), names.get(i), List.of()));
        }
        schema = structures.schema("+s", "", columns);
        stream = structures.stream(callbacks.giveSchema(), callbacks.giveNext(), callbacks.lastError());
        stream.set(ADDRESS, Structures.STREAM_RELEASE, release);
    }

    private MemorySegment array(Batch batch) {
        long number = ++count;
        given.put(number, batch);
        MemorySegment array = structures.array(batch.rows(), 0, List.of(MemorySegment.NULL), batch.arrays(structures));
        array.set(JAVA_LONG, Structures.ARRAY_PRIVATE, number);
        return array;
    }

    /// Where the stream stands in memory.
    public long address() {
        return stream.address();
    }

    /// Begins with the first batch of a supply: due before each time that the stream is shown to a database.
    public void begin(BatchSupply batches) {
        supply = batches;
        stream.set(ADDRESS, Structures.STREAM_RELEASE, release);
    }

    /// What a database calls, in the order of the structure. A structure that is given is the receiver's own copy,
    /// and marked as released by itself alone: what it points to stays until [#close].
    int giveSchema(MemorySegment self, MemorySegment out) {
        out.reinterpret(Structures.SCHEMA_BYTES).copyFrom(schema);
        return WELL;
    }

    synchronized int giveNext(MemorySegment self, MemorySegment out) {
        MemorySegment array = out.reinterpret(Structures.ARRAY_BYTES);
        Batch batch = supply.next();
        if (batch == null) {
            // a structure that is released already is the end
            array.set(ADDRESS, Structures.ARRAY_RELEASE, MemorySegment.NULL);
        } else {
            array.copyFrom(array(batch));
        }
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

    void releaseArray(MemorySegment array) {
        long number = array.reinterpret(Structures.ARRAY_BYTES).get(JAVA_LONG, Structures.ARRAY_PRIVATE);
        released(array, Structures.ARRAY_RELEASE);
        Batch batch = given.remove(number);
        // a part of a batch that a database took out of it is none
        if (batch != null) {
            supply.giveBack(batch);
        }
    }

    private static void released(MemorySegment structure, long release) {
        structure.reinterpret(release + ADDRESS.byteSize()).set(ADDRESS, release, MemorySegment.NULL);
    }

    @Override
    public void close() {
        arena.close();
    }
}
