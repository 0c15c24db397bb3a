package dev.outlay.connect.duckdb;

import dev.outlay.connect.arrow.StreamReader;
import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Conflicts;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Rating;
import dev.outlay.units.Span;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Appends facts a batch at a time: what the ledger holds already is looked up and compared in Java, what is new is
/// inserted from memory. Not thread-safe.
final class FactAppend {

    private static final int BATCH = 25_000;

    // the rows that DuckDB keeps together: fewer go by way of the log and are written again
    private static final int TRANSACTION = 122_880;

    private final DuckDBConnection connection;
    private final Transaction transaction;
    private final InstantSource clock;
    private final List<Fact> batch = new ArrayList<>();
    private Appended appended = Appended.NOTHING;
    private long uncommitted;

    FactAppend(DuckDBConnection connection, Transaction transaction, InstantSource clock) {
        this.connection = connection;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Appends all that a reading gives, a batch behind it: while one is written, the next is gathered.
    Appended appendAll(Reading reading) throws SourceException, SQLException {
        try (var writer = new Behind()) {
            try {
                reading.forEach(fact -> {
                    batch.add(fact);
                    if (batch.size() == BATCH) {
                        List<Fact> full = List.copyOf(batch);
                        batch.clear();
                        writer.run(() -> {
                            flush(full);
                            uncommitted += full.size();
                            if (uncommitted >= TRANSACTION) {
                                commit();
                            }
                        });
                    }
                });
            } catch (SourceException e) {
                // what was understood stays
                writer.finish();
                flush();
                commit();
                throw e;
            }
            writer.finish();
            flush();
            commit();
            return appended;
        }
    }

    private void commit() throws SQLException {
        transaction.commit();
        uncommitted = 0;
    }

    Instant now() {
        return clock.instant();
    }

    void take(Fact fact) throws SQLException {
        batch.add(fact);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /// Writes what was taken, in the transaction that is open, and says what became of everything taken so far.
    Appended flush() throws SQLException {
        List<Fact> rest = List.copyOf(batch);
        batch.clear();
        flush(rest);
        return appended;
    }

    private void flush(List<Fact> facts) throws SQLException {
        if (!facts.isEmpty()) {
            Map<String, Fact> known = known(facts);
            Map<String, Fact> fresh = new LinkedHashMap<>();
            Appended taken = Appended.NOTHING;
            for (Fact fact : facts) {
                taken = taken.plus(outcome(fact, known, fresh));
            }
            transaction.begin();
            write(fresh.values());
            appended = appended.plus(taken);
        }
    }

    private Appended outcome(Fact fact, Map<String, Fact> known, Map<String, Fact> fresh) throws SQLException {
        String id = fact.origin().id();
        Fact before = known.containsKey(id) ? known.get(id) : fresh.putIfAbsent(id, fact);
        if (fact instanceof Refusal) {
            return new Appended(0, 0, 1, null);
        }
        if (before == null) {
            return new Appended(1, 0, 0, covered(fact));
        }
        if (before.equals(fact.readAt(before.origin()))) {
            return new Appended(0, 1, 0, covered(fact));
        }
        Refusal refusal = Conflicts.refusal(before, fact);
        if (known(List.of(refusal)).isEmpty()) {
            fresh.putIfAbsent(refusal.origin().id(), refusal);
        }
        return new Appended(0, 0, 1, null);
    }

    private static @Nullable Span covered(Fact fact) {
        return fact instanceof Usage usage ? usage.span() : null;
    }

    private Map<String, Fact> known(List<Fact> facts) throws SQLException {
        Map<String, Fact> known = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace temp table incoming (id varchar)");
            try (DuckDBAppender appender = connection.createAppender("temp", "main", "incoming")) {
                for (String id : ids(facts)) {
                    appender.beginRow().append(id).endRow();
                }
            }
            Span rated = rated(facts);
            for (FactTable table : rated == null ? List.of(FactTable.values()) : List.of(FactTable.CHARGE)) {
                String when = rated == null ? "" : " and " + table.at() + " between ? and ?";
                String sql = "select " + String.join(", ", table.columns()) + " from " + table.table()
                        + " where id in (select id from incoming)" + when;
                try (PreparedStatement lookup = connection.prepareStatement(sql)) {
                    if (rated != null) {
                        lookup.setObject(1, LocalDateTime.ofInstant(rated.from(), ZoneOffset.UTC));
                        lookup.setObject(2, LocalDateTime.ofInstant(rated.to(), ZoneOffset.UTC));
                    }
                    try (ResultSet result = lookup.executeQuery();
                            StreamReader rows = ArrowView.rows(connection, result)) {
                        var row = new StreamRow(rows);
                        while (row.next()) {
                            Fact fact = table.read(row);
                            known.put(fact.origin().id(), fact);
                        }
                    }
                }
            }
        }
        return known;
    }

    /// From the first to the last start of charges that are all rated here; null where anything else is among them.
    ///
    /// The id of a rated charge holds its start, so known ones are found among the charges of these times alone:
    /// looking through all ids would take longer the more a ledger holds.
    private static @Nullable Span rated(List<Fact> facts) {
        Instant first = facts.getFirst().at();
        Instant last = first;
        for (Fact fact : facts) {
            if (!(fact instanceof Charge) || !fact.origin().id().startsWith(Rating.ORIGIN)) {
                return null;
            }
            first = fact.at().isBefore(first) ? fact.at() : first;
            last = fact.at().isAfter(last) ? fact.at() : last;
        }
        return new Span(first, last.plusSeconds(1));
    }

    private static Set<String> ids(List<Fact> facts) {
        return facts.stream().map(fact -> fact.origin().id()).collect(Collectors.toSet());
    }

    private void write(Collection<Fact> facts) throws SQLException {
        Instant now = clock.instant();
        Map<FactTable, List<Fact>> byTable = facts.stream().collect(Collectors.groupingBy(FactTable::of));
        for (Map.Entry<FactTable, List<Fact>> entry : byTable.entrySet()) {
            FactRows.insert(connection, entry.getKey(), entry.getValue(), now);
        }
    }
}
