package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.BatchSupply;
import dev.outlay.connect.arrow.ColumnKind;
import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Some records of a table of text, which are read from memory while the file is.
///
/// Each row of the batches of `rows` has two numbers, which are the line in the document and 1 where an id that the
/// document names was met before (else 0), then the texts of `fields`, and last a key made of the content; of
/// `absentFields` no row says anything. `mapping` is a select over the view `record` of all of these columns; it
/// gives the id, line, key, `again`, the content of `table`, and `wrong`, `problem_column`, `problem_value`,
/// `problem`, all null where the row is good.
public record Chunk(
        FactTable table,
        String source,
        String document,
        List<String> fields,
        List<String> absentFields,
        String mapping,
        Instant readAt,
        Rows rows) {

    public Chunk {
        fields = List.copyOf(fields);
        absentFields = List.copyOf(absentFields);
    }

    /// The kinds of the columns of a batch whose rows have so many fields.
    public static List<ColumnKind> kinds(int fields) {
        List<ColumnKind> kinds = new ArrayList<>(List.of(ColumnKind.INTEGER, ColumnKind.INTEGER));
        // the fields and the key
        kinds.addAll(Collections.nCopies(fields + 1, ColumnKind.TEXT));
        return kinds;
    }

    /// The rows of a chunk, given once. What was given has to be given back before the next chunk comes.
    public interface Rows extends BatchSupply {

        /// How many rows were given so far.
        long count();

        /// The lines met so far that are no records at all.
        List<Refusal> refusals();
    }

    /// How a table is cut: a chunk has at most so many batches, and the memory holds at most so many of them. A
    /// database that reads on several threads keeps a batch on each of them while it waits for another.
    public record Cut(int batches, int inMemory) {

        public Cut {
            if (batches < 1 || inMemory < 2) {
                throw new IllegalArgumentException(
                        "no table is cut into " + batches + " batches with " + inMemory + " in memory");
            }
        }
    }
}
