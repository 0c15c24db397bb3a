package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.BatchStream;
import dev.outlay.connect.arrow.BatchSupply;
import dev.outlay.connect.arrow.ColumnKind;
import dev.outlay.connect.arrow.StreamReader;
import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/// The views through which a database sees a chunk for as long as it is open: `record`, its text, and `mapped`,
/// what it means. They are read once after each [#show]. Not thread-safe.
final class ChunkView implements AutoCloseable {

    private final DuckDBConnection connection;
    private final Chunk chunk;
    private final BatchStream stream;

    ChunkView(DuckDBConnection connection, Chunk chunk) throws SQLException {
        this.connection = connection;
        this.chunk = chunk;
        SequencedMap<String, ColumnKind> columns = Chunk.columns(chunk.fields());
        stream = new BatchStream(List.copyOf(columns.keySet()), List.copyOf(columns.values()));
        // the views are made over a stream without rows, whose columns are those of every other
        ArrowView.show(connection, "batches", stream);
        String absent = chunk.absentFields().columns().entrySet().stream()
                .map(field -> ", cast(null as " + type(field.getValue()) + ") as \"" + field.getKey() + "\"")
                .collect(Collectors.joining());
        execute("create or replace temp view record as select *" + absent + " from batches");
        execute("create or replace temp view mapped as " + chunk.mapping());
    }

    /// Lets the views be read once, with these rows.
    void show(BatchSupply rows) throws SQLException {
        stream.begin(rows);
        ArrowView.show(connection, "batches", stream);
    }

    private static String type(ColumnKind kind) {
        return switch (kind) {
            case TEXT -> "varchar";
            case INTEGER -> "bigint";
            case INSTANT -> "timestamp";
            case DECIMAL -> "decimal(38, 18)";
        };
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        // the stream goes last and in any case, or the connection would look for it when it is closed
        try (stream;
                AutoClosed _ = () -> ArrowView.forget(connection)) {
            execute("drop view mapped");
            execute("drop view record");
            execute("drop view batches");
        }
    }

    private interface AutoClosed extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /// The columns of a fact's row as a select over `mapped` or a copy of it, where the document and the time of
    /// taking in are bound.
    static String columns(FactTable table) {
        return "id, ? as document, line, cast(? as timestamp) as recorded_at, " + String.join(", ", table.content());
    }

    /// Hands every row of a select of [#columns] and the problem's columns over as a fact or a refusal.
    void facts(String from, Consumer<Fact> consumer) throws SQLException {
        String sql = "select key, problem_column, problem_value, problem, line, " + columns(chunk.table()) + " from "
                + from + " order by line";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, chunk.document());
            statement.setObject(2, LocalDateTime.ofInstant(chunk.readAt(), ZoneOffset.UTC));
            try (ResultSet result = statement.executeQuery();
                    StreamReader rows = ArrowView.rows(connection, result)) {
                var row = new StreamRow(rows);
                while (row.next()) {
                    consumer.accept(fact(row));
                }
            }
        }
    }

    private Fact fact(StreamRow row) {
        String key = row.someText();
        String column = row.text();
        String value = row.text();
        String problem = row.text();
        Long line = row.integer();
        if (problem == null) {
            return chunk.table().read(row);
        }
        String id = "refused/" + chunk.source() + "/" + key;
        return new Refusal(new Origin(id, chunk.document(), line), chunk.readAt(), column, value, problem);
    }
}
