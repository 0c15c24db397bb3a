package dev.outlay.allocation;

import dev.outlay.ledger.Match;
import java.util.List;
import java.util.Objects;

/// To whom capacity was promised: the idle cost of what meets every match belongs to these owners in these parts.
/// Without a match it is for all capacity. Immutable and thread-safe.
public record Entitlement(String name, List<Match> matches, Weights weights) {

    public Entitlement {
        Objects.requireNonNull(name, "name");
        matches = List.copyOf(matches);
        Objects.requireNonNull(weights, "weights");
    }
}
