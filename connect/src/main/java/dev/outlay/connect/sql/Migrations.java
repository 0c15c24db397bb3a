package dev.outlay.connect.sql;

import dev.outlay.ledger.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Brings a database to the schema that this version knows: numbered SQL files, each in a transaction of its own,
/// with a history of what was applied. Not thread-safe: the caller holds the only connection that writes.
public final class Migrations {

    /// The files of one dialect, in order; the next one is added at the end.
    static final List<String> FILES =
            List.of("001-facts.sql", "002-allocated-method.sql", "003-statements.sql", "004-samples-and-events.sql");

    private final String dialect;

    /// `dialect` is the folder of the files, such as `duckdb`.
    public Migrations(String dialect) {
        this.dialect = dialect;
    }

    /// Applies what is missing. Throws [LedgerException] where the database is not a ledger or was written by a
    /// newer version, naming `place`, and [SQLException] where a statement fails.
    public void run(Connection connection, String place, Instant now) throws SQLException {
        List<String> applied = history(connection, place);
        if (applied.size() > FILES.size()) {
            throw foreign(place + " was written by a newer version of Outlay: it has " + applied.size()
                    + " schema steps where this version knows " + FILES.size()
                    + ". Use that version, or name another ledger with --store.");
        }
        for (int i = 0; i < FILES.size(); i++) {
            String script = text("/dev/outlay/connect/sql/" + dialect + "/" + FILES.get(i));
            String checksum = checksum(script);
            if (i >= applied.size()) {
                apply(connection, i + 1, FILES.get(i), script, checksum, now);
            } else if (!applied.get(i).equals(checksum)) {
                throw foreign(place + " was written with another form of schema step " + FILES.get(i)
                        + ", by a version of Outlay that was not released: export its facts with that version.");
            }
        }
    }

    private static List<String> history(Connection connection, String place) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = current_schema()")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        if (!tables.contains("outlay_migration")) {
            if (!tables.isEmpty()) {
                throw foreign(place + " is a database of something else: it holds the table " + tables.getFirst()
                        + " and no history of Outlay. Name another ledger with --store.");
            }
            return List.of();
        }
        List<String> applied = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select checksum from outlay_migration order by version")) {
            while (rows.next()) {
                applied.add(rows.getString(1));
            }
        }
        return applied;
    }

    private static void apply(
            Connection connection, int version, String name, String script, String checksum, Instant now)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists outlay_migration (version integer not null,"
                    + " name varchar not null, checksum varchar not null, applied_at varchar not null)");
            statement.execute(script);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into outlay_migration values (?, ?, ?, ?)")) {
                insert.setInt(1, version);
                insert.setString(2, name);
                insert.setString(3, checksum);
                insert.setString(4, now.toString());
                insert.execute();
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// The text of a resource on the class path.
    public static String text(String resource) {
        try (InputStream stream = Migrations.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the product");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checksum(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static LedgerException foreign(String message) {
        return new LedgerException(LedgerException.Cause.FOREIGN, message, null);
    }
}
