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

    /// What a table without tags has.
    static final Cells NONE = new Cells(new byte[0], new byte[0], 0);

    private final TagColumn column;
    private final Cells absent;
    private final @Nullable Cells[] known = new Cells[SLOTS];

    TagCells(TagColumn column) {
        this.column = column;
        this.absent = render(new byte[0], Map.of());
    }

    /// The cells of a field. Throws [IllegalArgumentException] with the reason where the field holds no tags.
    Cells of(RecordScanner record, int field) {
        if (field < 0 || record.isAbsent(field)) {
            return absent;
        }
        byte[] bytes = record.bytes();
        int from = record.from(field);
        int to = record.to(field);
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        Cells before = known[slot];
        if (before != null && Arrays.equals(before.said, 0, before.said.length, bytes, from, to)) {
            return before;
        }
        Cells cells = render(Arrays.copyOfRange(bytes, from, to), FlatJson.parse(record.text(field), column.nested()));
        known[slot] = cells;
        return cells;
    }

    private Cells render(byte[] said, Map<String, String> tags) {
        var cells = new ByteArrayOutputStream();
        cell(FlatJson.text(tags), cells);
        int content = cells.size();
        for (TagColumn.Promoted promoted : column.promoted()) {
            cell(
                    promoted.keys().stream()
                            .filter(tags::containsKey)
                            .findFirst()
                            .map(tags::get)
                            .orElse(null),
                    cells);
        }
        return new Cells(said, cells.toByteArray(), content);
    }

    private static void cell(@Nullable String value, ByteArrayOutputStream cells) {
        cells.write(',');
        if (value != null) {
            cells.writeBytes(("\"" + value.replace("\"", "\"\"") + "\"").getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The cells of some tags, each with the comma before it; of their bytes, `content` say the tags, and the rest
    /// repeats some of them.
    static final class Cells {

        private final byte[] said;
        private final byte[] bytes;
        private final int content;

        private Cells(byte[] said, byte[] bytes, int content) {
            this.said = said;
            this.bytes = bytes;
            this.content = content;
        }

        byte[] bytes() {
            return bytes;
        }

        int content() {
            return content;
        }
    }
}
