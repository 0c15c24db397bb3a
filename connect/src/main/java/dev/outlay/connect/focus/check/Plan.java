package dev.outlay.connect.focus.check;

import dev.outlay.connect.focus.check.Readings.Reading;
import dev.outlay.connect.focus.check.Step.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides how each rule of a model is checked on one data set, or why it cannot be. Not thread-safe.
final class Plan {

    private static final Set<String> ABOUT_VALUES = Set.of("Validation", "Format", "Type");

    private final Model model;
    private final RowSql sql;
    private final ColumnNames names;
    private final Supported supported;
    private final Map<String, List<Rule>> wholes;
    private final Map<String, @Nullable String> scopes = new HashMap<>();

    Plan(Model model, Map<String, String> types, Supported supported) {
        this.model = model;
        this.sql = new RowSql(types);
        this.names = new ColumnNames(List.copyOf(types.keySet()));
        this.supported = supported;
        this.wholes = model.wholes();
    }

    Map<String, Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        model.rules().forEach((id, rule) -> steps.put(id, step(rule)));
        return steps;
    }

    private Step step(Rule rule) {
        if (model.outside().contains(rule.id())) {
            return notApplicable("it is a rule of another data set than cost and usage");
        }
        if (rule.isMay()) {
            return notApplicable("it allows something and asks for nothing");
        }
        if (rule.must() instanceof Check.Present present) {
            return presence(rule, present.column());
        }
        String alternative = alternativeOf(rule);
        if (alternative != null) {
            return notApplicable("it is one of the ways to satisfy " + alternative + ", which is checked");
        }
        Reading reading = Readings.BY_RULE.get(rule.id());
        if (reading != null && (reading.contradicts() || rule.must() instanceof Check.Nothing)) {
            return read(rule, reading);
        }
        if (!rule.criteria().isEmpty() && rule.parts().isEmpty() && !supported.covers(rule.criteria())) {
            return unclaimed(rule);
        }
        return checked(rule);
    }

    private Step checked(Rule rule) {
        return switch (rule.must()) {
            case Check.Nothing _ ->
                notApplicable("it is written in words alone and speaks of what no data set shows by itself");
            case Check.Unknown unknown ->
                new Step.Decided(Outcome.NOT_RUN, "the check " + unknown.function() + " is not known here");
            case Check.Distinct distinct -> groups(distinct.column(), distinct.beside(), distinct.count());
            case Check.Any any when !rule.parts().isEmpty() && areAlternatives(rule) -> alternatives(rule, any);
            case Check must -> rule.parts().isEmpty() ? rows(rule, must) : parts(rule);
        };
    }

    private Step parts(Rule rule) {
        String column = rule.entity();
        boolean ofColumn = rule.id().startsWith(column + "-C-");
        return ofColumn && !sql.has(column) ? lacks(column) : new Step.Parts(rule.parts());
    }

    private Step presence(Rule rule, String column) {
        if (sql.has(column)) {
            return new Step.Decided(Outcome.PASS, "");
        }
        if (!rule.criteria().isEmpty() && !supported.covers(rule.criteria())) {
            return unclaimed(rule);
        }
        return new Step.Decided(Outcome.FAIL, "the data set has no column " + column);
    }

    private static Step unclaimed(Rule rule) {
        return notApplicable(
                "it concerns providers with " + String.join(" and ", rule.criteria()) + ": claim it with --supports");
    }

    private Step rows(Rule rule, Check must) {
        List<String> columns = must.columns().distinct().toList();
        if (unknown(must) || (rule.when() != null && unknown(rule.when()))) {
            return new Step.Decided(Outcome.NOT_RUN, "a check within it is not known here");
        }
        String column = columns.contains(rule.entity()) ? rule.entity() : columns.getFirst();
        if (!sql.has(column)) {
            return lacks(column);
        }
        String given = ABOUT_VALUES.contains(rule.kind()) ? sql.column(column) + " is not null" : null;
        return new Step.Rows(both(scope(rule), given), sql.of(must), sql.shown(read(rule, columns)), "");
    }

    private Step read(Rule rule, Reading reading) {
        String note = reading.contradicts() ? "read by its words, which the model's own check contradicts" : "";
        return switch (reading.kind()) {
            case "rows" -> {
                List<String> columns = RowSql.columnsIn(reading.second() + reading.first());
                String column = columns.contains(rule.entity()) ? rule.entity() : columns.getFirst();
                if (!sql.has(column)) {
                    yield lacks(column);
                }
                yield new Step.Rows(
                        sql.of(new Check.Sql(reading.first(), columns)),
                        sql.of(new Check.Sql(reading.second(), columns)),
                        sql.shown(columns.stream().filter(sql::has).toList()),
                        note);
            }
            case "each" -> each(Check.Form.valueOf(reading.first()), reading.second());
            case "one" -> groups(reading.first(), reading.second(), 1);
            case "names" -> names.check(reading.first());
            default -> throw new IllegalStateException("a reading is of no known kind: " + reading.kind());
        };
    }

    /// A rule about the form of every column that the model gives this form.
    private Step each(Check.Form form, String must) {
        List<String> columns = model.rules().values().stream()
                .filter(rule -> rule.must() instanceof Check.Formed formed && formed.form() == form)
                .flatMap(rule -> rule.must().columns())
                .distinct()
                .filter(sql::has)
                .toList();
        if (columns.isEmpty()) {
            return notApplicable("the data set has no column that it is about");
        }
        String all = columns.stream()
                .map(column -> eachColumn(form, sql.column(column), must))
                .collect(Collectors.joining(" and "));
        String wrong = columns.stream()
                .map(column -> "case when " + eachColumn(form, sql.column(column), must) + " then null else "
                        + sql.shown(column) + " end")
                .collect(Collectors.joining(", ", "concat_ws(', ', ", ")"));
        return new Step.Rows(null, "(" + all + ")", wrong, "");
    }

    // nearly every value has its form, and then the finer questions need not be asked
    private static String eachColumn(Check.Form form, String column, String must) {
        String quick = switch (form) {
            case NUMERIC -> "number_ok(" + column + ")";
            case DATE_TIME -> "date_time_ok(" + column + ")";
            case STRING, KEY_VALUE, JSON_OBJECT, UNIT, CURRENCY, NATIONAL_CURRENCY -> "false";
            case TYPE_STRING, TYPE_DECIMAL, TYPE_DATE_TIME -> "false";
        };
        return "case when " + column + " is null or " + quick + " then true else " + must.replace("{}", column)
                + " end";
    }

    private Step groups(String column, String beside, int count) {
        return Stream.of(column, beside)
                .filter(name -> !sql.has(name))
                .findFirst()
                .map(Plan::lacks)
                .orElseGet(() -> new Step.Groups(column, beside, count));
    }

    private Step alternatives(Rule rule, Check.Any any) {
        Check ways = new Check.Any(any.checks().stream()
                .map(way -> way instanceof Check.Other other
                        ? Objects.requireNonNull(model.rules().get(other.rule()))
                                .must()
                        : way)
                .toList());
        return rows(rule, ways);
    }

    private boolean areAlternatives(Rule rule) {
        return rule.must() instanceof Check.Any
                && rule.parts().stream()
                        .map(part -> model.rules().get(part))
                        .allMatch(part -> part != null
                                && part.when() == null
                                && part.parts().isEmpty()
                                && !(part.must() instanceof Check.Nothing));
    }

    private @Nullable String alternativeOf(Rule rule) {
        return wholes.getOrDefault(rule.id(), List.of()).stream()
                .filter(whole -> !whole.parts().isEmpty() && areAlternatives(whole))
                .map(Rule::id)
                .findFirst()
                .orElse(null);
    }

    /// The rows that a rule concerns by its own condition and by those of the rules it is a part of; null for all.
    private @Nullable String scope(Rule rule) {
        if (scopes.containsKey(rule.id())) {
            return scopes.get(rule.id());
        }
        // a model that leads back to itself is cut here
        scopes.put(rule.id(), null);
        String own = rule.when() == null ? null : sql.of(rule.when());
        List<Rule> parents = wholes.getOrDefault(rule.id(), List.of());
        List<@Nullable String> inherited = new java.util.ArrayList<>();
        parents.forEach(parent -> inherited.add(scope(parent)));
        String within = inherited.isEmpty() || inherited.contains(null)
                ? null
                : inherited.stream().distinct().collect(Collectors.joining(" or ", "(", ")"));
        String scope = both(within, own);
        scopes.put(rule.id(), scope);
        return scope;
    }

    private List<String> read(Rule rule, List<String> columns) {
        Stream<String> conditions =
                rule.when() == null ? Stream.of() : rule.when().columns();
        return Stream.concat(columns.stream(), conditions)
                .distinct()
                .filter(sql::has)
                .toList();
    }

    private static boolean unknown(Check check) {
        return switch (check) {
            case Check.Unknown _ -> true;
            case Check.All all -> all.checks().stream().anyMatch(Plan::unknown);
            case Check.Any any -> any.checks().stream().anyMatch(Plan::unknown);
            default -> false;
        };
    }

    private static @Nullable String both(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return "(" + one + " and " + other + ")";
    }

    private static Step lacks(String column) {
        return notApplicable("the data set has no column " + column);
    }

    private static Step notApplicable(String reason) {
        return new Step.Decided(Outcome.NOT_APPLICABLE, reason);
    }
}
