package dev.outlay.budget;

import java.util.Objects;

/// A budget as somebody stated it, and where: `budgets.yaml, line 4`, for the words of a refusal. Immutable and
/// thread-safe.
public record Stated(Budget budget, String where, String whereParent, String whereScope) {

    public Stated {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(whereParent, "whereParent");
        Objects.requireNonNull(whereScope, "whereScope");
    }

    /// A budget stated in one place.
    public static Stated at(String where, Budget budget) {
        return new Stated(budget, where, where, where);
    }

    /// Where a part of it stands.
    public String where(Tree.Mistake.Part part) {
        return switch (part) {
            case NAME -> where;
            case PARENT -> whereParent;
            case SCOPE -> whereScope;
        };
    }
}
