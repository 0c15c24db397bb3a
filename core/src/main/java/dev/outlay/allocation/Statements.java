package dev.outlay.allocation;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Statement;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statements of one kind: what each owner owes of a month, closed or as it would be closed now.
///
/// What changes in a closed month afterwards is told by the open month after the last closed one, as lines that
/// name the month they correct. So all closed statements and those corrections sum to what the ledger says. Not
/// thread-safe.
public final class Statements {

    private static final String DOCUMENT = "closed books";

    private final LedgerReader ledger;
    private final Statement.Kind kind;
    private final Map<YearMonth, Statement> closed = new LinkedHashMap<>();

    public Statements(LedgerReader ledger, Statement.Kind kind) {
        this.ledger = ledger;
        this.kind = kind;
        try (Stream<Statement> statements = ledger.facts(Statement.class, Span.EVER)) {
            statements
                    .filter(statement -> statement.kind() == kind)
                    .forEach(statement -> closed.put(month(statement.period()), statement));
        }
    }

    /// The closed statement of a month, empty while it is open.
    public Optional<Statement> closed(YearMonth month) {
        return Optional.ofNullable(closed.get(month));
    }

    /// The closed statement of a month, or what it would be if it were closed now.
    public Statement of(YearMonth month, Instant now) {
        return closed(month)
                .orElseGet(() -> new Statement(Origin.of(id(month), DOCUMENT), now, kind, span(month), lines(month)));
    }

    /// The months whose closed statements correct a month.
    public List<YearMonth> correcting(YearMonth month) {
        return closed.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(month)
                        && entry.getValue().lines().stream()
                                .anyMatch(line -> month(line.month()).equals(month)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// Closes a month: appends its statement, or does nothing where it is closed. Throws [CallersMistake] where the
    /// month has not ended.
    public static void close(Ledger ledger, Statement.Kind kind, YearMonth month, Instant now) throws SourceException {
        if (span(month).to().isAfter(now)) {
            throw new CallersMistake("the month " + month + " has not ended: it can be closed from "
                    + span(month).to() + " on");
        }
        var statements = new Statements(ledger, kind);
        if (statements.closed(month).isEmpty()) {
            ledger.append(Reading.of(List.of(statements.of(month, now))));
        }
    }

    /// The UTC month of a span that is one.
    public static YearMonth month(Span span) {
        return YearMonth.from(span.from().atOffset(ZoneOffset.UTC));
    }

    private List<Statement.Line> lines(YearMonth month) {
        List<Statement.Line> lines = new ArrayList<>(owed(month));
        boolean isNext = closed.keySet().stream()
                .max(YearMonth::compareTo)
                .filter(last -> last.plusMonths(1).equals(month))
                .isPresent();
        if (isNext) {
            closed.keySet().stream().sorted().forEach(earlier -> lines.addAll(corrections(earlier)));
        }
        return lines;
    }

    /// What the ledger says of a closed month beyond what statements have told of it.
    private List<Statement.Line> corrections(YearMonth month) {
        Map<Statement.Owed, StatementSums> left = new LinkedHashMap<>();
        owed(month).forEach(line -> amounts(left, line.owed()).add(line, 1));
        closed.values().stream()
                .flatMap(statement -> statement.lines().stream())
                .filter(line -> month(line.month()).equals(month))
                .forEach(line -> amounts(left, line.owed()).add(line, -1));
        return left.entrySet().stream()
                .filter(entry -> entry.getValue().isSome())
                .map(entry -> entry.getValue().line(span(month), entry.getKey()))
                .toList();
    }

    /// What the ledger says of a month.
    private List<Statement.Line> owed(YearMonth month) {
        Map<Statement.Owed, StatementSums> owed = new LinkedHashMap<>();
        for (Totals.Row row : ledger.totals(new TotalsQuery(
                        List.of(Measure.EFFECTIVE, Measure.BILLED, Measure.GPU_HOURS, Measure.ENERGY, Measure.CARBON),
                        List.of(
                                Dimension.Named.TEAM,
                                Dimension.Named.PROJECT,
                                Dimension.Named.COST_CENTER,
                                Dimension.Named.USE),
                        Grain.NONE,
                        List.of(),
                        span(month)))
                .rows()) {
            List<@Nullable String> by = row.dimensions();
            String currency = Objects.requireNonNullElse(row.currency(), Costs.NO_CURRENCY);
            amounts(owed, new Statement.Owed(by.get(0), by.get(1), by.get(2), currency))
                    .add("idle".equals(by.get(3)), row.measures());
        }
        return owed.entrySet().stream()
                .filter(entry -> entry.getValue().isSome())
                .map(entry -> entry.getValue().line(span(month), entry.getKey()))
                .toList();
    }

    private static StatementSums amounts(Map<Statement.Owed, StatementSums> all, Statement.Owed owed) {
        return all.computeIfAbsent(owed, _ -> new StatementSums());
    }

    private String id(YearMonth month) {
        return "statement/" + kind.text() + "/" + month;
    }

    private static Span span(YearMonth month) {
        return new Span(
                month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
