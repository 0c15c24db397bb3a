package dev.outlay.connect.duckdb;

import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// A file with a table in it, asked in SQL where it lies: comma-separated text, the same with gzip, or Parquet.
///
/// Questions see the view `record` with the columns of the file, every value a text as comma-separated text would
/// say it, an empty field and an unquoted `NULL` being no value; and the macros that mappings use. The database is
/// private, reads this file alone, and keeps memory bounded. Not thread-safe.
public final class TextTable implements AutoCloseable {

    private static final String NULLS = "nullstr = ['', 'NULL'], allow_quoted_nulls = false";

    private final Path file;
    private final WorkFolder work;
    private final DuckDBConnection connection;
    private final Map<String, String> types;

    private TextTable(Path file, WorkFolder work, DuckDBConnection connection, Map<String, String> types) {
        this.file = file;
        this.work = work;
        this.connection = connection;
        this.types = types;
    }

    /// Opens comma-separated text whose columns are `names`, in the order of the file. Lines that cannot be read
    /// are left out and told by [#unreadable].
    public static TextTable ofText(Path file, List<String> names) throws SourceException {
        Map<String, String> types = new LinkedHashMap<>();
        names.forEach(name -> types.put(name, "VARCHAR"));
        String columns = names.stream()
                .map(name -> DuckDb.quoted(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        return open(
                file,
                types,
                "select * from read_csv(" + DuckDb.quoted(absolute(file).toString())
                        + ", header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', " + NULLS
                        + ", ignore_errors = true, store_rejects = true, rejects_table = 'unreadable',"
                        + " rejects_limit = 1000, columns = " + columns + ")");
    }

    /// Opens a Parquet file.
    public static TextTable ofParquet(Path file) throws SourceException {
        return open(file, Map.of(), null);
    }

    private static TextTable open(Path file, Map<String, String> known, @Nullable String select)
            throws SourceException {
        Path absolute = absolute(file);
        WorkFolder work = null;
        DuckDBConnection connection = null;
        try {
            work = WorkFolder.temporary();
            connection = DuckDb.beside(List.of(absolute), work.path(), DuckDbSettings.defaults());
            Map<String, String> types = known;
            String view = select;
            if (view == null) {
                String from = " from read_parquet(" + DuckDb.quoted(absolute.toString()) + ")";
                types = types(connection, from);
                view = "select "
                        + types.entrySet().stream()
                                .map(column -> text(name(column.getKey()), column.getValue()))
                                .collect(Collectors.joining(", "))
                        + from;
            }
            execute(connection, "create temp view record as " + view);
            return new TextTable(file, work, connection, types);
        } catch (SQLException | IOException e) {
            if (connection != null) {
                DuckDb.close(connection);
            }
            if (work != null) {
                work.close();
            }
            throw SourceException.callersMistake(file + " cannot be read: " + reason(e));
        }
    }

    /// The columns in the order of the file, each with the type that the file gives it: `VARCHAR` for all of text.
    public Map<String, String> types() {
        return types;
    }

    /// Runs a statement that gives nothing, such as the creation of a macro.
    public void run(String sql) throws SourceException {
        try {
            execute(connection, sql);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /// The rows of a small answer.
    public List<List<@Nullable String>> ask(String sql) throws SourceException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /// The lines that the questions so far could not read, up to a thousand, each with what is wrong with it.
    public Map<Long, String> unreadable() throws SourceException {
        Map<Long, String> lines = new LinkedHashMap<>();
        String known = "select count(*) from duckdb_tables() where table_name = 'unreadable'";
        if ("0".equals(ask(known).getFirst().getFirst())) {
            return lines;
        }
        for (List<@Nullable String> row :
                ask("select line, any_value(error_type) from unreadable group by 1 order by 1")) {
            String line = row.getFirst();
            if (line != null) {
                lines.put(Long.valueOf(line), String.valueOf(row.get(1)));
            }
        }
        return lines;
    }

    @Override
    public void close() {
        DuckDb.close(connection);
        work.close();
    }

    private SourceException broken(SQLException e) {
        return SourceException.callersMistake(file + " cannot be read: " + reason(e));
    }

    /// What went wrong without the question to the database in which it did.
    private static String reason(Exception e) {
        String said = String.valueOf(e.getMessage());
        int question = said.indexOf("LINE 1:");
        return (question < 0 ? said : said.substring(0, question))
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    private static void execute(DuckDBConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> types(DuckDBConnection connection, String from) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("describe select *" + from)) {
            while (columns.next()) {
                types.put(columns.getString(1), columns.getString(2));
            }
        }
        return types;
    }

    /// A typed column as text in the way FOCUS writes it.
    private static String text(String name, String type) {
        String text = switch (type) {
            case "VARCHAR" -> name;
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                "strftime(cast(" + name + " as timestamp), '%Y-%m-%dT%H:%M:%SZ')";
            case "FLOAT", "DOUBLE" -> "replace(cast(" + name + " as varchar), 'e+', 'e')";
            default -> {
                boolean nested = type.endsWith("]") || type.startsWith("MAP") || type.startsWith("STRUCT");
                yield nested ? "cast(to_json(" + name + ") as varchar)" : "cast(" + name + " as varchar)";
            }
        };
        return text + " as " + name;
    }
}
