package dev.outlay.connect.focus.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule: what must, should or may hold of a data set, where, and for whom.
///
/// `entity` is the column or the subject that the rule is about; `kind` says what about it (`Presence`, `Type`,
/// `Format`, `Nullability`, `Validation`, `Composite`); `sentence` is the rule in words, empty where there are
/// none; `criteria` are the abilities of a provider without which it does not apply. `when` is null where it holds
/// of every row. Immutable and thread-safe.
record Rule(
        String id,
        String keyword,
        String kind,
        String entity,
        String sentence,
        List<String> criteria,
        @Nullable Check when,
        Check must) {

    Rule {
        criteria = List.copyOf(criteria);
    }

    /// Whether a data set that breaks the rule is wrong.
    boolean isMust() {
        return keyword.startsWith("MUST");
    }

    /// Whether the rule allows something and so asks for nothing.
    boolean isMay() {
        return keyword.equals("MAY") || keyword.equals("OPTIONAL");
    }

    boolean isPresence() {
        return must instanceof Check.Present;
    }

    /// The rules that this one consists of; empty for one that stands for itself.
    List<String> parts() {
        List<Check> checks = switch (must) {
            case Check.All all -> all.checks();
            case Check.Any any -> any.checks();
            default -> List.of(must);
        };
        return checks.stream()
                .filter(Check.Other.class::isInstance)
                .map(other -> ((Check.Other) other).rule())
                .toList();
    }
}
