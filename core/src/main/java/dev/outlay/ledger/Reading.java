package dev.outlay.ledger;

import java.util.List;
import java.util.function.Consumer;

/// What a source has to say: facts it understood and [Refusal]s of lines it did not, streamed once.
///
/// Closing it frees files and connections. Not thread-safe.
@FunctionalInterface
public interface Reading extends AutoCloseable {

    /// Hands every fact, refusals among them, to the consumer in the order they stand in the source. Memory stays
    /// bounded however long the source is. Throws [SourceException] where reading cannot go on; what was handed
    /// over before stays understood.
    void forEach(Consumer<Fact> consumer) throws SourceException;

    /// Whether a ledger may load it without a detour through facts, so that nobody who listens in between hears them.
    default boolean isLoadedWhole() {
        return false;
    }

    /// A reading of facts that are at hand.
    static Reading of(List<? extends Fact> facts) {
        return consumer -> facts.forEach(consumer);
    }

    @Override
    default void close() {}
}
