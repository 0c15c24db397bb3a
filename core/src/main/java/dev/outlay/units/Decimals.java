package dev.outlay.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How decimals are read, kept and written everywhere: no trailing zeros, no exponent, no guess. Thread-safe.
public final class Decimals {

    // A written decimal of more characters is an attack or a mistake, and BigDecimal's arithmetic on it is slow.
    private static final int LONGEST = 100;

    private static final int SCALE = 18;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private Decimals() {}

    /// The same value without trailing zeros and with a scale of zero or more, so that equal values are equal
    /// objects.
    public static BigDecimal normal(BigDecimal value) {
        Objects.requireNonNull(value, "a decimal");
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// See [#normal]; null stays null, for what is not known.
    public static @Nullable BigDecimal normalOrNull(@Nullable BigDecimal value) {
        return value == null ? null : normal(value);
    }

    /// Reads a decimal such as `12.50`, `-3` or `1e-7`, with surrounding blanks allowed. Throws
    /// [IllegalArgumentException], naming the text, on anything else: thousands separators, currency signs, `NaN`.
    public static BigDecimal parse(String text) {
        String written = text.strip();
        if (written.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "not a decimal number, longer than 100 characters: " + written.substring(0, 20) + "...");
        }
        BigDecimal value;
        try {
            value = new BigDecimal(written);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a decimal number: " + written, e);
        }
        if (Math.abs((long) value.precision() - value.scale()) > LONGEST || Math.abs((long) value.scale()) > LONGEST) {
            throw new IllegalArgumentException("a decimal number out of all proportion: " + written);
        }
        return normal(value);
    }

    /// The value rounded half-even to 18 fractional digits, the scale at which ledgers keep decimals.
    public static BigDecimal rounded(BigDecimal value) {
        return normal(value.scale() <= SCALE ? value : value.setScale(SCALE, RoundingMode.HALF_EVEN));
    }

    /// See [#rounded]; null stays null, for what is not known.
    public static @Nullable BigDecimal roundedOrNull(@Nullable BigDecimal value) {
        return value == null ? null : rounded(value);
    }

    /// Seconds as hours, or anything else over 3600, rounded half-even to 18 fractional digits.
    public static BigDecimal hours(BigDecimal seconds) {
        return normal(seconds.divide(SECONDS_PER_HOUR, SCALE, RoundingMode.HALF_EVEN));
    }

    /// Splits an amount of at most 18 fractional digits by weights so that the parts sum to it to the last digit.
    ///
    /// Each part is cut at 18 fractional digits; what is left over goes, one last digit each, to the parts that
    /// lost most, the earlier one first where they lost the same (the largest-remainder method). Throws
    /// [IllegalArgumentException] on a negative weight and where all are zero.
    public static List<BigDecimal> split(BigDecimal amount, List<BigDecimal> weights) {
        BigDecimal whole = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("weights must not be negative and not all zero: " + weights);
        }
        List<BigDecimal> parts = new ArrayList<>();
        List<BigDecimal> lost = new ArrayList<>();
        BigDecimal left = amount;
        for (BigDecimal weight : weights) {
            BigDecimal product = amount.multiply(weight);
            BigDecimal part = product.divide(whole, SCALE, RoundingMode.DOWN);
            parts.add(part);
            lost.add(product.subtract(part.multiply(whole)).abs());
            left = left.subtract(part);
        }
        BigDecimal lastDigit = BigDecimal.ONE.movePointLeft(SCALE).multiply(BigDecimal.valueOf(left.signum()));
        int owed = left.abs().movePointRight(SCALE).intValueExact();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(lost::get).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(owed)
                .forEach(index -> parts.set(index, parts.get(index).add(lastDigit)));
        return parts;
    }

    /// The plain text of a decimal without trailing zeros and without exponent: `20.52022672899`, `0`, `100`.
    public static String text(BigDecimal value) {
        return normal(value).toPlainString();
    }
}
