package dev.outlay.server.rest;

import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The files that can be imported, by the kind a caller names. Implementations are thread-safe.
public interface FileSources {

    /// The kinds, in the order they are named to a caller.
    List<String> kinds();

    /// The source of a file; `currency` is that of amounts whose file says none, null where the caller says none
    /// either; `readFacts` hears how many facts it has given so far. Throws [SourceException] where
    /// the file is of another kind.
    Source open(String kind, Path file, @Nullable String currency, LongConsumer readFacts) throws SourceException;

    /// Throws [CallersMistake] on a kind that is not known.
    default void check(String kind) {
        if (!kinds().contains(kind)) {
            throw new CallersMistake("kind is unknown: '" + kind + "'; use one of " + String.join(", ", kinds()));
        }
    }
}
