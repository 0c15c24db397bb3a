package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.BatchStream;
import dev.outlay.connect.arrow.StreamReader;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/// Shows streams of batches to a connection as temporary views, each of which can be read once, and gives the rows
/// of a result as such a stream. Not thread-safe.
///
/// The driver's public methods for it, `registerArrowStream` and `arrowExportStream`, take objects of classes of
/// the Arrow library only, which would be there for nothing but their names; so this calls what those methods call.
/// A driver that has it no longer fails every test of a ledger.
final class ArrowView {

    // how many rows a batch of a result has at most
    private static final long ROWS = 2_048;

    private ArrowView() {}

    /// Creates or replaces the view of a stream. The stream has to last until [#forget].
    static void show(DuckDBConnection connection, String name, BatchStream stream) throws SQLException {
        call(
                "duckdb_jdbc_arrow_register",
                new Class<?>[] {ByteBuffer.class, long.class, byte[].class},
                reference(connection),
                stream.address(),
                name.getBytes(StandardCharsets.UTF_8));
    }

    /// The rows of a result, which gives none itself any more. Closing the reader comes before that of the
    /// connection.
    static StreamReader rows(DuckDBConnection connection, ResultSet result) throws SQLException {
        Object address = call(
                "duckdb_jdbc_arrow_stream",
                new Class<?>[] {ByteBuffer.class, ByteBuffer.class, long.class},
                field(DuckDBResultSet.class, "resultRef", result.unwrap(DuckDBResultSet.class)),
                reference(connection),
                ROWS);
        return new StreamReader((long) address);
    }

    /// Lets the connection give up all streams it was shown, of which no view may be left.
    static void forget(DuckDBConnection connection) throws SQLException {
        call("duckdb_jdbc_arrow_close_streams", new Class<?>[] {ByteBuffer.class}, reference(connection));
    }

    private static Object reference(DuckDBConnection connection) throws SQLException {
        return field(DuckDBConnection.class, "connRef", connection);
    }

    private static Object call(String name, Class<?>[] parameters, Object... arguments) throws SQLException {
        try {
            Method method = Class.forName("org.duckdb.DuckDBNative", true, DuckDBConnection.class.getClassLoader())
                    .getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new SQLException("the stream of rows was not taken or given: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw changed(e);
        }
    }

    private static Object field(Class<?> type, String name, Object of) throws SQLException {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw changed(e);
        }
    }

    private static SQLException changed(ReflectiveOperationException e) {
        return new SQLException("this version of the DuckDB driver knows no streams of rows: " + e, e);
    }
}
