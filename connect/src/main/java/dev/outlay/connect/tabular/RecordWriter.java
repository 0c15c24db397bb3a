package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.arrow.ColumnKind;
import java.nio.charset.StandardCharsets;

/// Writes good records into batches in the form that every chunk has: line, whether the id was met before, the
/// format's fields that the file has, what the tags say, then the key of the content, and last what was read of the
/// fields already. The key is left to be said later: here the content is written. Not thread-safe.
final class RecordWriter {

    private static final int LINE = 0;
    private static final int AGAIN = 1;
    private static final int NUMBERS = 2;

    private final int[] positions;
    private final int[] columns;
    private final int tagColumn;
    private final int keyColumn;
    private final ColumnKind[] kinds;
    private final int[] readColumns;

    /// `positions` are the places of the format's fields in a record, -1 for one that the file lacks.
    RecordWriter(TableFormat format, int[] positions) {
        this.positions = positions;
        this.columns = new int[positions.length];
        int present = NUMBERS;
        for (int field = 0; field < positions.length; field++) {
            columns[field] = positions[field] < 0 ? -1 : present++;
        }
        this.tagColumn = present;
        this.kinds = format.plainColumns().stream().map(Column::kind).toArray(ColumnKind[]::new);
        this.readColumns = new int[positions.length];
        this.keyColumn = present + format.tagFields().size();
        int read = keyColumn + 1;
        for (int field = 0; field < positions.length; field++) {
            readColumns[field] = positions[field] < 0 || kinds[field] == ColumnKind.TEXT ? -1 : read++;
        }
    }

    /// The column of the key.
    int keyColumn() {
        return keyColumn;
    }

    /// Writes the scanner's record as the next row, and what its key is made of.
    void write(RecordScanner record, long line, boolean again, TagCells.Cells tags, Batch batch, Contents contents) {
        // a record at most doubles, when every byte of it is a quote
        int most = 2 * (record.end() - record.start()) + 3 * positions.length + tags.content().length;
        byte[] content = contents.holding(most);
        int at = contents.size();
        for (int field = 0; field < positions.length; field++) {
            content[at++] = ',';
            int position = positions[field];
            if (position >= 0 && !record.isAbsent(position)) {
                at = record.write(position, content, at);
                write(record, position, columns[field], batch);
                read(record, position, kinds[field], readColumns[field], batch);
            }
        }
        System.arraycopy(tags.content(), 0, content, at, tags.content().length);
        contents.end(at + tags.content().length);
        int column = tagColumn;
        for (byte[] text : tags.texts()) {
            if (text.length > 0) {
                batch.text(column, text, 0, text.length);
            }
            column++;
        }
        batch.number(LINE, line);
        batch.number(AGAIN, again ? 1 : 0);
        batch.endRow();
    }

    private static void read(RecordScanner record, int position, ColumnKind kind, int column, Batch batch) {
        if (kind == ColumnKind.DECIMAL) {
            ValueReader.decimal(record.bytes(), record.from(position), record.to(position), batch, column);
        } else if (kind == ColumnKind.INSTANT) {
            ValueReader.instant(record.bytes(), record.from(position), record.to(position), batch, column);
        }
    }

    private static void write(RecordScanner record, int position, int column, Batch batch) {
        if (record.isVerbatim(position)) {
            int from = record.from(position);
            batch.text(column, record.bytes(), from, record.to(position) - from);
            return;
        }
        byte[] text = record.text(position).getBytes(StandardCharsets.UTF_8);
        batch.text(column, text, 0, text.length);
    }
}
