package dev.outlay.report;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.outlook.SpendChange;
import dev.outlay.outlook.Telltale;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Why spend rose or fell against an earlier span: which values of which dimension, and by price or by quantity.
final class ExplainReport implements Report {

    private static final int SHOWN = 10;
    private static final Parameter BEFORE_FROM = Parameter.one(
            "before-from",
            "2026-09-01",
            "The first day or instant of what it is compared with (default: as long, right before)");
    private static final Parameter BEFORE_TO = Parameter.one(
            "before-to", "2026-10-01", "The first day or instant that is compared no more (default: from)");
    private static final Parameter BY = Parameter.one(
            "by", "team", "The dimension to explain it by (default: the one whose values explain most of the change)");
    private static final Parameter MEASURE = Parameter.one(
            "measure", "billed", "Which cost: billed, effective, list or contracted (default: effective)");
    private static final Parameter CURRENCY =
            Parameter.one("currency", "USD", "Which currency, where charges are in more than one");
    private static final Parameter LIMIT = Parameter.one(
            "limit", "20", "How many groups and prices to show, the largest first (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String description() {
        return "Why spend rose or fell against an earlier span: by which teams, regions or others, price or quantity.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.addAll(List.of(BEFORE_FROM, BEFORE_TO, BY, MEASURE, CURRENCY));
        all.addAll(Filters.PARAMETERS);
        all.add(LIMIT);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report explain --last 30d    # against the 30 days before",
                "report explain --from 2026-10-01 --to 2026-11-01 --before-from 2026-09-01 --before-to 2026-10-01    #"
                        + " October against September",
                "report explain --last 7d --by gpu-model --team vision    # one team, by what it used");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span after = after(parameters, desk.now());
        Span before = before(parameters, after);
        Measure measure = parameters.one(MEASURE.name(), ExplainReport::measure).orElse(Measure.EFFECTIVE);
        Optional<Dimension> asked = parameters.one(BY.name(), Dimension::of);
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        List<Filter> filters = Filters.of(parameters);
        LedgerReader ledger = desk.ledger();
        String currency = currency(parameters, ledger, measure, filters, before, after);
        var question = new SpendChange.Question(before, after, measure, filters, currency);
        var change = new SpendChange(ledger);
        List<Telltale> tried = asked.isPresent() ? List.of() : change.tried(question);
        Dimension by = asked.orElseGet(
                () -> tried.isEmpty() ? Dimension.Named.TEAM : tried.getFirst().dimension());
        return new ExplainTable(question, change.by(by, question), tried, limit).table(name(), desk);
    }

    private static Span after(Parameters parameters, Instant now) {
        Span span = Period.of(parameters, now);
        if (span == null) {
            throw new CallersMistake(
                    "which span is to be explained is missing: give from and to, such as 2026-10-01 and"
                            + " 2026-11-01, or last, such as 30d");
        }
        if (span.from().equals(Span.EVER.from())) {
            throw new CallersMistake(
                    "from is missing: " + Period.FROM.description() + ", such as " + Period.FROM.example());
        }
        return span.to().equals(Span.EVER.to()) ? new Span(span.from(), later(span.from(), now)) : span;
    }

    private static Instant later(Instant from, Instant now) {
        if (!from.isBefore(now)) {
            throw new CallersMistake("from must lie before now: " + from + " to " + now);
        }
        return now;
    }

    private static Span before(Parameters parameters, Span after) {
        Optional<Instant> from = parameters.one(BEFORE_FROM.name(), Texts::instant);
        Optional<Instant> to = parameters.one(BEFORE_TO.name(), Texts::instant);
        if (from.isEmpty() && to.isPresent()) {
            throw new CallersMistake("before-to was given without before-from: give both, or neither for as long a span"
                    + " right before");
        }
        Instant start = from.orElseGet(() -> after.from().minus(after.length()));
        Instant end = to.orElse(after.from());
        if (!start.isBefore(end)) {
            throw new CallersMistake("before-from must lie before before-to: " + start + " to " + end);
        }
        return new Span(start, end);
    }

    private static String currency(
            Parameters parameters,
            LedgerReader ledger,
            Measure measure,
            List<Filter> filters,
            Span before,
            Span after) {
        Set<String> known = new TreeSet<>();
        for (Span span : List.of(before, after)) {
            for (Totals.Row row : ledger.totals(new TotalsQuery(List.of(measure), List.of(), Grain.NONE, filters, span))
                    .rows()) {
                if (row.currency() != null && !row.currency().equals(Costs.NO_CURRENCY)) {
                    known.add(row.currency());
                }
            }
        }
        Optional<String> asked = parameters.text(CURRENCY.name()).map(text -> text.toUpperCase(Locale.ROOT));
        if (asked.isEmpty() && known.size() > 1) {
            throw new CallersMistake("charges are in " + String.join(", ", known)
                    + ", which are not summed: say which with currency, such as currency="
                    + known.iterator().next());
        }
        return asked.orElseGet(() -> known.isEmpty() ? "USD" : known.iterator().next());
    }

    private static Measure measure(String text) {
        Measure measure = Measure.of(text);
        if (measure.unit() != Measure.Unit.MONEY) {
            throw new IllegalArgumentException(
                    "billed, effective, list or contracted is expected, since price and quantity are told apart of money"
                            + " only, not " + text);
        }
        return measure;
    }
}
