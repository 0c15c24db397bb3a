package dev.outlay.recommend;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One figure that an advice rests on: what it is, its value as a machine reads it, its unit, how it was come by,
/// and facts of the ledger that show it.
///
/// `facts` are ids of a few of the facts, not of all; `basis` says of how many. The unit is null where there is
/// none. Throws [IllegalArgumentException] on a blank figure, value or basis: a figure without a basis is no
/// evidence. Immutable and thread-safe.
public record Evidence(
        String figure, String value, @Nullable String unit, String basis, List<String> facts) {

    public Evidence {
        Objects.requireNonNull(figure, "figure");
        if (figure.isBlank() || value.isBlank() || basis.isBlank()) {
            throw new IllegalArgumentException("evidence is a figure with its value and basis: '" + figure + "', '"
                    + value + "', '" + basis + "'");
        }
        facts = List.copyOf(facts);
    }

    /// `idle_share 0.97 (23 h measured of 24 h)`.
    @Override
    public String toString() {
        return figure + " " + value + (unit == null ? "" : " " + unit) + " (" + basis + ")";
    }
}
