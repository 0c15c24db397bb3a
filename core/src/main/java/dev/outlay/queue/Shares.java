package dev.outlay.queue;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/// What each owner is entitled to, as weights, and what each has spent already, in the currency of the queue.
///
/// An owner without a weight has a weight of one, and one without spending has spent nothing. Throws
/// [IllegalArgumentException] on a weight that is not above zero. Immutable and thread-safe.
public record Shares(Map<String, BigDecimal> weights, Map<String, BigDecimal> spent) {

    /// All alike, and nothing spent.
    public static final Shares EQUAL = new Shares(Map.of(), Map.of());

    private static final int SCALE = 18;

    public Shares {
        weights = Map.copyOf(weights);
        spent = Map.copyOf(spent);
        weights.forEach((owner, weight) -> {
            if (weight.signum() <= 0) {
                throw new IllegalArgumentException(
                        "the share of " + owner + " is above zero, not " + Decimals.text(weight));
            }
        });
    }

    /// Money spent for each unit of weight, as planning goes on. Not thread-safe.
    final class Account {

        private final Map<String, BigDecimal> sums = new HashMap<>(spent);

        void add(String owner, BigDecimal cost) {
            sums.merge(owner, cost, BigDecimal::add);
        }

        BigDecimal perWeight(String owner) {
            return sums.getOrDefault(owner, BigDecimal.ZERO)
                    .divide(weights.getOrDefault(owner, BigDecimal.ONE), SCALE, RoundingMode.HALF_EVEN);
        }
    }

    Account account() {
        return new Account();
    }
}
