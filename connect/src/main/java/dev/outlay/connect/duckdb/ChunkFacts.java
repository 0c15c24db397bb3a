package dev.outlay.connect.duckdb;

import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;

/// Streams the facts of a table of text out of a private database, for ledgers that are not DuckDB.
final class ChunkFacts {

    private static final Comparator<Fact> BY_LINE =
            Comparator.comparing(fact -> fact.origin().line(), Comparator.nullsFirst(Comparator.<Long>naturalOrder()));

    private ChunkFacts() {}

    static void forEach(TableReading reading, Consumer<Fact> consumer) throws SourceException {
        try (WorkFolder folder = WorkFolder.temporary();
                DuckDBConnection connection = DuckDb.inMemory(folder.path(), DuckDbSettings.defaults())) {
            reading.forEachChunk(folder.path(), HeldRows.CUT, chunk -> {
                Deque<Refusal> refusals;
                try (var rows = new HeldRows(chunk.rows());
                        var view = new ChunkView(connection, chunk)) {
                    refusals = new ArrayDeque<>(chunk.rows().refusals());
                    view.show(rows.supply());
                    view.facts("mapped", fact -> {
                        while (!refusals.isEmpty() && BY_LINE.compare(refusals.element(), fact) < 0) {
                            consumer.accept(refusals.remove());
                        }
                        consumer.accept(fact);
                    });
                }
                refusals.forEach(consumer);
            });
        } catch (IOException e) {
            throw SourceException.outsideFailed("no temporary folder can be made: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw SourceException.outsideFailed("the private database for reading failed: " + e.getMessage(), e);
        }
    }
}
