package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.Migrations;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.LedgerException.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// Opens databases and says what is wrong with those that do not open.
final class DuckDb {

    static final String MACROS = "/dev/outlay/connect/tabular/macros.sql";

    private static final String LOCK = "set lock_configuration = true";
    private static final Pattern HOLDER = Pattern.compile("\\(PID (\\d+)\\)");

    private DuckDb() {}

    /// The two connections of a ledger: questions are asked on duplicates of one, facts are appended on the other.
    record Opened(DuckDBConnection reading, DuckDBConnection writing) {}

    /// Loads the database's library, which takes a tenth of a second.
    static void load() throws SQLException {
        connect("").close();
    }

    /// The ledger in a file, migrated and locked down: it reads no file but those in `work`, which is emptied
    /// first.
    static Opened ledger(Path file, Path work, DuckDbSettings settings, Instant now) {
        DuckDBConnection connection;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            connection = connect(file.toString());
        } catch (SQLException e) {
            throw unopened(file, e);
        } catch (IOException e) {
            throw new LedgerException(
                    Cause.FAILED, "the folder of the ledger " + file + " cannot be created: " + e.getMessage(), e);
        }
        try {
            // what a process that was killed has left
            WorkFolder.delete(work);
            Files.createDirectories(work);
            new Migrations("duckdb").run(connection, "the ledger " + file, now);
            limit(connection, settings, Path.of(file + ".tmp"), work);
            DuckDBConnection writing = connection.duplicate().unwrap(DuckDBConnection.class);
            execute(writing, Migrations.text(MACROS));
            // for loading only: where it is off, even a result that is asked for in an order may come in none
            execute(writing, "set session preserve_insertion_order = false");
            execute(connection, LOCK);
            return new Opened(connection, writing);
        } catch (SQLException | IOException e) {
            close(connection);
            throw new LedgerException(Cause.FAILED, "the ledger " + file + " cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /// A private database in memory that reads no file but those in `work`.
    static DuckDBConnection inMemory(Path work, DuckDbSettings settings) throws SQLException {
        DuckDBConnection connection = connect("");
        limit(connection, settings, work.resolve("spill"), work);
        execute(connection, Migrations.text(MACROS));
        execute(connection, LOCK);
        return connection;
    }

    /// A private database in memory that reads and writes no file but these and those in `work`.
    static DuckDBConnection beside(List<Path> files, Path work, DuckDbSettings settings) throws SQLException {
        DuckDBConnection connection = connect("");
        execute(
                connection,
                "set allowed_paths = "
                        + files.stream().map(file -> quoted(file.toString())).toList());
        limit(connection, settings, work.resolve("spill"), work);
        execute(connection, Migrations.text(MACROS));
        return connection;
    }

    private static DuckDBConnection connect(String file) throws SQLException {
        var options = new Properties();
        // rows come as they are found, not after all are in memory
        options.setProperty("jdbc_stream_results", "true");
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, options);
        return connection.unwrap(DuckDBConnection.class);
    }

    private static void limit(DuckDBConnection connection, DuckDbSettings settings, Path spill, Path work)
            throws SQLException {
        execute(connection, "set memory_limit = " + quoted(settings.memoryLimit()));
        execute(connection, "set threads = " + settings.threads());
        execute(connection, "set temp_directory = " + quoted(spill.toString()));
        execute(connection, "set global TimeZone = 'UTC'");
        // a checkpoint writes row groups that are not full again, so it waits for several batches of facts
        execute(connection, "set global checkpoint_threshold = '256MiB'");
        // what was read is compressed while the reading goes on, not all of it at its end
        execute(connection, "set global write_buffer_row_group_count = 1");
        execute(connection, "set allowed_directories = [" + quoted(work.toString()) + "]");
        execute(connection, "set enable_external_access = false");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A text as a literal, for statements that take no bound values.
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static LedgerException failed(SQLException e) {
        return new LedgerException(Cause.FAILED, "the ledger's storage failed: " + e.getMessage(), e);
    }

    private static LedgerException unopened(Path file, SQLException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("lock on file")) {
            Matcher holder = HOLDER.matcher(said);
            return new LedgerException(
                    Cause.LOCKED,
                    "the ledger " + file + " is in use by "
                            + (holder.find() ? "process " + holder.group(1) : "a process")
                            + ": ask the server that runs there, or stop that process and try again.",
                    e);
        }
        if (said.contains("not a valid DuckDB database")) {
            return new LedgerException(
                    Cause.FOREIGN,
                    "the file " + file + " is not a ledger: it is no DuckDB database. Name another with --store.",
                    e);
        }
        if (said.contains("version number")) {
            return new LedgerException(
                    Cause.FOREIGN,
                    "the ledger " + file + " was written by a newer version of Outlay, whose database this one cannot"
                            + " read: use that version.",
                    e);
        }
        return new LedgerException(Cause.FAILED, "the ledger " + file + " cannot be opened: " + said, e);
    }
}
