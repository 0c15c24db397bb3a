package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.BatchStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/// Shows streams of batches to a connection as temporary views, each of which can be read once. Not thread-safe.
///
/// The driver's public method for it, `registerArrowStream`, takes objects of one class of the Arrow library only,
/// which would be there for nothing but its name; so this calls what that method calls. A driver that has it no
/// longer fails every test of an import.
final class ArrowView {

    private ArrowView() {}

    /// Creates or replaces the view of a stream. The stream has to last until [#forget].
    static void show(DuckDBConnection connection, String name, BatchStream stream) throws SQLException {
        call(
                connection,
                "duckdb_jdbc_arrow_register",
                new Class<?>[] {ByteBuffer.class, long.class, byte[].class},
                stream.address(),
                name.getBytes(StandardCharsets.UTF_8));
    }

    /// Lets the connection give up all streams it was shown, of which no view may be left.
    static void forget(DuckDBConnection connection) throws SQLException {
        call(connection, "duckdb_jdbc_arrow_close_streams", new Class<?>[] {ByteBuffer.class});
    }

    private static void call(DuckDBConnection connection, String name, Class<?>[] parameters, Object... arguments)
            throws SQLException {
        try {
            Method method = Class.forName("org.duckdb.DuckDBNative", true, DuckDBConnection.class.getClassLoader())
                    .getDeclaredMethod(name, parameters);
            Field reference = DuckDBConnection.class.getDeclaredField("connRef");
            method.setAccessible(true);
            reference.setAccessible(true);
            Object[] all = new Object[arguments.length + 1];
            all[0] = reference.get(connection);
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            method.invoke(null, all);
        } catch (InvocationTargetException e) {
            throw new SQLException("the stream of rows was not taken: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("this version of the DuckDB driver takes no streams of rows: " + e, e);
        }
    }
}
