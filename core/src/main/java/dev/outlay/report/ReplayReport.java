package dev.outlay.report;

import dev.outlay.ledger.Filter;
import dev.outlay.replay.Policy;
import dev.outlay.replay.Replay;
import dev.outlay.replay.Replayed;
import dev.outlay.savings.Projection;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the same usage would have cost under other policies, beside what it did cost.
final class ReplayReport implements Report {

    private static final Parameter POLICY = Parameter.many(
            "policy",
            "spot",
            "What would have been otherwise, several joined by +; repeat to compare: " + Policy.FORMS);
    private static final int SHOWN = 3;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String description() {
        return "What the same usage would have cost under another policy, with the check that what was done comes out.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(POLICY));
        all.addAll(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "replay --policy spot --policy on-demand --last 30d    # all spot, all on demand",
                "replay --policy idle-off:30m --policy mig:1g.10gb+idle-off:30m    # machines given back, GPUs shared",
                "replay --policy region:eu-north1 --team robotics    # the same machines elsewhere");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        List<List<Policy>> asked = new ArrayList<>(List.of(Policy.all("actual")));
        List<List<Policy>> given = parameters.many(POLICY.name(), Policy::all);
        if (given.isEmpty()) {
            throw new CallersMistake(
                    "policy is missing: say what would have been otherwise, such as spot; there are " + Policy.FORMS);
        }
        given.stream().filter(policies -> !asked.contains(policies)).forEach(asked::add);
        Span span = Period.of(parameters, desk.now());
        List<Filter> filters = Filters.of(parameters);
        var replay = new Replay(
                desk.ledger(),
                desk.allocation().owners(),
                desk.catalog(),
                desk.cards().get());
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Replayed> first = List.of();
        for (List<Policy> policies : asked) {
            List<Replayed> answers = replay.of(policies, span == null ? Span.EVER : span, filters);
            first = first.isEmpty() ? answers : first;
            answers.forEach(answer -> rows.add(row(answer)));
            policies.forEach(policy -> notes.add(policy.text() + ": " + policy.says()));
        }
        if (first.isEmpty()) {
            notes.add("nothing was charged: import some usage with outlay import, or widen the span and the filters");
        }
        first.stream().map(ReplayReport::check).forEach(notes::add);
        return Table.of(name(), heading(first), columns(), rows, notes);
    }

    private static Map<String, @Nullable String> heading(List<Replayed> actual) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        Replayed one = actual.size() == 1 ? actual.getFirst() : null;
        heading.put("actual", one == null ? null : Texts.money(one.actual().amount()));
        heading.put("replayed", one == null ? null : Texts.money(one.replayed().amount()));
        heading.put("currency", one == null ? null : one.actual().currency());
        LocalDate firstDay = actual.isEmpty() ? null : actual.getFirst().firstDay();
        LocalDate lastDay = actual.isEmpty() ? null : actual.getFirst().lastDay();
        heading.put("from", firstDay == null ? null : firstDay.toString());
        heading.put("to", lastDay == null ? null : lastDay.plusDays(1).toString());
        return heading;
    }

    private static List<Column> columns() {
        return List.of(
                Column.text("policy"),
                Column.text("currency"),
                Column.decimal("actual", null),
                Column.decimal("replayed", null),
                Column.decimal("saved", null),
                Column.decimal("percent", "%"),
                Column.decimal("saved_low", null),
                Column.decimal("saved_high", null),
                Column.decimal("interruptions", null),
                Column.decimal("year", null),
                Column.decimal("year_low", null),
                Column.decimal("year_high", null),
                Column.decimal("changed", null),
                Column.decimal("unpriced", null),
                Column.text("kept"),
                Column.text("basis"));
    }

    private static List<@Nullable String> row(Replayed answer) {
        List<@Nullable String> row = new ArrayList<>();
        Money actual = answer.actual();
        row.add(answer.text());
        row.add(actual.currency());
        row.add(Texts.money(actual.amount()));
        row.add(Texts.money(answer.replayed().amount()));
        row.add(Texts.money(answer.saved().amount()));
        row.add(Texts.percentOrNull(answer.saved().amount(), actual.amount()));
        row.add(Texts.money(actual.minus(answer.high()).amount()));
        row.add(Texts.money(actual.minus(answer.low()).amount()));
        row.add(Texts.money(answer.interruptions().amount()));
        Optional<Projection> year = answer.firstDay() == null || answer.lastDay() == null
                ? Optional.empty()
                : Projection.of(actual.currency(), answer.savedByDay(), answer.firstDay(), answer.lastDay());
        row.add(year.map(pace -> Texts.money(pace.year().amount())).orElse(null));
        row.add(year.map(pace -> Texts.money(pace.low().amount())).orElse(null));
        row.add(year.map(pace -> Texts.money(pace.high().amount())).orElse(null));
        row.add(Long.toString(answer.changed()));
        row.add(Long.toString(answer.unpriced()));
        row.add(counted(answer.kept()));
        row.add(counted(answer.basis()));
        return row;
    }

    private static String check(Replayed actual) {
        Money off = actual.replayed().minus(actual.actual());
        return "the replay of what was done gives " + actual.replayed() + ", the ledger says " + actual.actual()
                + (off.isZero()
                        ? ": the same to the last digit"
                        : ": off by " + off + ", because prices or rate cards changed since it was rated; outlay rate"
                                + " rates it anew");
    }

    private static @Nullable String counted(SortedMap<String, Long> counts) {
        if (counts.isEmpty()) {
            return null;
        }
        List<String> texts = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .toList();
        int more = counts.size() - texts.size();
        return String.join("; ", texts) + (more > 0 ? "; and " + more + " more" : "");
    }
}
