package dev.outlay.report;

import dev.outlay.allocation.Statements;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Statement;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The months that there are charges of, each with its statement: open or closed, what it comes to, what it
/// corrects.
final class StatementsReport implements Report {

    private static final Parameter KIND = Parameter.one(
            "kind", "showback", "showback or chargeback, which are closed apart from each other (default: chargeback)");

    @Override
    public String name() {
        return "statements";
    }

    @Override
    public String description() {
        return "Every month with its statement: running, open or closed, what it comes to and what it corrects.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(KIND);
    }

    @Override
    public List<String> examples() {
        return List.of("report statements    # which months are closed, and which could be");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Statement.Kind kind = parameters.one(KIND.name(), Statement.Kind::of).orElse(Statement.Kind.CHARGEBACK);
        var statements = new Statements(desk.ledger(), kind);
        List<List<@Nullable String>> rows = new ArrayList<>();
        int closed = 0;
        List<YearMonth> months = months(desk);
        for (YearMonth month : months.reversed()) {
            Optional<Statement> standing = statements.closed(month);
            closed += standing.isPresent() ? 1 : 0;
            Statement statement = statements.of(month, desk.now());
            Instant ends =
                    month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            Map<String, @Nullable String> totals = new LinkedHashMap<>();
            new StatementLayout(List.of(StatementLayout.Key.TEAM), statement).totals(totals);
            long corrections = statement.lines().stream()
                    .filter(line -> !line.month().equals(statement.period()))
                    .count();
            List<@Nullable String> row = new ArrayList<>();
            row.add(month.toString());
            row.add(kind.text());
            row.add(standing.isPresent() ? "closed" : ends.isAfter(desk.now()) ? "running" : "open");
            row.add(standing.map(fact -> fact.at().toString()).orElse(null));
            row.add(ends.toString());
            row.add(totals.get("total"));
            row.add(totals.get("billed"));
            row.add(totals.get("currency"));
            row.add(Integer.toString(statement.lines().size()));
            row.add(Long.toString(corrections));
            row.add(corrected(statements, month));
            rows.add(row);
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("kind", kind.text());
        heading.put("months", Integer.toString(months.size()));
        heading.put("closed", Integer.toString(closed));
        List<String> notes = months.isEmpty()
                ? List.of("no charge is in the ledger: import usage or a bill first")
                : List.of("a statement that is not closed changes with what the ledger learns; a closed one never"
                        + " does, and what comes to light later stands as corrections in a later month");
        return Table.of(name(), heading, columns(), rows, notes);
    }

    private static List<Column> columns() {
        return List.of(
                Column.text("period"),
                Column.text("kind"),
                Column.text("status"),
                Column.time("closed_at"),
                Column.time("ends"),
                Column.decimal("total", null),
                Column.decimal("billed", null),
                Column.text("currency"),
                Column.decimal("lines", null),
                Column.decimal("corrections", null),
                Column.text("corrected_by"));
    }

    private static @Nullable String corrected(Statements statements, YearMonth month) {
        List<String> months =
                statements.correcting(month).stream().map(YearMonth::toString).toList();
        return months.isEmpty() ? null : String.join(", ", months);
    }

    /// Every month from the first to the last that has a charge.
    private static List<YearMonth> months(Desk desk) {
        List<Totals.Row> found = desk.ledger()
                .totals(TotalsQuery.of(Measure.BILLED).grain(Grain.MONTH))
                .rows();
        if (found.isEmpty()) {
            return List.of();
        }
        YearMonth last = month(found.getLast());
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = month(found.getFirst()); !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    private static YearMonth month(Totals.Row row) {
        return YearMonth.from(Objects.requireNonNull(row.bucket()).atOffset(ZoneOffset.UTC));
    }
}
