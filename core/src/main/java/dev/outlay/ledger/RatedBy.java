package dev.outlay.ledger;

import java.util.Objects;

/// The price that rated a charge: its id in the ledger or in the catalog, the date it was true on as far as that is
/// known (`2026-08-03`, `2026`), its source and how sure it is. Immutable and thread-safe.
public record RatedBy(String priceId, String date, String source, String kind) {

    public RatedBy {
        Objects.requireNonNull(priceId, "priceId");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(kind, "kind");
    }
}
