package dev.outlay.budget;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// A part of a limit that is worth saying when it has been spent: how much, how serious, and whom to tell.
///
/// `percent` is above 0 and at most 1000. `recipients` are names that the alerts know, or addresses; none means
/// whoever hears of every alert. Throws [IllegalArgumentException] on anything else. Immutable and thread-safe.
public record Threshold(BigDecimal percent, Severity severity, List<String> recipients) {

    /// The most that a threshold may be, in percent.
    public static final BigDecimal HIGHEST = BigDecimal.valueOf(1000);

    private static final BigDecimal WARNING_FROM = BigDecimal.valueOf(80);
    private static final BigDecimal CRITICAL_FROM = BigDecimal.valueOf(95);

    /// Thresholds of budgets that state none: 50 % info, 80 % warning, 100 % critical, nobody named.
    public static final List<Threshold> USUAL =
            List.of(at(BigDecimal.valueOf(50)), at(BigDecimal.valueOf(80)), at(BigDecimal.valueOf(100)));

    public Threshold {
        percent = Decimals.rounded(percent);
        Objects.requireNonNull(severity, "severity");
        recipients = List.copyOf(recipients);
        if (percent.signum() <= 0 || percent.compareTo(HIGHEST) > 0) {
            throw new IllegalArgumentException("a threshold lies above 0 % and is at most 1000 % of the limit, not "
                    + percent.toPlainString() + " %");
        }
        if (recipients.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a recipient of a threshold has a name: " + recipients);
        }
    }

    /// A threshold without recipients whose severity follows from how much it is, see [#usualSeverity].
    public static Threshold at(BigDecimal percent) {
        return new Threshold(percent, usualSeverity(percent), List.of());
    }

    /// Whether so much of a limit is at least this part of it, exactly.
    public boolean isReached(BigDecimal spent, Limit limit) {
        return spent.movePointRight(2).compareTo(percent.multiply(limit.amount())) >= 0;
    }

    /// The severity where none is stated: info, from 80 % on warning, from 95 % on critical.
    public static Severity usualSeverity(BigDecimal percent) {
        if (percent.compareTo(CRITICAL_FROM) >= 0) {
            return Severity.CRITICAL;
        }
        return percent.compareTo(WARNING_FROM) >= 0 ? Severity.WARNING : Severity.INFO;
    }
}
