package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.connect.sql.Question;
import dev.outlay.connect.sql.TotalsSql;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jooq.SQLDialect;

/// The ledger in a DuckDB file, the embedded default.
///
/// One process at a time holds the file; opening it anywhere else throws [LedgerException] naming the holder. What
/// was appended is safe once its batch is written, even against a process killed outright. Beside the file lie a
/// folder with the suffix `.work` for imports and, while large questions are answered, one with `.tmp`.
///
/// Thread-safe: appends happen one after the other on the caller's thread, questions are answered on a few threads
/// of the ledger's own.
public final class DuckDbLedger implements Ledger {

    private final DuckDb.Opened connections;
    private final Path work;
    private final InstantSource clock;
    private final Readers readers;
    private final int threads;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean closed;

    private DuckDbLedger(DuckDb.Opened connections, Path work, DuckDbSettings settings, InstantSource clock) {
        this.connections = connections;
        this.work = work;
        this.clock = clock;
        this.threads = settings.threads();
        this.readers = new Readers(connections.reading(), settings.readers());
    }

    /// Opens the ledger in a file, which is created with its folders where there is none. Throws [LedgerException]
    /// where another process holds it, where a newer version wrote it and where it is no ledger.
    public static DuckDbLedger open(Path file, DuckDbSettings settings, InstantSource clock) {
        Path whole = file.toAbsolutePath().normalize();
        Path work = Path.of(whole + ".work");
        return new DuckDbLedger(DuckDb.ledger(whole, work, settings, clock.instant()), work, settings, clock);
    }

    /// See [#open(Path, DuckDbSettings, InstantSource)], with the default settings.
    public static DuckDbLedger open(Path file, InstantSource clock) {
        return open(file, DuckDbSettings.defaults(), clock);
    }

    /// Loads what the first ledger of a process needs, for one that has other work meanwhile. What fails here fails
    /// again, with its reason, when a ledger is opened.
    public static void loadAhead() {
        try {
            DuckDb.load();
        } catch (SQLException | LinkageError e) {
            // told where a ledger is opened
        }
    }

    @Override
    public Appended append(Reading reading) throws SourceException {
        writing.lock();
        try (var transaction = new Transaction(connections.writing())) {
            DuckDBConnection connection = connections.writing();
            var append = new FactAppend(connection, transaction, clock);
            if (reading instanceof TableReading tables) {
                return new ChunkLoad(connection, transaction, append, threads).load(tables, work);
            }
            return append.appendAll(reading);
        } catch (SQLException e) {
            throw DuckDb.failed(e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
        return new OrderedFacts(readers, FactTable.of(kind), span, filters)
                .stream().map(kind::cast);
    }

    @Override
    public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
        List<FactTable> tables = FactTable.of(kind);
        if (tables.size() != 1) {
            throw new IllegalArgumentException(
                    "facts of one kind have an order of arrival, not " + kind.getSimpleName());
        }
        return new OrderedFacts(readers, tables.getFirst(), arrivals).stream().map(kind::cast);
    }

    @Override
    public long count(Class<? extends Fact> kind) {
        // what the tables know of themselves, without a look at their rows
        String sql = FactTable.of(kind).stream()
                .map(table -> "(select count(*) from " + table.table() + ")")
                .collect(Collectors.joining(" + ", "select ", ""));
        try (Readers.Asked asked = readers.ask(new Question(sql, List.of()))) {
            return readers.on(() -> asked.rows().next() ? asked.rows().getLong(1) : 0);
        }
    }

    @Override
    public Totals totals(TotalsQuery query) {
        var questions = new TotalsSql(SQLDialect.DUCKDB);
        boolean somethingUnpriced;
        // a ledger knows without looking at its rows that a column has a value in all of them
        try (Readers.Asked asked = readers.ask(questions.unpriced(query))) {
            somethingUnpriced =
                    readers.on(() -> asked.rows().next() && asked.rows().getLong(1) > 0);
        }
        try (Readers.Asked asked = readers.ask(questions.totals(query, somethingUnpriced))) {
            return readers.on(() -> TotalsRows.read(query, asked.rows()));
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                readers.close();
                DuckDb.close(connections.writing());
                DuckDb.close(connections.reading());
            }
        } finally {
            writing.unlock();
        }
    }
}
