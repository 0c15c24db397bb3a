package dev.outlay.connect.duckdb;

import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/// A reading of a table of text that a DuckDB ledger loads without a detour through facts.
///
/// Any other ledger gets the same facts, by the same mapping, from [#forEach].
public interface TableReading extends Reading {

    /// Cuts the table into chunks and hands over one after the other, the same at each reading with the same cut;
    /// `folder` is for files that are needed on the way.
    void forEachChunk(Path folder, Chunk.Cut cut, Taker taker) throws SourceException, SQLException;

    @Override
    default boolean isLoadedWhole() {
        return true;
    }

    @Override
    default void forEach(Consumer<Fact> consumer) throws SourceException {
        ChunkFacts.forEach(this, consumer);
    }

    /// Takes chunks, each with all of its rows.
    interface Taker {
        void take(Chunk chunk) throws SQLException;
    }
}
