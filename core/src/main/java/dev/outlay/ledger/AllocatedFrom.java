package dev.outlay.ledger;

import dev.outlay.units.Share;
import java.util.Objects;

/// The charge or use that a split charge is a part of, and the part it is. Immutable and thread-safe.
public record AllocatedFrom(String id, Share ratio) {

    public AllocatedFrom {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ratio, "ratio");
    }
}
