package dev.outlay.allocation;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Match;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Cost that serves several owners, and how it is distributed over them: what meets every match goes to the owners
/// of one dimension, who are those with a cost of their own in the same UTC month, or those who have a stated part.
///
/// `weights` are the stated parts where `split` is weighted, else null. Throws [IllegalArgumentException] where
/// they are missing or too many, and without a match. Immutable and thread-safe.
public record SharedRule(
        String name,
        List<Match> matches,
        Named over,
        Split split,
        @Nullable Weights weights) {

    /// How the parts are found.
    public enum Split {
        /// The same for everyone.
        EVEN,
        /// As stated.
        WEIGHTED,
        /// By what each paid directly.
        PROPORTIONAL
    }

    public SharedRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(split, "split");
        matches = List.copyOf(matches);
        Weights.requireOwner(over);
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("the shared cost " + name + " matches nothing: say what is shared");
        }
        if ((split == Split.WEIGHTED) != (weights != null)) {
            throw new IllegalArgumentException(
                    "the shared cost " + name + " takes weights where its split is weighted," + " and only there");
        }
    }
}
