package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a meter read over a span: how busy a GPU, a pod or a node was. It costs nothing, unlike a [Usage].
///
/// Each value is the mean over the span; a signal that is not there was not measured. `device` is null where the
/// values are of a container or a node. Throws [IllegalArgumentException] where there is no value and on one that
/// cannot be. Immutable and thread-safe.
public record Sample(
        Origin origin,
        Span span,
        Place place,
        Owner owner,
        @Nullable String gpuModel,
        @Nullable String device,
        Map<Signal, BigDecimal> values)
        implements Fact {

    public Sample {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(owner, "owner");
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sample has a value of one signal at least");
        }
        Map<Signal, BigDecimal> rounded = new EnumMap<>(Signal.class);
        values.forEach((signal, value) -> rounded.put(signal, possible(signal, value)));
        values = Map.copyOf(rounded);
    }

    @Override
    public Instant at() {
        return span.from();
    }

    @Override
    public Sample readAt(Origin elsewhere) {
        return new Sample(elsewhere, span, place, owner, gpuModel, device, values);
    }

    private static BigDecimal possible(Signal signal, BigDecimal value) {
        if (!signal.canBe(value)) {
            throw new IllegalArgumentException(signal.text() + " cannot be " + value.toPlainString() + ": "
                    + (signal.isPart() ? "it lies between 0 and 1" : "it is not negative"));
        }
        return Decimals.rounded(value);
    }
}
