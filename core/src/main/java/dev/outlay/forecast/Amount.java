package dev.outlay.forecast;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How much there is to train on: tokens, images, samples, pairs, epochs or updates of the whole run.
///
/// Throws [IllegalArgumentException] on an amount that is not above zero. Immutable.
public record Amount(double value, String unit) {

    public Amount {
        checkPositive("the amount of " + unit, value);
        unit = Objects.requireNonNull(unit, "unit").strip();
    }

    public static Amount tokens(double value) {
        return new Amount(value, "tokens");
    }

    static void checkPositive(String what, @Nullable Double value) {
        if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is a number above zero: " + value);
        }
    }
}
