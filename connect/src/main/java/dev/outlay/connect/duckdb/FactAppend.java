package dev.outlay.connect.duckdb;

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

/// Appends facts one by one, a batch at a time: what the ledger holds already is looked up and
/// compared in Java, what is new goes through the appender.
final class FactAppend {

    private static final int BATCH = 50_000;

    private final DuckDBConnection connection;
    private final Transaction transaction;
    private final InstantSource clock;
    private final List<Fact> batch = new ArrayList<>();
    private Appended appended = Appended.NOTHING;

    FactAppend(DuckDBConnection connection, Transaction transaction, InstantSource clock) {
        this.connection = connection;
        this.transaction = transaction;
        this.clock = clock;
    }

    Appended appendAll(Reading reading) throws SourceException, SQLException {
        try {
            reading.forEach(fact -> {
                try {
                    take(fact);
                } catch (SQLException e) {
                    throw DuckDb.failed(e);
                }
            });
        } catch (SourceException e) {
            flush();
            throw e;
        }
        return flush();
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

    /// Writes what was taken and says what became of everything taken so far.
    Appended flush() throws SQLException {
        if (!batch.isEmpty()) {
            Map<String, Fact> known = known(batch);
            Map<String, Fact> fresh = new LinkedHashMap<>();
            Appended taken = Appended.NOTHING;
            for (Fact fact : batch) {
                taken = taken.plus(outcome(fact, known, fresh));
            }
            transaction.run(() -> write(fresh.values()));
            batch.clear();
            appended = appended.plus(taken);
        }
        return appended;
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
                    try (ResultSet rows = lookup.executeQuery()) {
                        var row = new ResultRow(rows);
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
            try (DuckDBAppender appender =
                    connection.createAppender("main", entry.getKey().table())) {
                var row = new AppenderRow(appender);
                for (Fact fact : entry.getValue()) {
                    appender.beginRow();
                    FactTable.write(fact, now, row);
                    appender.endRow();
                }
            }
        }
    }
}
