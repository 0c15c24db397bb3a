package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.arrow.BatchSupply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rows of a chunk, held so that they can be read more than once; [#close] gives them back. One reading at a
/// time.
final class HeldRows implements AutoCloseable {

    /// How a table is cut whose chunks are held: as many rows as DuckDB keeps together, and as many on their way.
    static final Chunk.Cut CUT = new Chunk.Cut(6, 12);

    private final Chunk.Rows rows;
    private final List<Batch> batches = new ArrayList<>();

    HeldRows(Chunk.Rows rows) {
        this.rows = rows;
        for (Batch next = rows.next(); next != null; next = rows.next()) {
            batches.add(next);
        }
    }

    /// The rows from the first one.
    BatchSupply supply() {
        return new BatchSupply() {

            private int next;

            @Override
            public @Nullable Batch next() {
                return next == batches.size() ? null : batches.get(next++);
            }

            @Override
            public void giveBack(Batch batch) {
                // it may be asked for again
            }
        };
    }

    @Override
    public void close() {
        batches.forEach(rows::giveBack);
    }
}
