package dev.outlay.recommend;

import java.util.Optional;
import java.util.stream.Stream;

/// Looks at the ledger for one thing that could be better. Stateless and thread-safe.
///
/// An advisor speaks of what was measured or charged and of nothing else: where figures are missing it gives no
/// advice, and where a price is missing it says so in the advice's [Worth].
public interface Advisor {

    /// The name that starts the ids of its advice, such as `idle-gpu`.
    String name();

    /// What its advice would change.
    Category category();

    /// The question it asks of the ledger, in one sentence.
    String asks();

    /// What of the figures it needs the ledger does not hold, so that it says nothing; empty where it has what it
    /// needs.
    default Optional<String> lacks(Inquiry inquiry) {
        return Optional.empty();
    }

    /// Its advice on the span of the inquiry, one for each finding. The stream may hold resources: close it.
    Stream<Advice> advise(Inquiry inquiry);
}
