package dev.outlay.connect.duckdb;

import dev.outlay.ledger.SourceException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/// Writes a Parquet file as comma-separated text, every value in full, so that there is one way of reading tables.
public final class ParquetText {

    private ParquetText() {}

    /// Writes the rows of a file to another. Throws [SourceException] where it cannot be read as Parquet.
    public static void write(Path parquet, Path text) throws SourceException {
        String from = " from read_parquet(" + DuckDb.quoted(parquet.toString()) + ")";
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("set allowed_paths = [" + DuckDb.quoted(parquet.toString()) + ", "
                    + DuckDb.quoted(text.toString()) + "]");
            statement.execute("set enable_external_access = false");
            String columns = String.join(", ", columns(statement, from));
            statement.execute("copy (select " + columns + from + ") to " + DuckDb.quoted(text.toString())
                    + " (format csv, header true, null '', force_quote *)");
        } catch (SQLException e) {
            throw SourceException.callersMistake(parquet + " cannot be read as Parquet: " + e.getMessage());
        }
    }

    // lists, maps and structures as JSON, anything else as its text
    private static List<String> columns(Statement statement, String from) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("describe select *" + from)) {
            while (rows.next()) {
                String name = "\"" + rows.getString(1).replace("\"", "\"\"") + "\"";
                String type = rows.getString(2);
                boolean nested = type.endsWith("]") || type.startsWith("MAP") || type.startsWith("STRUCT");
                columns.add((nested ? "cast(to_json(" + name + ") as varchar)" : "cast(" + name + " as varchar)")
                        + " as " + name);
            }
        }
        return columns;
    }
}
