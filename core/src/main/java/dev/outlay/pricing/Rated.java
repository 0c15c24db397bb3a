package dev.outlay.pricing;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Refusal;
import java.util.List;

/// What rating gave: the charges, and the uses that cannot have happened, with the reason. Immutable and
/// thread-safe.
public record Rated(List<Charge> charges, List<Refusal> refusals) {

    public Rated {
        charges = List.copyOf(charges);
        refusals = List.copyOf(refusals);
    }
}
