package dev.outlay.pricing;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/// Cuts a quantity that was spread evenly over a span, such as measured energy, so that the cuts sum to it exactly.
final class Metering {

    private static final int SCALE = 18;

    private Metering() {}

    /// What falls into a part of the span: the difference of two readings of one meter, so that however the span is
    /// cut the parts sum to the whole to the last digit.
    static BigDecimal part(BigDecimal whole, Span span, Span part) {
        return reading(whole, span, part.to()).subtract(reading(whole, span, part.from()));
    }

    private static BigDecimal reading(BigDecimal whole, Span span, Instant at) {
        if (at.equals(span.from())) {
            return BigDecimal.ZERO;
        }
        BigDecimal passed = new Span(span.from(), at).seconds();
        return whole.multiply(passed).divide(span.seconds(), SCALE, RoundingMode.FLOOR);
    }
}
