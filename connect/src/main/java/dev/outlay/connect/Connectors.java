package dev.outlay.connect;

import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.connect.duckdb.DuckDbSettings;
import dev.outlay.connect.file.PriceFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.focus.FocusFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TableSource;
import dev.outlay.ledger.Ledger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one list of what exists to speak to the outside. Thread-safe.
public final class Connectors {

    /// The kinds of files that facts are imported from, in the order shown.
    public static final List<FileKind> FILES = List.of(
            new FileKind("usage", "what was held, from when to when, by whom", UsageFile::source),
            new FileKind("focus", "a bill in the form of FOCUS 1.0 to 1.4", FocusFile::source),
            new FileKind("prices", "prices of your own, negotiated or collected", PriceFile::source));

    private static final String DUCKDB = "duckdb:";

    private Connectors() {}

    /// A kind of file: the word that names it, what is in it, how it is opened.
    public record FileKind(String name, String description, Opener opener) {

        /// Makes the source of one file.
        public interface Opener {
            TableSource open(Path file, InstantSource clock, Progress progress);
        }
    }

    /// The source of a file of a kind. Throws [IllegalArgumentException] on an unknown kind, listing the known
    /// ones.
    public static TableSource source(String kind, Path file, InstantSource clock, Progress progress) {
        return FILES.stream()
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind of file " + kind + ": use one of "
                        + String.join(", ", FILES.stream().map(FileKind::name).toList())))
                .opener()
                .open(file, clock, progress);
    }

    /// The ledger of a store such as `duckdb:ledger.duckdb`, whose file is below `home` where it is relative;
    /// without a store, the file `ledger.duckdb` in `home`. Throws [IllegalArgumentException] on a store of another
    /// kind and [dev.outlay.ledger.LedgerException] where it cannot be opened.
    public static Ledger ledger(@Nullable String store, Path home, InstantSource clock) {
        return DuckDbLedger.open(file(store, home), DuckDbSettings.defaults(), clock);
    }

    /// The file of a store; see [#ledger].
    public static Path file(@Nullable String store, Path home) {
        if (store == null) {
            return home.resolve("ledger.duckdb");
        }
        if (!store.startsWith(DUCKDB) || store.length() == DUCKDB.length()) {
            throw new IllegalArgumentException("unknown store " + store
                    + ": a store is a file written as duckdb:FILE, such as duckdb:ledger.duckdb");
        }
        return home.resolve(store.substring(DUCKDB.length()));
    }
}
