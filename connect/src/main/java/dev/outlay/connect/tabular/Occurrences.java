package dev.outlay.connect.tabular;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Counts how often each of many hashes was met, in 12 to 24 bytes a hash.
///
/// Two different records whose hashes agree by accident (one chance in a million at six million records) are counted
/// as one; the second then gets a suffix that it did not need, which does no harm.
final class Occurrences {

    private long[] slots = new long[1 << 12];
    private int filled;
    private final Map<Long, Integer> repeated = new HashMap<>();

    /// How often the hash was met before; it is met now.
    int met(long hash) {
        // zero marks a free slot
        long key = hash == 0 ? 1 : hash;
        if (put(slots, key)) {
            if (++filled > slots.length / 3 * 2) {
                grow();
            }
            return 0;
        }
        return repeated.merge(key, 1, Integer::sum);
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        Arrays.stream(slots).filter(key -> key != 0).forEach(key -> put(larger, key));
        slots = larger;
    }

    private static boolean put(long[] slots, long key) {
        int slot = (int) key & (slots.length - 1);
        while (slots[slot] != 0) {
            if (slots[slot] == key) {
                return false;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = key;
        return true;
    }
}
