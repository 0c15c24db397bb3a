package dev.outlay.connect.history;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Guard;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Period;
import dev.outlay.budget.Scope;
import dev.outlay.budget.Severity;
import dev.outlay.budget.Threshold;
import dev.outlay.budget.Zones;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a record of a file of budgets means.
final class OldBudget {

    private static final List<String> MONTHLY =
            List.of("monthly_budget", "monthly_limit", "monthly_budget_usd", "monthly_limit_usd");
    private static final List<String> AMOUNT = List.of(
            "amount",
            "amount_usd",
            "limit",
            "limit_usd",
            "budget_amount",
            "budget_amount_usd",
            "budget_limit",
            "budget_limit_usd",
            "spend_limit",
            "spend_limit_usd",
            "total_budget",
            "total_budget_usd",
            "budget",
            "budget_usd");
    private static final List<String> PERIOD = List.of("period", "budget_period", "period_type", "cycle", "frequency");
    private static final List<String> THRESHOLDS =
            List.of("thresholds", "alert_thresholds", "alert_threshold", "alerts", "threshold");
    private static final List<String> PERCENT =
            List.of("percent", "percentage", "threshold", "threshold_percent", "at", "value");
    private static final List<String> RECIPIENTS =
            List.of("recipients", "alert_recipients", "notify", "emails", "notification_emails", "email", "channels");
    private static final Map<String, Dimension> SCOPES = Map.ofEntries(
            Map.entry("team", Named.TEAM),
            Map.entry("project", Named.PROJECT),
            Map.entry("project_id", Named.PROJECT),
            Map.entry("namespace", Named.NAMESPACE),
            Map.entry("experiment", Named.EXPERIMENT),
            Map.entry("experiment_id", Named.EXPERIMENT),
            Map.entry("provider", Named.PROVIDER),
            Map.entry("cloud_provider", Named.PROVIDER),
            Map.entry("account", Named.ACCOUNT),
            Map.entry("account_id", Named.ACCOUNT),
            Map.entry("cost_center", Named.COST_CENTER),
            Map.entry("environment", Named.ENVIRONMENT),
            Map.entry("region", Named.REGION),
            Map.entry("service", Named.SERVICE),
            Map.entry("model", new Dimension.Tag("model")));
    private static final Set<String> EVERYTHING = Set.of("global", "all", "total", "organization", "organisation", "*");

    private OldBudget() {}

    static boolean is(HistoryRecord record) {
        return record.said(AMOUNT) != null || record.said(MONTHLY) != null;
    }

    /// The budget of a record; `currency` is that of an amount that says none. Throws [WrongField] and
    /// [IllegalArgumentException] where it is none.
    static Budget budget(HistoryRecord record, @Nullable String currency) throws WrongField {
        String monthly = record.said(MONTHLY);
        String field = monthly == null ? String.valueOf(record.said(AMOUNT)) : monthly;
        BigDecimal amount = record.decimal(field);
        var unit = new BudgetUnit.Currency(record.currency(field, currency));
        String zone = record.anywhere(List.of("timezone", "time_zone", "tz"));
        return new Budget(
                name(record),
                record.text(List.of("parent", "parent_id", "parent_budget")),
                new Limit(amount, unit),
                Measure.EFFECTIVE,
                period(record, monthly != null),
                zone == null ? ZoneId.of("UTC") : Zones.of(zone),
                scope(record),
                thresholds(record),
                Guard.USUAL);
    }

    private static String name(HistoryRecord record) throws WrongField {
        String said = record.text(List.of("name", "budget_name", "budget_id", "id"));
        if (said == null && !record.keys().isEmpty()) {
            said = record.keys().getLast();
        }
        if (said == null) {
            throw new WrongField(
                    record.where(), null, "the budget has no name: name, budget_name or budget_id is missing");
        }
        return said;
    }

