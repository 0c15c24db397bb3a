package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A piece of a table of text, cut into a file that DuckDB reads.
///
/// The file holds `records` lines of comma-separated text without a header: the line in the document, 1 where an id
/// that the document names was met before (else 0), then `fields`, an empty one being no value, and a key made of the
/// content. `mapping` is a select over the view `record` of these columns; it gives the id, line, key, `again`, the
/// content of `table`, and `wrong`, `problem_column`, `problem_value`, `problem`, all null where the row is good.
/// `refusals` are the lines that were no records at all. Immutable and thread-safe.
public record Chunk(
        FactTable table,
        String source,
        String document,
        Path file,
        List<String> fields,
        String mapping,
        long records,
        List<Refusal> refusals,
        Instant readAt) {

    public Chunk {
        fields = List.copyOf(fields);
        refusals = List.copyOf(refusals);
    }
}
