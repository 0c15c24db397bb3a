package dev.outlay.connect.tabular;

import java.util.Arrays;

/// What the records of a batch say, one after the other, each in the form of which its key is made. Not
/// thread-safe.
final class Contents {

    private static final int FIRST_RECORDS = 1 << 10;

    private byte[] bytes = new byte[1 << 16];
    private int[] ends = new int[FIRST_RECORDS];
    private int records;

    /// The bytes, with room for so many more after [#size].
    byte[] holding(int more) {
        int needed = Math.addExact(size(), more);
        if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        return bytes;
    }

    /// How many bytes are filled, which is where the next record starts.
    int size() {
        return records == 0 ? 0 : ends[records - 1];
    }

    /// Ends a record.
    void end(int at) {
        if (records == ends.length) {
            ends = Arrays.copyOf(ends, 2 * records);
        }
        ends[records++] = at;
    }

    int records() {
        return records;
    }

    int from(int record) {
        return record == 0 ? 0 : ends[record - 1];
    }

    int to(int record) {
        return ends[record];
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        records = 0;
    }
}
