package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Loads chunks of a table of text straight into their table, some chunks to a transaction.
///
/// In the usual case every record is good and new, and one statement does it all. Only where fewer rows arrived
/// than the chunk holds is the chunk looked at again, to tell what is known from what is refused.
final class ChunkLoad {

    // a few row groups: what fills one is written once, what does not goes by way of the log and is written again
    private static final long ROWS_PER_TRANSACTION = 500_000;

    private final DuckDBConnection connection;
    private final Transaction transaction;
    private final FactAppend leftovers;
    private final List<FactTable> filled = new ArrayList<>();
    private Appended appended = Appended.NOTHING;
    private long pending;

    ChunkLoad(DuckDBConnection connection, Transaction transaction, FactAppend leftovers) {
        this.connection = connection;
        this.transaction = transaction;
        this.leftovers = leftovers;
    }

    Appended load(TableReading reading, Path folder) throws SourceException, SQLException {
        // ids met within one document are told apart by its reader, so only what was there before can be known
        for (FactTable table : FactTable.values()) {
            if (rows(table) > 0) {
                filled.add(table);
            }
        }
        try {
            reading.forEachChunk(folder, this::load);
        } catch (SourceException e) {
            // what was understood before the reading broke off stays
            commit();
            throw e;
        }
        commit();
        return appended.plus(leftovers.flush());
    }

    private void commit() throws SQLException {
        transaction.commit();
        pending = 0;
    }

    private void load(Chunk chunk) throws SQLException {
        transaction.begin();
        long before = rows(chunk.table());
        try (var view = new ChunkView(connection, chunk)) {
            long added = insert(chunk);
            if (added == chunk.records()) {
                // rows that are not committed yet have higher row ids than any other
                appended = appended.plus(new Appended(added, 0, 0, covered(chunk, "rowid >= " + before)));
            } else {
                explain(chunk, view, added);
            }
        }
        for (Refusal refusal : chunk.refusals()) {
            leftovers.take(refusal);
        }
        leftovers.flush();
        pending += chunk.records();
        if (pending >= ROWS_PER_TRANSACTION) {
            commit();
        }
    }

    private long insert(Chunk chunk) throws SQLException {
        FactTable table = chunk.table();
        String known = filled.stream()
                .map(other -> " and not exists (select 1 from " + other.table() + " k where k.id = mapped.id)")
                .collect(Collectors.joining());
        String sql = "insert into " + table.table() + " (" + String.join(", ", table.columns()) + ") select "
                + ChunkView.columns(table) + " from mapped where wrong is null and again = 0" + known;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, chunk.document());
            statement.setObject(2, LocalDateTime.ofInstant(leftovers.now(), ZoneOffset.UTC));
            return statement.executeUpdate();
        }
    }

    /// Says what became of a chunk of which only some rows were new and good.
    private void explain(Chunk chunk, ChunkView view, long added) throws SQLException {
        FactTable table = chunk.table();
        String same = table.content().stream()
                .map(column -> " and k." + column + " is not distinct from m." + column)
                .collect(Collectors.joining());
        view.again();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace temp table leftover as select m.* from mapped m left join "
                    + table.table() + " k on k.id = m.id and m.wrong is null" + same + " where k.id is null");
            long left = number(statement, "select count(*) from leftover");
            long known = chunk.records() - left - added;
            view.again();
            Span span = known + added == 0
                    ? null
                    : covered(chunk, "id in (select id from mapped where line not in (select line from leftover))");
            appended = appended.plus(new Appended(added, known, 0, span));
            List<Fact> facts = new ArrayList<>();
            view.facts("leftover", facts::add);
            // the connection that loads keeps no order
            facts.sort(Comparator.comparing(fact -> fact.origin().line(), Comparator.nullsFirst(Long::compare)));
            for (Fact fact : facts) {
                leftovers.take(fact);
            }
            statement.execute("drop table leftover");
        }
    }

    private @Nullable Span covered(Chunk chunk, String where) throws SQLException {
        if (chunk.table() != FactTable.USAGE) {
            return null;
        }
        String sql = "select min(" + chunk.table().at() + "), max("
                + chunk.table().end() + ") from " + chunk.table().table() + " where " + where;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var row = new ResultRow(rows);
            row.next();
            Instant from = row.instant();
            Instant to = row.instant();
            return from == null || to == null ? null : new Span(from, to);
        }
    }

    private long rows(FactTable table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return number(statement, "select count(*) from " + table.table());
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
