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

/// Loads a table of text straight into its table, a chunk to a transaction.
///
/// In the usual case every record is good and new, and the table is read once, while one statement after the other
/// takes its rows as they come. Only where fewer rows arrived than a chunk holds is that part of the table read
/// again, to tell what is known from what is refused.
final class ChunkLoad {

    // several row groups: what fills one is written at once, what does not goes by way of the log
    private static final int BATCHES = 48;

    private final DuckDBConnection connection;
    private final Transaction transaction;
    private final FactAppend leftovers;
    private final Chunk.Cut cut;
    private final List<FactTable> filled = new ArrayList<>();
    private final List<Part> unexplained = new ArrayList<>();
    private Appended appended = Appended.NOTHING;
    private long records;
    // records that did not arrive: what of them is not known is told by the leftovers
    private long missing;

    /// `threads` are those on which the database reads.
    ChunkLoad(DuckDBConnection connection, Transaction transaction, FactAppend leftovers, int threads) {
        this.connection = connection;
        this.transaction = transaction;
        this.leftovers = leftovers;
        this.cut = new Chunk.Cut(BATCHES, threads + 8);
    }

    /// A part of the records, by their numbers.
    private record Part(long from, long to) {}

    Appended load(TableReading reading, Path folder) throws SourceException, SQLException {
        // ids met within one document are told apart by its reader, so only what was there before can be known
        for (FactTable table : FactTable.values()) {
            if (rows(table) > 0) {
                filled.add(table);
            }
        }
        SourceException broken = null;
        try {
            reading.forEachChunk(folder, cut, this::load);
        } catch (SourceException e) {
            // what was understood before the reading broke off stays
            broken = e;
        }
        transaction.commit();
        if (!unexplained.isEmpty()) {
            records = 0;
            try {
                reading.forEachChunk(folder, HeldRows.CUT, this::explain);
            } catch (SourceException e) {
                broken = e;
            }
            appended = appended.plus(new Appended(0, missing, 0, null));
        }
        if (broken != null) {
            throw broken;
        }
        Appended all = appended.plus(leftovers.flush());
        transaction.commit();
        return all;
    }

    private void load(Chunk chunk) throws SQLException {
        transaction.begin();
        long before = rows(chunk.table());
        long first = records;
        try (var view = new ChunkView(connection, chunk)) {
            view.show(chunk.rows());
            long added = insert(chunk);
            // rows that are not committed yet have higher row ids than any other
            Span span = added == 0 ? null : covered(chunk, "rowid >= " + before);
            appended = appended.plus(new Appended(added, 0, 0, span));
            records += chunk.rows().count();
            if (added < chunk.rows().count()) {
                unexplained.add(new Part(first, records));
                missing += records - first - added;
            }
        }
        for (Refusal refusal : chunk.rows().refusals()) {
            leftovers.take(refusal);
        }
        leftovers.flush();
        transaction.commit();
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

    /// Says what became of the rows of a chunk that are not in the ledger as the chunk has them.
    private void explain(Chunk chunk) throws SQLException {
        long from = records;
        try (var rows = new HeldRows(chunk.rows())) {
            records += chunk.rows().count();
            long to = records;
            if (unexplained.stream().anyMatch(part -> part.from() < to && from < part.to())) {
                transaction.begin();
                explain(chunk, rows);
                transaction.commit();
            }
        }
    }

    private void explain(Chunk chunk, HeldRows rows) throws SQLException {
        FactTable table = chunk.table();
        String same = table.content().stream()
                .map(column -> " and k." + column + " is not distinct from m." + column)
                .collect(Collectors.joining());
        try (var view = new ChunkView(connection, chunk);
                Statement statement = connection.createStatement()) {
            view.show(rows.supply());
            statement.execute("create or replace temp table leftover as select m.* from mapped m left join "
                    + table.table() + " k on k.id = m.id and m.wrong is null" + same + " where k.id is null");
            missing -= number(statement, "select count(*) from leftover");
            view.show(rows.supply());
            Span span = covered(chunk, "id in (select id from mapped where line not in (select line from leftover))");
            appended = appended.plus(new Appended(0, 0, 0, span));
            List<Fact> facts = new ArrayList<>();
            view.facts("leftover", facts::add);
            // the connection that loads keeps no order
            facts.sort(Comparator.comparing(fact -> fact.origin().line(), Comparator.nullsFirst(Long::compare)));
            for (Fact fact : facts) {
                leftovers.take(fact);
            }
            leftovers.flush();
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