    private static Period period(HistoryRecord record, boolean monthly) throws WrongField {
        String said = record.anywhere(PERIOD);
        LocalDate from = day(record, List.of("start_date", "start", "from", "period_start"));
        LocalDate to = day(record, List.of("end_date", "end", "to", "period_end"));
        String word = said == null ? "" : said.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "" -> {
                if (monthly) {
                    yield new Period(Period.Calendar.MONTH, from, to);
                }
                if (from == null || to == null) {
                    throw new WrongField(
                            record.where(),
                            null,
                            "the budget says no period: write monthly, quarterly, yearly, weekly or"
                                    + " daily, or a start and an end");
                }
                yield new Period(Period.Once.ONCE, from, to);
            }
            case "weekly", "week" -> new Period(new Period.Days(7), from, to);
            case "daily", "day" -> new Period(new Period.Days(1), from, to);
            case "custom", "one_time", "one-time", "total", "fixed" -> new Period(Period.Once.ONCE, from, to);
            default -> new Period(Period.cycle(word), from, to);
        };
    }

    private static @Nullable LocalDate day(HistoryRecord record, List<String> names) throws WrongField {
        String said = record.text(names);
        return said == null ? null : record.instant(said).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Scope scope(HistoryRecord record) throws WrongField {
        Map<Dimension, Set<String>> wanted = new LinkedHashMap<>();
        SCOPES.forEach((field, dimension) -> {
            Set<String> values = texts(record.fields().get(field));
            if (!values.isEmpty()) {
                wanted.put(dimension, values);
            }
        });
        if (record.fields().get("tags") instanceof Json.Fields tags) {
            tags.values().forEach((key, value) -> wanted.put(new Dimension.Tag(key), texts(value)));
        }
        String scope = record.text(List.of("scope", "scope_type", "type"));
        String value = record.text(List.of("scope_value", "scope_id", "target", "scope_name"));
        if (scope != null && !EVERYTHING.contains(scope.toLowerCase(Locale.ROOT))) {
            Dimension dimension = SCOPES.get(scope.toLowerCase(Locale.ROOT));
            if (dimension == null) {
                throw new WrongField(
                        "scope",
                        scope,
                        "the scope of a budget is one of "
                                + String.join(
                                        ", ", SCOPES.keySet().stream().sorted().toList()) + " or global");
            }
            if (value != null) {
                wanted.put(dimension, Set.of(value));
            } else if (!wanted.containsKey(dimension)) {
                throw new WrongField("scope", scope, "the scope says no value: scope_value is missing beside " + scope);
            }
        }
        return new Scope(wanted);
    }

    private static List<Threshold> thresholds(HistoryRecord record) throws WrongField {
        List<String> everybody = new ArrayList<>();
        for (String field : RECIPIENTS) {
            everybody.addAll(texts(record.fields().get(field)));
        }
        List<Map.Entry<BigDecimal, Json>> written = new ArrayList<>();
        for (String field : THRESHOLDS) {
            Json said = record.fields().get(field);
            if (said != null && written.isEmpty()) {
                collect(said, written);
            }
        }
        if (written.isEmpty()) {
            return Threshold.USUAL.stream()
                    .map(usual -> new Threshold(usual.percent(), usual.severity(), everybody))
                    .toList();
        }
        boolean areParts = written.stream().anyMatch(one -> one.getKey().compareTo(BigDecimal.ONE) < 0);
        written.sort(Comparator.comparing(Map.Entry::getKey));
        List<Threshold> thresholds = new ArrayList<>();
        for (Map.Entry<BigDecimal, Json> one : written) {
            BigDecimal percent = areParts ? one.getKey().movePointRight(2) : one.getKey();
            thresholds.add(threshold(percent, one.getValue(), everybody));
        }
        return thresholds;
    }

    private static Threshold threshold(BigDecimal percent, Json said, List<String> everybody) {
        Severity severity = Threshold.usualSeverity(percent);
        Set<String> recipients = new LinkedHashSet<>();
        if (said instanceof Json.Fields fields) {
            Json word = fields.get("severity");
            String text = word == null ? null : word.scalar();
            severity = text == null ? severity : Severity.of(text);
            RECIPIENTS.forEach(field -> recipients.addAll(texts(fields.get(field))));
        }
        return new Threshold(percent, severity, recipients.isEmpty() ? everybody : List.copyOf(recipients));
    }

    /// A number, a list of numbers or of objects that hold one, or numbers by severity.
    private static void collect(Json said, List<Map.Entry<BigDecimal, Json>> written) throws WrongField {
        switch (said) {
            case Json.Items items -> {
                for (Json item : items.values()) {
                    collect(item, written);
                }
            }
            case Json.Fields fields -> {
                Json number = PERCENT.stream()
                        .map(fields.values()::get)
                        .filter(value -> value instanceof Json.Decimal || value instanceof Json.Text)
                        .findFirst()
                        .orElse(null);
                if (number != null) {
                    written.add(Map.entry(number(number), fields));
                    return;
                }
                for (Map.Entry<String, Json> field : fields.values().entrySet()) {
                    written.add(Map.entry(
                            number(field.getValue()),
                            new Json.Fields(Map.of("severity", new Json.Text(field.getKey())), fields.line())));
                }
            }
            case Json.Decimal _, Json.Text _ -> written.add(Map.entry(number(said), said));
            case Json.Truth _, Json.Nothing _ -> {
                // alerts switched on or off, which says no threshold
            }
        }
    }

    private static BigDecimal number(Json value) throws WrongField {
        String text = String.valueOf(value.scalar()).strip();
        try {
            return Decimals.parse(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw new WrongField("thresholds", text, "a threshold is a number");
        }
    }

    private static Set<String> texts(@Nullable Json value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof Json.Items items) {
            items.values().forEach(item -> texts.addAll(texts(item)));
        } else if (value != null
                && value.scalar() != null
                && !String.valueOf(value.scalar()).isBlank()) {
            texts.add(String.valueOf(value.scalar()).strip());
        }
        return texts;
    }
}
