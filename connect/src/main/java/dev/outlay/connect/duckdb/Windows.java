package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.Question;
import dev.outlay.units.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The spans into which the reading of many facts in order of time is cut, so that the database sorts few at a
/// time: sorting all would hold all of their columns in memory before the first is read.
final class Windows {

    private static final long LEAST = 8_192;
    // so that a large ledger is not asked too often either
    private static final int MOST = 256;

    private Windows() {}

    /// Spans that follow each other from the beginning of time to its end, cut at full hours. `hours` answers with
    /// the hours in order and the number of facts in each. One hour is never cut.
    static List<Span> of(Connection connection, Question hours) throws SQLException {
        List<Instant> starts = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        long all = 0;
        try (PreparedStatement statement = Readers.prepared(connection, hours);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                starts.add(rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC));
                counts.add(rows.getLong(2));
                all += rows.getLong(2);
            }
        }
        long full = Math.max(LEAST, all / MOST);
        List<Span> windows = new ArrayList<>();
        Instant from = Span.EVER.from();
        long held = 0;
        for (int i = 0; i < starts.size(); i++) {
            if (held > 0 && held + counts.get(i) > full) {
                windows.add(new Span(from, starts.get(i)));
                from = starts.get(i);
                held = 0;
            }
            held += counts.get(i);
        }
        windows.add(new Span(from, Span.EVER.to()));
        return windows;
    }
}
