package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.BatchSupply;
import dev.outlay.connect.arrow.ColumnKind;
import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Some records of a table of text, which are read from memory while the file is.
///
/// Each row of the batches of `rows` has two numbers, which are the line in the document and 1 where an id that the
/// document names was met before (else 0), then `fields` as [Fields] says; of `absentFields` no row says anything.
/// `mapping` is a select over the view `record` of all of these columns; it gives the id, line, key, `again`, the
/// content of `table`, and `wrong`, `problem_column`, `problem_value`, `problem`, all null where the row is good.
public record Chunk(
        FactTable table,
        String source,
        String document,
        Fields fields,
        Fields absentFields,
        String mapping,
        Instant readAt,
        Rows rows) {

    /// What a row says: first texts, last among them a key made of the content where the rows have one, then what
    /// was `read` of them already.
    ///
    /// A text whose value is a decimal or an instant and is written in the usual way has a second column by its
    /// name and `_read` with that value.
    public record Fields(List<String> texts, SequencedMap<String, ColumnKind> read) {

        public Fields {
            texts = List.copyOf(texts);
            read = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(read));
        }

        /// The columns of these fields in their order, each with its kind.
        public SequencedMap<String, ColumnKind> columns() {
            SequencedMap<String, ColumnKind> columns = new LinkedHashMap<>();
            texts.forEach(text -> columns.put(text, ColumnKind.TEXT));
            read.forEach((text, kind) -> columns.put(text + "_read", kind));
            return columns;
        }
    }

    /// The columns of every batch whose rows say these fields, in their order, each with its kind.
    public static SequencedMap<String, ColumnKind> columns(Fields fields) {
        SequencedMap<String, ColumnKind> columns = new LinkedHashMap<>();
        columns.put("line", ColumnKind.INTEGER);
        columns.put("again", ColumnKind.INTEGER);
        columns.putAll(fields.columns());
        return columns;
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
