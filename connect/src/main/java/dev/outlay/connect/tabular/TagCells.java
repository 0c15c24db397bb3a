package dev.outlay.connect.tabular;

import dev.outlay.connect.sql.FlatJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a field of tags into the texts of a row: the tags in one form, then the promoted ones.
///
/// Bills say the same tags over and over, so the cells of those met lately are kept. Not thread-safe.
final class TagCells {

    private static final byte[] ABSENT = new byte[0];
    private static final int SLOTS = 1 << 12;

    /// What a table without tags has.
    static final Cells NONE = new Cells(new byte[0], new byte[0], List.of());

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
        String all = FlatJson.text(tags);
        List<byte[]> texts = new ArrayList<>(List.of(bytes(all)));
        for (TagColumn.Promoted promoted : column.promoted()) {
            texts.add(promoted.keys().stream()
                    .filter(tags::containsKey)
                    .findFirst()
                    .map(key -> bytes(tags.get(key)))
                    .orElse(ABSENT));
        }
        String content = all == null ? "," : ",\"" + all.replace("\"", "\"\"") + "\"";
        return new Cells(said, bytes(content), texts);
    }

    private static byte[] bytes(@Nullable String text) {
        return text == null ? ABSENT : text.getBytes(StandardCharsets.UTF_8);
    }

    /// The texts of some tags, empty where absent. `content` says all of them as a cell of comma-separated text,
    /// with the comma before it.
    static final class Cells {

        private final byte[] said;
        private final byte[] content;
        private final List<byte[]> texts;

        private Cells(byte[] said, byte[] content, List<byte[]> texts) {
            this.said = said;
            this.content = content;
            this.texts = texts;
        }

        byte[] content() {
            return content;
        }

        List<byte[]> texts() {
            return texts;
        }
    }
}
