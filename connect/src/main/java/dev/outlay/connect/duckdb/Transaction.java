package dev.outlay.connect.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/// The one transaction that an append has open: what runs in it is committed by [#commit] or not at all. Used by
/// one thread at a time.
final class Transaction implements AutoCloseable {

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    void begin() throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
        }
    }

    void commit() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /// Takes back what was not committed.
    @Override
    public void close() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
