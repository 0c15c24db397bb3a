package dev.outlay.report;

import dev.outlay.allocation.Statements;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Statement;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statement of a month by owner, open or closed, with the corrections of earlier months.
public final class ChargebackReport implements Report {

    private static final Parameter PERIOD =
            Parameter.one("period", "2026-10", "The month, UTC (default: the last that has ended)");
    private static final Parameter BY =
            Parameter.many("by", "team,project", "Owners to group by: team, project, cost-center (default: all three)");
    private static final Parameter KIND = Parameter.one(
            "kind", "showback", "showback or chargeback, which are closed apart from each other (default: chargeback)");

    @Override
    public String name() {
        return "chargeback";
    }

    @Override
    public String description() {
        return "The statement of a month: what each team, project and cost center owes, with corrections of closed months.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(PERIOD, BY, KIND);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report chargeback --period 2026-10 --by team    # what each team owes for October",
                "report chargeback --period 2026-10 --kind showback --output csv    # for information, for a spreadsheet");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        YearMonth month = month(parameters, desk.now());
        Statement.Kind kind = kind(parameters);
        List<StatementLayout.Key> by = parameters.many(BY.name(), StatementLayout.Key::of);
        if (by.stream().distinct().count() < by.size()) {
            throw new CallersMistake(
                    "by names an owner twice: " + String.join(", ", parameters.many(BY.name(), t -> t)));
        }
        var statements = new Statements(desk.ledger(), kind);
        Optional<Statement> closed = statements.closed(month);
        Statement statement = statements.of(month, desk.now());
        var layout = new StatementLayout(by.isEmpty() ? List.of(StatementLayout.Key.values()) : by, statement);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("period", month.toString());
        heading.put("kind", kind.text());
        heading.put("status", closed.isPresent() ? "closed" : "open");
        heading.put(
                "version",
                Integer.toString(
                        closed.isPresent() ? 1 + statements.correcting(month).size() : 0));
        heading.put("closed_at", closed.map(fact -> fact.at().toString()).orElse(null));
        layout.totals(heading);
        return Table.of(name(), heading, layout.columns(), layout.rows(), notes(statements, statement, month, closed));
    }

    /// Closes the month that the parameters of this report name. Throws [CallersMistake] where it has not ended.
    public static void close(Ledger ledger, Parameters parameters, Instant now) throws SourceException {
        if (parameters.text(PERIOD.name()).isEmpty()) {
            throw new CallersMistake("period is missing: say which month to close, such as " + PERIOD.example());
        }
        Statements.close(ledger, kind(parameters), month(parameters, now), now);
    }

    private static List<String> notes(
            Statements statements, Statement statement, YearMonth month, Optional<Statement> closed) {
        List<String> notes = new ArrayList<>();
        if (statement.lines().isEmpty()) {
            notes.add("no charge was found in " + month);
        }
        if (closed.isEmpty()) {
            notes.add("open: it changes with what the ledger learns until it is closed");
        }
        List<String> correcting =
                statements.correcting(month).stream().map(YearMonth::toString).toList();
        if (!correcting.isEmpty()) {
            notes.add("corrected by the statements of " + String.join(", ", correcting));
        }
        long corrections = statement.lines().stream()
                .filter(line -> !line.month().equals(statement.period()))
                .count();
        if (corrections > 0) {
            notes.add(corrections + " lines correct earlier months that were closed before these were known");
        }
        if (statement.lines().stream()
                .anyMatch(line -> line.owed().currency().equals(Costs.NO_CURRENCY)
                        && line.gpuSeconds() != null
                        && line.gpuSeconds().compareTo(BigDecimal.ZERO) != 0)) {
            notes.add("lines without a currency are use that has no price: it is in no sum of money");
        }
        return notes;
    }

    private static Statement.Kind kind(Parameters parameters) {
        return parameters.one(KIND.name(), Statement.Kind::of).orElse(Statement.Kind.CHARGEBACK);
    }

    private static YearMonth month(Parameters parameters, Instant now) {
        return parameters
                .one(PERIOD.name(), ChargebackReport::month)
                .orElseGet(() ->
                        YearMonth.from(now.atOffset(java.time.ZoneOffset.UTC)).minusMonths(1));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a month such as 2026-10 is expected, not " + text, e);
        }
    }
}
