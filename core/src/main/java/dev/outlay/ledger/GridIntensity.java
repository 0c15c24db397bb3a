package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/// How much a grid emitted per kilowatt-hour over a span.
///
/// `zone` is a grid zone or a provider's region as `provider/region`; `basis` is `location-based`, `market-based`,
/// `direct` or `marginal`, which are never mixed. `source` says who tells it, and `estimated` or `forecast` where
/// it was not measured. Throws [IllegalArgumentException] below zero. Immutable and thread-safe.
public record GridIntensity(
        Origin origin, Span span, String zone, BigDecimal gramsPerKilowattHour, String basis, String source)
        implements Fact {

    public GridIntensity {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(source, "source");
        gramsPerKilowattHour = Decimals.rounded(gramsPerKilowattHour);
        if (gramsPerKilowattHour.signum() < 0) {
            throw new IllegalArgumentException("a grid's intensity is not negative: "
                    + gramsPerKilowattHour.toPlainString() + " g/kWh in " + zone);
        }
    }

    @Override
    public Instant at() {
        return span.from();
    }

    @Override
    public GridIntensity readAt(Origin elsewhere) {
        return new GridIntensity(elsewhere, span, zone, gramsPerKilowattHour, basis, source);
    }
}
