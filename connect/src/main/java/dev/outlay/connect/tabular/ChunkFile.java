package dev.outlay.connect.tabular;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes good records in the form that every chunk has: line, key, whether the id was met before, then the format's
/// fields in the format's order. Not thread-safe.
final class ChunkFile implements Closeable {

    private final Path file;
    private final int[] positions;
    private final OutputStream out;
    private byte[] buffer = new byte[2 * RecordScanner.LONGEST + (1 << 16)];
    private int filled;
    private long records;
    private long size;

    ChunkFile(Path file, int[] positions) throws IOException {
        this.file = file;
        this.positions = positions;
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

    /// Writes the scanner's record; `key` holds the digits of its key, `copy` counts earlier records of that content.
    /// `tags` are the cells that come last.
    void write(RecordScanner record, long line, byte[] key, int copy, boolean again, byte[] tags) throws IOException {
        // a record at most doubles, when every byte of it is a quote
        int most = 2 * (record.end() - record.start()) + positions.length + tags.length + 128;
        if (buffer.length - filled < most) {
            flush();
        }
        if (buffer.length < most) {
            buffer = new byte[most];
        }
        number(line);
        buffer[filled++] = ',';
        System.arraycopy(key, 0, buffer, filled, RecordKey.LENGTH);
        filled += RecordKey.LENGTH;
        if (copy > 0) {
            buffer[filled++] = '.';
            number(copy + 1L);
        }
        buffer[filled++] = ',';
        buffer[filled++] = (byte) (again ? '1' : '0');
        boolean plain = record.plain();
        for (int position : positions) {
            buffer[filled++] = ',';
            if (position >= 0) {
                field(record.bytes(), record.from(position), record.to(position), plain);
            }
        }
        System.arraycopy(tags, 0, buffer, filled, tags.length);
        filled += tags.length;
        buffer[filled++] = '\n';
        records++;
    }

    private void field(byte[] bytes, int from, int to, boolean plain) {
        if (Field.isAbsent(bytes, from, to)) {
            return;
        }
        if (plain || !Field.needsQuotes(bytes, from, to)) {
            System.arraycopy(bytes, from, buffer, filled, to - from);
            filled += to - from;
            return;
        }
        buffer[filled++] = '"';
        for (int at = from; at < to; at++) {
            if (bytes[at] == '"') {
                buffer[filled++] = '"';
            }
            buffer[filled++] = bytes[at];
        }
        buffer[filled++] = '"';
    }

    private void number(long number) {
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, buffer, filled, digits.length);
        filled += digits.length;
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
