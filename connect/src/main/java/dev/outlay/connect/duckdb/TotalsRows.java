package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.TotalsSql;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the rows of totals and puts them in the order that every ledger keeps.
final class TotalsRows {

    private static final Comparator<@Nullable String> ABSENT_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private static final Comparator<Totals.Row> ORDER = Comparator.comparing(
                    Totals.Row::bucket, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(Totals.Row::dimensions, TotalsRows::compare)
            .thenComparing(Totals.Row::currency, ABSENT_LAST);

    private TotalsRows() {}

    static Totals read(TotalsQuery query, ResultSet result) throws SQLException {
        List<Totals.Row> rows = new ArrayList<>();
        var row = new ResultRow(result);
        while (row.next()) {
            rows.add(row(query, row));
        }
        rows.sort(ORDER);
        return new Totals(query, rows);
    }

    // the compiler forgets that a record's component may hold nulls within its list
    @SuppressWarnings("NullAway")
    private static Totals.Row row(TotalsQuery query, ResultRow row) {
        Instant bucket = query.grain() == Grain.NONE ? null : row.instant();
        List<@Nullable String> dimensions = new ArrayList<>();
        for (int i = 0; i < query.by().size(); i++) {
            dimensions.add(row.text());
        }
        String currency = TotalsSql.asksForMoney(query) ? row.text() : null;
        List<@Nullable BigDecimal> measures = new ArrayList<>();
        for (int i = 0; i < query.measures().size(); i++) {
            measures.add(row.decimal());
        }
        long charges = Objects.requireNonNull(row.integer());
        return new Totals.Row(bucket, dimensions, currency, measures, charges, Objects.requireNonNull(row.integer()));
    }

    private static int compare(List<@Nullable String> one, List<@Nullable String> other) {
        int order = 0;
        for (int i = 0; order == 0 && i < one.size(); i++) {
            order = ABSENT_LAST.compare(one.get(i), other.get(i));
        }
        return order;
    }
}
