package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One attempt at training or evaluating something.
///
/// `run` names the run, `attempt` counts its tries from 1: a run that failed and was resumed is two facts. `at` is
/// when this was true: an attempt that is heard of several times is as the latest fact says. `span` reaches from
/// its start to its end, or as far as it had come while it runs; null where it runs and nothing is known but that
/// it started, at `at`. `metrics` are what the tracker recorded last, such as `loss`. Immutable and thread-safe.
public record Run(
        Origin origin,
        Instant at,
        @Nullable Span span,
        String run,
        int attempt,
        RunStatus status,
        Owner owner,
        @Nullable String model,
        Map<String, BigDecimal> metrics)
        implements Fact {

    public Run {
        Objects.requireNonNull(origin, "origin");
        // kept to the microsecond, as databases do
        at = at.truncatedTo(ChronoUnit.MICROS);
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(owner, "owner");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1: " + attempt + " of run " + run);
        }
        metrics = metrics.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Decimals.rounded(entry.getValue())));
    }

    @Override
    public Run readAt(Origin elsewhere) {
        return new Run(elsewhere, at, span, run, attempt, status, owner, model, metrics);
    }
}
