package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Refusal;
import java.time.Instant;
import java.util.List;

/// Some records of a table of text, in memory.
///
/// Each row of `batches` has two numbers, which are the line in the document and 1 where an id that the document
/// names was met before (else 0), then the texts of `fields`, and last a key made of the content; of `absentFields`
/// no row says anything. `mapping` is a select over the view `record` of all of these columns; it gives the id,
/// line, key, `again`, the content of `table`, and `wrong`, `problem_column`, `problem_value`, `problem`, all null
/// where the row is good. `refusals` are the lines that were no records at all. The batches are the reader's again
/// once the chunk is taken.
public record Chunk(
        FactTable table,
        String source,
        String document,
        List<Batch> batches,
        List<String> fields,
        List<String> absentFields,
        String mapping,
        List<Refusal> refusals,
        Instant readAt) {

    public Chunk {
        batches = List.copyOf(batches);
        fields = List.copyOf(fields);
        absentFields = List.copyOf(absentFields);
        refusals = List.copyOf(refusals);
    }

    long records() {
        return batches.stream().mapToLong(Batch::rows).sum();
    }
}
