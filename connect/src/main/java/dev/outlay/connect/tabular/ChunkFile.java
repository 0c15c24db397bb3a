package dev.outlay.connect.tabular;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes good records in the form that every chunk has: line, whether the id was met before, the format's fields in
/// the format's order, the cells of the tags, then the key of the content. Not thread-safe.
final class ChunkFile implements Closeable {

    private final Path file;
    private final int[] positions;
    private final RecordKey keys;
    private final OutputStream out;
    private byte[] buffer = new byte[1 << 20];
    private int filled;
    private long records;
    private long size;

    /// `positions` are the places of the fields in a record, -1 for one that the file lacks.
    ChunkFile(Path file, int[] positions, RecordKey keys) throws IOException {
        this.file = file;
        this.positions = positions;
        this.keys = keys;
        this.out = Files.newOutputStream(file);
    }

    Path file() {
        return file;
    }

    long records() {
        return records;
    }

    long size() {
        return size + filled;
    }

    /// Writes the scanner's record.
    void write(RecordScanner record, long line, boolean again, TagCells.Cells tags) throws IOException {
        // a record at most doubles, when every byte of it is a quote
        int most = 2 * (record.end() - record.start()) + 3 * positions.length + tags.bytes().length + 128;
        if (buffer.length - filled < most) {
            flush();
        }
        if (buffer.length < most) {
            buffer = new byte[most];
        }
        int at = number(line, filled);
        buffer[at++] = ',';
        buffer[at++] = (byte) (again ? '1' : '0');
        int content = at;
        for (int position : positions) {
            buffer[at++] = ',';
            if (position >= 0 && !record.isAbsent(position)) {
                at = record.write(position, buffer, at);
            }
        }
        System.arraycopy(tags.bytes(), 0, buffer, at, tags.bytes().length);
        int contentEnd = at + tags.content();
        at += tags.bytes().length;
        buffer[at++] = ',';
        at = keys.write(buffer, content, contentEnd, buffer, at);
        buffer[at++] = '\n';
        filled = at;
        records++;
    }

    private int number(long number, int at) {
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, buffer, at, digits.length);
        return at + digits.length;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        size += filled;
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
