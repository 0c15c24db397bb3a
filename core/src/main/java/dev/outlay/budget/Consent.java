package dev.outlay.budget;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Somebody's word that going over is all right: who, why, until when.
///
/// An approval is for one ask, whose id is the `subject`, and covers by budget at most the amounts that were
/// refused; an override is for one budget, the `subject`, and covers any ask as long as the budget is over by at
/// most the amount. Immutable and thread-safe.
public record Consent(
        Kind kind,
        String subject,
        Map<String, BigDecimal> amounts,
        String by,
        String why,
        Instant from,
        Instant until) {

    /// What is consented to.
    public enum Kind {
        APPROVAL,
        OVERRIDE
    }

    public Consent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        amounts = amounts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Decimals.rounded(each.getValue())));
        if (by.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("who goes over a budget says who allows it and why: " + subject);
        }
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a consent ends after it was given: " + until + " is not after " + from);
        }
    }

    boolean holdsAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /// For a sentence: `approved by dana until 2026-11-30T00:00:00Z: "paper deadline"`.
    String text() {
        return (kind == Kind.APPROVAL ? "approved by " : "overridden by ") + by + " until " + until + ": \"" + why
                + "\"";
    }
}
