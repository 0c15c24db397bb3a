package dev.outlay.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The hourly rate of a machine for a buyer who commits to it for years.
///
/// `quote` is the effective price of the machine per hour, prepayments spread over the term. `onDemand` is the list
/// price it was compared with, by the same source at the same time; null where the source names none, as with
/// `discountPercent`. Throws [IllegalArgumentException] on a term below a year. Immutable and thread-safe.
public record Commitment(
        String provider,
        String instanceType,
        String region,
        int termYears,
        String plan,
        String payment,
        Quote quote,
        @Nullable Quote onDemand,
        @Nullable BigDecimal discountPercent) {

    public Commitment {
        if (termYears < 1) {
            throw new IllegalArgumentException("a commitment lasts a year or more: " + instanceType + " " + termYears);
        }
    }
}
