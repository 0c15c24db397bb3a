package dev.outlay.connect.tabular;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Makes keys of content: the first half of a SHA-256, and a suffix where the same content was met before.
///
/// Content is what a chunk says of a record, in the format's order of columns and in one form, so the order of columns
/// in a file, quotes around a value, columns that are not known and the way of saying that there is no value make no
/// difference: the same bill written again gives the same keys. Not thread-safe.
final class RecordKey {

    /// The longest a key can be.
    static final int LONGEST = 48;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int HASHED = 16;

    private final MessageDigest digest;
    private final byte[] hash = new byte[32];
    private final Occurrences contents = new Occurrences();

    RecordKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Writes the key of some content; the place after it is returned.
    int write(byte[] content, int from, int to, byte[] out, int at) {
        try {
            digest.update(content, from, to - from);
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 takes 32 bytes", e);
        }
        long first = 0;
        int end = at;
        for (int i = 0; i < HASHED; i++) {
            out[end++] = DIGITS[(hash[i] >> 4) & 15];
            out[end++] = DIGITS[hash[i] & 15];
            first = i < 8 ? first << 8 | (hash[i] & 0xff) : first;
        }
        int before = contents.met(first);
        if (before > 0) {
            byte[] suffix = ("." + (before + 1)).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(suffix, 0, out, end, suffix.length);
            end += suffix.length;
        }
        return end;
    }
}
