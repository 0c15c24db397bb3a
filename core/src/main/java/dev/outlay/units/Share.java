package dev.outlay.units;

import java.math.BigDecimal;

/// A part of a whole, from 0 to 1.
///
/// Throws [IllegalArgumentException] outside that range. Immutable and thread-safe. Example: `Share.of("0.46")` is
/// 460 thousandths of a GPU.
public record Share(BigDecimal value) implements Comparable<Share> {

    public static final Share WHOLE = new Share(BigDecimal.ONE);
    public static final Share NOTHING = new Share(BigDecimal.ZERO);

    public Share {
        value = Decimals.rounded(value);
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a share lies between 0 and 1: " + value.toPlainString());
        }
    }

    public static Share of(String value) {
        return new Share(Decimals.parse(value));
    }

    /// What is left of the whole.
    public Share rest() {
        return new Share(BigDecimal.ONE.subtract(value));
    }

    @Override
    public int compareTo(Share other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
