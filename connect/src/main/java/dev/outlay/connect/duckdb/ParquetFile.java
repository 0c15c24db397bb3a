package dev.outlay.connect.duckdb;

import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes Parquet of comma-separated text of our own: decimals stay decimals, instants are UTC. Thread-safe.
public final class ParquetFile {

    private ParquetFile() {}

    /// Writes the rows of a text, whose columns have these types in this order, to a file that is not there yet. An
    /// empty field is no value. Throws [SourceException] where the disk fails.
    public static void write(Path text, Map<String, String> types, Path parquet) throws SourceException {
        String columns = types.entrySet().stream()
                .map(column -> DuckDb.quoted(column.getKey()) + ": " + DuckDb.quoted(column.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        try (WorkFolder work = WorkFolder.temporary();
                Connection connection = DuckDb.beside(List.of(text, parquet), work.path(), DuckDbSettings.defaults());
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select * from read_csv(" + DuckDb.quoted(text.toString())
                    + ", header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
                    + " allow_quoted_nulls = false, columns = " + columns + ")) to " + DuckDb.quoted(parquet.toString())
                    + " (format parquet, compression zstd)");
        } catch (SQLException | IOException e) {
            throw SourceException.outsideFailed("the file " + parquet + " cannot be written: " + e.getMessage(), e);
        }
    }
}
