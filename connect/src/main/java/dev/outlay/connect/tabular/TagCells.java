package dev.outlay.connect.tabular;

import dev.outlay.connect.sql.FlatJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a field of tags into the cells of a chunk: the tags in one form, then the promoted ones.
///
/// Bills say the same tags over and over, so the cells of those met lately are kept. Not thread-safe.
final class TagCells {

    private static final int SLOTS = 1 << 12;

    private final TagColumn column;
    private final byte[] absent;
    private final @Nullable Known[] known = new Known[SLOTS];

    TagCells(TagColumn column) {
        this.column = column;
        this.absent = render(Map.of());
    }

    /// The cells of a field, each with the comma before it. Throws [IllegalArgumentException] with the reason where the
    /// field holds no tags.
    byte[] of(RecordScanner record, int field) {
        if (field < 0) {
            return absent;
        }
        byte[] bytes = record.bytes();
        int from = record.from(field);
        int to = record.to(field);
        if (Field.isAbsent(bytes, from, to)) {
            return absent;
        }
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        Known before = known[slot];
        if (before != null && Arrays.equals(before.said, 0, before.said.length, bytes, from, to)) {
            return before.cells;
        }
        byte[] cells = render(FlatJson.parse(record.text(field), column.nested()));
        known[slot] = new Known(Arrays.copyOfRange(bytes, from, to), cells);
        return cells;
    }

    private byte[] render(Map<String, String> tags) {
        var cells = new ByteArrayOutputStream();
        cell(FlatJson.text(tags), cells);
        for (TagColumn.Promoted promoted : column.promoted()) {
            cell(
                    promoted.keys().stream()
                            .filter(tags::containsKey)
                            .findFirst()
                            .map(tags::get)
                            .orElse(null),
                    cells);
        }
        return cells.toByteArray();
    }

    private static void cell(@Nullable String value, ByteArrayOutputStream cells) {
        cells.write(',');
        if (value != null) {
            cells.writeBytes(("\"" + value.replace("\"", "\"\"") + "\"").getBytes(StandardCharsets.UTF_8));
        }
    }

    // a class, because a record should not hold arrays
    private static final class Known {

        private final byte[] said;
        private final byte[] cells;

        Known(byte[] said, byte[] cells) {
            this.said = said;
            this.cells = cells;
        }
    }
}
