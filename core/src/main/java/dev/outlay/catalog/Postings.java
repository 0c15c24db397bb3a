package dev.outlay.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One column of an index: which value stands at each position, and the positions of each value.
final class Postings {

    private final Map<String, Integer> ids = new HashMap<>();
    private final int[] column;
    private final int[][] positions;

    Postings(String[] values) {
        column = new int[values.length];
        for (int i = 0; i < column.length; i++) {
            Integer known = ids.putIfAbsent(values[i], ids.size());
            column[i] = known == null ? ids.size() - 1 : known;
        }
        int[] counts = new int[ids.size()];
        for (int id : column) {
            counts[id]++;
        }
        positions = new int[counts.length][];
        for (int id = 0; id < counts.length; id++) {
            positions[id] = new int[counts[id]];
        }
        for (int i = column.length - 1; i >= 0; i--) {
            positions[column[i]][--counts[column[i]]] = i;
        }
    }

    /// Which values are asked for; null asks for all.
    boolean @Nullable [] wanted(@Nullable Set<String> names) {
        if (names == null) {
            return null;
        }
        boolean[] wanted = new boolean[positions.length];
        for (String name : names) {
            Integer id = ids.get(name);
            if (id != null) {
                wanted[id] = true;
            }
        }
        return wanted;
    }

    /// At how many positions a wanted value stands.
    int size(boolean @Nullable [] wanted) {
        if (wanted == null) {
            return Integer.MAX_VALUE;
        }
        int size = 0;
        for (int id = 0; id < wanted.length; id++) {
            size += wanted[id] ? positions[id].length : 0;
        }
        return size;
    }

    /// The positions of the wanted values, in order; null where all are wanted.
    int @Nullable [] positions(boolean @Nullable [] wanted) {
        if (wanted == null) {
            return null;
        }
        int[] merged = new int[size(wanted)];
        int next = 0;
        for (int id = 0; id < wanted.length; id++) {
            if (wanted[id]) {
                System.arraycopy(positions[id], 0, merged, next, positions[id].length);
                next += positions[id].length;
            }
        }
        Arrays.sort(merged);
        return merged;
    }

    boolean allows(boolean @Nullable [] wanted, int at) {
        return wanted == null || wanted[column[at]];
    }
}
