package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells records that can be loaded from those that cannot, and writes the good ones into batches. What their
/// values mean is judged later, by the mapping. Not thread-safe.
final class RecordJudge {

    private final TableFormat format;
    private final String document;
    private final Instant readAt;
    private final Header header;
    private final int identity;
    private final int tags;
    // of lines that are no records
    private final RecordKey keys = new RecordKey();
    private final RecordWriter writer;
    private final Occurrences identities = new Occurrences();
    private final @Nullable TagCells tagCells;

    RecordJudge(TableSource.Table table, Header header) {
        this.format = table.format();
        this.document = table.document();
        this.readAt = table.readAt();
        this.header = header;
        TagColumn tagColumn = format.tags();
        this.tagCells = tagColumn == null ? null : new TagCells(tagColumn);
        this.identity = header.position(format.indexOf(format.identity()));
        this.tags = header.position(format.tagIndex());
        this.writer = new RecordWriter(format, header.positionsWithout(format.tagIndex()));
    }

    /// The column of a batch in which the keys of its records stand.
    int keyColumn() {
        return writer.keyColumn();
    }

    /// Writes a record into a batch, and what its key is made of; null where it was written, its refusal where it
    /// is none.
    @Nullable
    Refusal take(RecordScanner record, long line, Batch batch, Contents contents) {
        String problem = problem(record);
        if (problem != null) {
            String text =
                    new String(record.bytes(), record.start(), record.end() - record.start(), StandardCharsets.UTF_8);
            return new Refusal(origin(record, line), readAt, null, text, problem);
        }
        TagCells.Cells cells;
        try {
            cells = tagCells == null ? TagCells.NONE : tagCells.of(record, tags);
        } catch (IllegalArgumentException e) {
            return new Refusal(
                    origin(record, line),
                    readAt,
                    header.names().get(tags),
                    record.text(tags),
                    "tags are " + (format.tags() != null && format.tags().nested() ? "a" : "a flat")
                            + " JSON object such as {\"team\": \"vision\"}: " + e.getMessage());
        }
        writer.write(record, line, metBefore(record), cells, batch, contents);
        return null;
    }

    private @Nullable String problem(RecordScanner record) {
        String problem = record.problem();
        int expected = header.names().size();
        if (problem != null || record.fields() == expected) {
            return problem;
        }
        return "the line has " + record.fields() + (record.fields() == 1 ? " field" : " fields")
                + " where the header names " + expected
                + (record.fields() < expected ? ": it may be cut off" : ": a value with a comma needs quotes");
    }

    private Origin origin(RecordScanner record, long line) {
        byte[] key = new byte[RecordKey.LONGEST];
        int length = keys.write(record.bytes(), record.start(), record.end(), key, 0);
        String id = "refused/" + format.source() + "/" + new String(key, 0, length, StandardCharsets.US_ASCII);
        return new Origin(id, document, line);
    }

    private boolean metBefore(RecordScanner record) {
        if (identity < 0 || record.isAbsent(identity)) {
            return false;
        }
        // FNV-1a over 64 bits: an accidental agreement only sends a row the longer way
        long hash = 0xcbf29ce484222325L;
        for (byte character : record.text(identity).strip().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ character) * 0x100000001b3L;
        }
        return identities.met(hash) > 0;
    }
}
