package dev.outlay.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/// How a budget stands.
public enum Health {
    /// It has not begun.
    PLANNED,
    /// No threshold of a warning was reached.
    HEALTHY,
    WARNING,
    CRITICAL,
    /// More was spent than the limit.
    EXCEEDED,
    /// It has ended.
    EXPIRED;

    /// How it is shown, such as `healthy`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How a budget stands with so much spent in its period, of which `begun` says whether there is one.
    static Health of(Budget budget, boolean begun, BigDecimal spent, Instant now) {
        if (budget.period().hasEnded(now, budget.zone())) {
            return EXPIRED;
        }
        if (!begun) {
            return PLANNED;
        }
        if (spent.compareTo(budget.limit().amount()) > 0) {
            return EXCEEDED;
        }
        Severity worst = budget.thresholds().stream()
                .filter(threshold -> threshold.isReached(spent, budget.limit()))
                .map(Threshold::severity)
                .max(Severity::compareTo)
                .orElse(Severity.INFO);
        return switch (worst) {
            case INFO -> HEALTHY;
            case WARNING -> WARNING;
            case CRITICAL -> CRITICAL;
        };
    }
}
