package dev.outlay.allocation;

import dev.outlay.ledger.Totals;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Totals after idle and shared cost were distributed, which changes no sum.
///
/// `rows` are ordered as totals are. `hidden` is the idle amount that was left out, `ownerless` that which belongs
/// to nobody and stays `idle`; both of the first measure, by currency, which is empty text where no money was asked
/// for. Immutable and thread-safe.
public record Spread(
        Totals totals,
        List<Parts> parts,
        Map<String, BigDecimal> hidden,
        Map<String, BigDecimal> ownerless,
        boolean idleSpread,
        boolean sharedSpread) {

    public Spread {
        parts = List.copyOf(parts);
        hidden = Collections.unmodifiableMap(new TreeMap<>(hidden));
        ownerless = Collections.unmodifiableMap(new TreeMap<>(ownerless));
        if (parts.size() != totals.rows().size()) {
            throw new IllegalArgumentException("parts and rows differ in number");
        }
    }

    /// Of the first measure of a row: what came from idle and what from shared cost. Immutable and thread-safe.
    public record Parts(BigDecimal idle, BigDecimal shared) {

        static final Parts NONE = new Parts(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /// Totals in which nothing was distributed.
    static Spread nothing(Totals totals) {
        return new Spread(
                totals, Collections.nCopies(totals.rows().size(), Parts.NONE), Map.of(), Map.of(), false, false);
    }
}
