package dev.outlay.estimate;

import java.util.Arrays;

/// Pairs of cost and emissions in doubles, of which each dearer one emits less: what outdoes others. For one
/// thread.
final class Stairs {

    private double[] costs = new double[64];
    private double[] grams = new double[64];
    private int size;

    /// Whether one of them is certainly cheaper and certainly emits no more.
    boolean outdo(double cost, double emitted) {
        int below = firstFrom(cost * (1 - Screen.MARGIN));
        return below > 0 && (emitted == Double.POSITIVE_INFINITY || grams[below - 1] <= emitted * (1 - Screen.MARGIN));
    }

    void add(double cost, double emitted) {
        int at = firstFrom(cost);
        boolean outdone =
                (at > 0 && grams[at - 1] <= emitted) || (at < size && costs[at] == cost && grams[at] <= emitted);
        if (outdone) {
            return;
        }
        int end = at;
        while (end < size && grams[end] >= emitted) {
            end++;
        }
        // the new one takes the place of those that cost and emit as much or more
        if (size - (end - at) + 1 > costs.length) {
            costs = Arrays.copyOf(costs, 2 * costs.length);
            grams = Arrays.copyOf(grams, 2 * grams.length);
        }
        System.arraycopy(costs, end, costs, at + 1, size - end);
        System.arraycopy(grams, end, grams, at + 1, size - end);
        costs[at] = cost;
        grams[at] = emitted;
        size += 1 - (end - at);
    }

    // the place of the first that costs no less
    private int firstFrom(double cost) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (costs[middle] < cost) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
