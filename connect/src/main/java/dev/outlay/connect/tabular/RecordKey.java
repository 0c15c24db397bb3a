package dev.outlay.connect.tabular;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Makes the key of a record of its content: the first half of the SHA-256 of its values with their columns' names.
///
/// The order of columns, quotes around a value, columns without a value and the way of saying that there is none make
/// no difference, so the same bill written again gives the same keys. Not thread-safe.
final class RecordKey {

    /// The length of a key, in hexadecimal digits.
    static final int LENGTH = 32;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final int[] columns;
    private final int[] names;
    private final MessageDigest digest;
    private final byte[] hash = new byte[32];
    private byte[] content = new byte[1 << 14];

    RecordKey(Header header) {
        columns = header.byName();
        names = Arrays.stream(columns)
                .map(column -> Header.plain(header.names().get(column)).hashCode())
                .toArray();
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Writes the key of the scanner's record; the number returned is a hash of it.
    long write(RecordScanner record, byte[] out, int at) {
        int needed = record.end() - record.start() + 5 * columns.length;
        if (content.length < needed) {
            content = new byte[2 * needed];
        }
        int length = 0;
        if (record.problem() != null) {
            length = copy(record.bytes(), record.from(0), record.to(0), 0);
        } else {
            for (int i = 0; i < columns.length && columns[i] < record.fields(); i++) {
                length = addColumn(record, i, length);
            }
        }
        return digits(length, out, at);
    }

    private int addColumn(RecordScanner record, int index, int before) {
        byte[] bytes = record.bytes();
        int from = record.from(columns[index]);
        int to = record.to(columns[index]);
        if (Field.isAbsent(bytes, from, to)) {
            return before;
        }
        if (bytes[from] == '"') {
            from++;
            to--;
        }
        int name = names[index];
        int length = before;
        content[length++] = (byte) (name >> 24);
        content[length++] = (byte) (name >> 16);
        content[length++] = (byte) (name >> 8);
        content[length++] = (byte) name;
        length = copy(bytes, from, to, length);
        content[length++] = 0;
        return length;
    }

    private int copy(byte[] bytes, int from, int to, int at) {
        System.arraycopy(bytes, from, content, at, to - from);
        return at + to - from;
    }

    private long digits(int length, byte[] out, int at) {
        try {
            digest.update(content, 0, length);
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 takes 32 bytes", e);
        }
        long first = 0;
        for (int i = 0; i < LENGTH / 2; i++) {
            out[at + 2 * i] = DIGITS[(hash[i] >> 4) & 15];
            out[at + 2 * i + 1] = DIGITS[hash[i] & 15];
            first = i < 8 ? first << 8 | (hash[i] & 0xff) : first;
        }
        return first;
    }
}
