package dev.outlay.allocation;

import dev.outlay.allocation.Line.Target;
import dev.outlay.ledger.Dimension;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What owners paid and held somewhere in some time: what distributions go by. Not thread-safe.
final class Paid {

    private final Map<Map<Dimension, @Nullable String>, Map<@Nullable String, BigDecimal>> costs =
            new LinkedHashMap<>();
    private final Map<Map<Dimension, @Nullable String>, BigDecimal> seconds = new LinkedHashMap<>();

    void add(
            Map<Dimension, @Nullable String> owner,
            @Nullable String currency,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal gpuSeconds) {
        if (cost != null) {
            costs.computeIfAbsent(owner, _ -> new LinkedHashMap<>()).merge(currency, cost, BigDecimal::add);
        }
        if (gpuSeconds != null) {
            seconds.merge(owner, gpuSeconds, BigDecimal::add);
        }
    }

    /// The owners with what each paid in a currency, or held of GPUs where nobody paid in it; empty where nobody
    /// did either. Who got more back than they paid has no part.
    List<Target> proportional(@Nullable String currency) {
        List<Target> paid = costs.entrySet().stream()
                .map(entry -> new Target(entry.getKey(), entry.getValue().getOrDefault(currency, BigDecimal.ZERO)))
                .filter(target -> target.weight().signum() > 0)
                .toList();
        return paid.isEmpty()
                ? seconds.entrySet().stream()
                        .map(entry -> new Target(entry.getKey(), entry.getValue()))
                        .filter(target -> target.weight().signum() > 0)
                        .toList()
                : paid;
    }

    /// Everyone who paid something in any currency, or held a GPU, with the same part.
    List<Target> even() {
        Map<Map<Dimension, @Nullable String>, Boolean> all = new LinkedHashMap<>();
        costs.forEach((owner, paid) -> {
            if (paid.values().stream().anyMatch(cost -> cost.signum() > 0)) {
                all.put(owner, true);
            }
        });
        seconds.forEach((owner, held) -> {
            if (held.signum() > 0) {
                all.put(owner, true);
            }
        });
        return all.keySet().stream()
                .map(owner -> new Target(owner, BigDecimal.ONE))
                .toList();
    }
}
