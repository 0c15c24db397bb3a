package dev.outlay.utilization;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How much weight lies on each value. Exact up to a number of different values; beyond, values are rounded to one
/// digit less until they are few enough, so memory stays bounded. Not thread-safe.
final class Distribution {

    private static final int FIRST_ROUNDED_SCALE = 3;

    private final int most;
    private Map<BigDecimal, BigDecimal> weights = new HashMap<>();
    private BigDecimal total = BigDecimal.ZERO;
    private int scale = Integer.MAX_VALUE;

    Distribution(int most) {
        this.most = most;
    }

    void add(BigDecimal value, BigDecimal weight) {
        total = total.add(weight);
        weights.merge(rounded(value), weight, BigDecimal::add);
        while (weights.size() > most) {
            scale = scale == Integer.MAX_VALUE ? FIRST_ROUNDED_SCALE : scale - 1;
            Map<BigDecimal, BigDecimal> fewer = new HashMap<>();
            weights.forEach((each, its) -> fewer.merge(rounded(each), its, BigDecimal::add));
            weights = fewer;
        }
    }

    /// The smallest value at or below which the part of the weight lies.
    BigDecimal[] percentiles(BigDecimal... parts) {
        TreeMap<BigDecimal, BigDecimal> sorted = new TreeMap<>(weights);
        BigDecimal[] found = new BigDecimal[parts.length];
        for (int i = 0; i < parts.length; i++) {
            BigDecimal wanted = total.multiply(parts[i]);
            BigDecimal below = BigDecimal.ZERO;
            for (Map.Entry<BigDecimal, BigDecimal> entry : sorted.entrySet()) {
                below = below.add(entry.getValue());
                found[i] = entry.getKey();
                if (below.compareTo(wanted) >= 0) {
                    break;
                }
            }
        }
        return found;
    }

    /// By how much a percentile may be off: zero where every value was kept.
    BigDecimal precision() {
        return scale == Integer.MAX_VALUE ? BigDecimal.ZERO : BigDecimal.valueOf(5, scale + 1);
    }

    // equal numbers of different scales must be one key
    private BigDecimal rounded(BigDecimal value) {
        BigDecimal kept = scale == Integer.MAX_VALUE ? value : value.setScale(scale, RoundingMode.HALF_EVEN);
        return kept.signum() == 0 ? BigDecimal.ZERO : kept.stripTrailingZeros();
    }
}
