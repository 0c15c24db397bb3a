package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.StreamReader;
import dev.outlay.connect.sql.Question;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.LedgerException.Cause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// A few platform threads that ask the database, because its native calls would pin a virtual thread's carrier;
/// each question has a connection of its own.
final class Readers implements AutoCloseable {

    private final DuckDBConnection connection;
    private final ExecutorService threads;
    private final Set<Asked> open = ConcurrentHashMap.newKeySet();

    Readers(DuckDBConnection connection, int count) {
        this.connection = connection;
        this.threads = Executors.newFixedThreadPool(
                count,
                Thread.ofPlatform().daemon().name("outlay-ledger-reader-", 1).factory());
    }

    /// Asks a question; the answer holds a connection until it is closed.
    Asked ask(Question question) {
        return on(() -> {
            var asked = new Asked(question);
            open.add(asked);
            return asked;
        });
    }

    /// Runs a piece of work on one of the threads and waits for it.
    <T> T on(Callable<T> work) {
        Future<T> future;
        try {
            future = threads.submit(work);
        } catch (RejectedExecutionException e) {
            throw new LedgerException(Cause.FAILED, "the ledger is closed", e);
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new LedgerException(Cause.FAILED, "the question to the ledger was interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException failure -> throw DuckDb.failed(failure);
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        open.forEach(Asked::close);
    }

    /// An answer that is being read, either as a result or as a stream.
    final class Asked implements AutoCloseable {

        private final Connection own;
        private final PreparedStatement statement;
        private final ResultSet rows;
        private @Nullable StreamReader stream;
        private boolean closed;

        Asked(Question question) throws SQLException {
            own = connection.duplicate();
            try {
                statement = own.prepareStatement(question.sql());
                for (int i = 0; i < question.values().size(); i++) {
                    statement.setObject(i + 1, question.values().get(i));
                }
                rows = statement.executeQuery();
            } catch (SQLException e) {
                own.close();
                throw e;
            }
        }

        ResultSet rows() {
            return rows;
        }

        /// Reads from the stream of the rows, while nothing closes it.
        synchronized <T> T read(Function<StreamReader, T> reading) throws SQLException {
            if (closed) {
                throw new SQLException("the answer is closed");
            }
            if (stream == null) {
                stream = ArrowView.rows(own.unwrap(DuckDBConnection.class), rows);
            }
            return reading.apply(stream);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                open.remove(this);
                if (stream != null) {
                    stream.close();
                }
                DuckDb.close(own);
            }
        }
    }
}
