package dev.outlay.allocation;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.OwnerRule;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Parts by owner that somebody stated, such as 3 for one team and 1 for another. Throws [IllegalArgumentException]
/// on a dimension that is no owner, without a part, and on one that is not above zero. Immutable and thread-safe.
public record Weights(Named over, Map<String, BigDecimal> parts) {

    public Weights {
        requireOwner(over);
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no " + over.text() + " has a part: give at least one");
        }
        parts.forEach((owner, part) -> {
            if (part.signum() <= 0) {
                throw new IllegalArgumentException("the part of " + owner + " must be above zero, not " + part);
            }
        });
    }

    static void requireOwner(Named over) {
        if (!OwnerRule.SETTABLE.contains(over)) {
            throw new IllegalArgumentException("cost is distributed over one of "
                    + String.join(
                            ", ", OwnerRule.SETTABLE.stream().map(Named::text).toList()) + ", not "
                    + over.text());
        }
    }
}
