package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.StreamReader;
import dev.outlay.connect.sql.Question;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.LedgerException.Cause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
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
        return ask(_ -> List.of(question).iterator());
    }

    /// Asks questions of one state of the database, one after the other; the answer holds a connection until it is
    /// closed. The questions may rest on what the connection answers before.
    Asked ask(Questions questions) {
        return on(() -> {
            var asked = new Asked(questions);
            open.add(asked);
            return asked;
        });
    }

    /// What is to be asked: one question at least, each made when it is its turn.
    interface Questions {
        Iterator<Question> of(Connection connection) throws SQLException;
    }

    /// A statement with its values bound.
    static PreparedStatement prepared(Connection connection, Question question) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(question.sql());
        for (int i = 0; i < question.values().size(); i++) {
            statement.setObject(i + 1, question.values().get(i));
        }
        return statement;
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

        private final DuckDBConnection own;
        private final Iterator<Question> questions;
        private PreparedStatement statement;
        private ResultSet rows;
        private @Nullable StreamReader stream;
        private boolean closed;

        Asked(Questions asking) throws SQLException {
            own = connection.duplicate().unwrap(DuckDBConnection.class);
            try {
                own.setAutoCommit(false);
                questions = asking.of(own);
                statement = prepared(own, questions.next());
                rows = statement.executeQuery();
            } catch (SQLException e) {
                own.close();
                throw e;
            }
        }

        /// The rows of the one question.
        ResultSet rows() {
            return rows;
        }

        /// Reads from the stream of the rows of a question, while nothing closes it.
        synchronized <T> T read(Function<StreamReader, T> reading) throws SQLException {
            if (closed) {
                throw new SQLException("the answer is closed");
            }
            if (stream == null) {
                stream = ArrowView.rows(own, rows);
            }
            return reading.apply(stream);
        }

        /// Goes on to the next question; false where there is none.
        synchronized boolean next() throws SQLException {
            if (closed || !questions.hasNext()) {
                return false;
            }
            if (stream != null) {
                stream.close();
                stream = null;
            }
            statement.close();
            statement = prepared(own, questions.next());
            rows = statement.executeQuery();
            return true;
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
