package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The views through which a database sees a chunk: `record`, its text, and `mapped`, what it means.
final class ChunkView {

    private ChunkView() {}

    static void create(Connection connection, Chunk chunk) throws SQLException {
        String fields = chunk.fields().stream()
                .map(field -> DuckDb.quoted(field) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace temp view record as select * from read_csv("
                    + DuckDb.quoted(chunk.file().toString())
                    + ", header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n'"
                    + ", nullstr = '', columns = {'line': 'BIGINT', 'again': 'INTEGER', " + fields
                    + ", 'key': 'VARCHAR'})");
            statement.execute("create or replace temp view mapped as " + chunk.mapping());
        }
    }

    /// The columns of a fact's row as a select over `mapped` or a copy of it, where the document and the time of taking
    /// in are bound.
    static String columns(FactTable table) {
        return "id, ? as document, line, cast(? as timestamp) as recorded_at, " + String.join(", ", table.content());
    }

    /// Hands every row of a select of [#columns] and the problem's columns over as a fact or a refusal.
    static void facts(Connection connection, Chunk chunk, String from, Consumer<Fact> consumer) throws SQLException {
        String sql = "select key, problem_column, problem_value, problem, line, " + ChunkView.columns(chunk.table())
                + " from " + from + " order by line";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, chunk.document());
            statement.setObject(2, LocalDateTime.ofInstant(chunk.readAt(), ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                var row = new ResultRow(rows);
                while (row.next()) {
                    consumer.accept(fact(chunk, row));
                }
            }
        }
    }

    private static Fact fact(Chunk chunk, ResultRow row) {
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
