package dev.outlay.report;

import dev.outlay.budget.Budget;
import dev.outlay.budget.Expense;
import dev.outlay.budget.Guard;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Period.Calendar;
import dev.outlay.budget.Period.Cycle;
import dev.outlay.budget.Period.Days;
import dev.outlay.budget.Scope;
import dev.outlay.budget.Severity;
import dev.outlay.budget.Stated;
import dev.outlay.budget.Threshold;
import dev.outlay.budget.Zones;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Owner;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Budgets and expenses as they are given in parameters. Every reader throws [CallersMistake], naming the
/// parameter, on what is not understood. Thread-safe.
public final class BudgetParameters {

    public static final Parameter NAME = Parameter.one("name", "vision", "The budget's name");
    public static final Parameter BY =
            Parameter.one("by", "ada", "Who does this, for the history (default: the user of the command line)");
    public static final Parameter WITH_BELOW = Parameter.flag("with-below", "Delete the budgets below it too");

    private static final Parameter LIMIT = Parameter.one(
            "limit", "5000 USD", "How much: \"5000 USD\", \"200 gpu-hours\", \"300 kWh\" or \"90 kgCO2e\"");
    private static final Parameter PARENT = Parameter.one("parent", "research", "The budget above it");
    private static final Parameter PERIOD =
            Parameter.one("period", "month", "month, quarter, year, \"7 days\" or once (default: month)");
    private static final Parameter FIRST =
            Parameter.one("from", "2026-10-01", "The first day that counts (for so many days by default: today)");
    private static final Parameter LAST = Parameter.one("to", "2027-01-01", "The first day that counts no more");
    private static final Parameter ZONE =
            Parameter.one("zone", "Europe/Berlin", "The time zone that periods begin and end in (default: UTC)");
    private static final Parameter COST =
            Parameter.one("cost", "billed", "Which cost counts: effective or billed (default: effective)");
    private static final Parameter SCOPE = Parameter.many(
            "scope", "team=vision", "What it covers, DIMENSION=VALUE; repeat for more (default: everything)");
    private static final Parameter THRESHOLD = Parameter.many(
            "threshold",
            "80:warning:finance",
            "PERCENT[:SEVERITY[:RECIPIENT;...]]; repeat for more (default: 50, 80 and 100)");
    private static final Parameter GUARD =
            Parameter.one("guard", "dry-run", "At the door: enforce, dry-run or watch (default: enforce)");
    private static final Parameter GRACE =
            Parameter.one("grace", "2h", "How long work may go on once the limit is reached (default: not at all)");
    private static final Parameter PER_RUN =
            Parameter.one("per-run", "200", "The most that one run may take, in the unit of the limit");
    private static final Parameter PER_POD =
            Parameter.one("per-pod", "50", "The most that one pod may take, in the unit of the limit");

    private static final Parameter PROVIDER = Parameter.one("provider", "runpod", "Whom it was paid to");
    private static final Parameter AMOUNT =
            Parameter.one("amount", "120 USD", "How much, with its currency; below zero for a credit");
    private static final Parameter AT =
            Parameter.one("at", "2026-10-15", "The day, UTC, it counts on (default: today)");
    private static final Parameter UNTIL =
            Parameter.one("until", "2026-11-15", "The first day it is no longer for (default: the day after)");
    private static final Parameter ID = Parameter.one(
            "id", "invoice-7", "What it is known by, so that entering it again changes nothing (default: the time)");
    private static final List<Parameter> OWNERS = List.of(
            Parameter.one("team", "vision", "The team it is for"),
            Parameter.one("project", "segmentation", "The project it is for"),
            Parameter.one("namespace", "research", "The namespace it is for"),
            Parameter.one("experiment", "exp-3", "The experiment it is for"),
            Parameter.one("cost-center", "cc-1", "The cost center it is for"),
            Parameter.one("environment", "prod", "The environment it is for"));
    private static final Parameter SERVICE = Parameter.one("service", "labelling", "What was bought");
    private static final Parameter ACCOUNT = Parameter.one("account", "1234", "The account it was billed to");
    private static final Parameter DESCRIPTION = Parameter.one("description", "used server", "A sentence about it");
    private static final Parameter TAG = Parameter.many("tag", "squad=blue", "A tag, KEY=VALUE; repeat for more");

    /// What states a budget.
    public static final List<Parameter> CREATE = List.of(
            NAME, LIMIT, PARENT, PERIOD, FIRST, LAST, ZONE, COST, SCOPE, THRESHOLD, GUARD, GRACE, PER_RUN, PER_POD, BY);

    /// What states an expense.
    public static final List<Parameter> RECORD = record();

    private BudgetParameters() {}

    /// The budget that parameters state.
    public static Stated stated(Parameters parameters, Instant now) {
        String name = parameters.required(NAME);
        parameters.required(LIMIT);
        ZoneId zone = parameters.one(ZONE.name(), Zones::of).orElse(ZoneOffset.UTC.normalized());
        try {
            return Stated.at(
                    "budget " + name,
                    new Budget(
                            name,
                            parameters.text(PARENT.name()).orElse(null),
                            parameters.one(LIMIT.name(), Limit::of).orElseThrow(),
                            parameters.one(COST.name(), Measure::of).orElse(Measure.EFFECTIVE),
                            period(parameters, now, zone),
                            zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone,
                            scope(parameters),
                            thresholds(parameters),
                            new Guard(
                                    parameters.one(GUARD.name(), Guard.Mode::of).orElse(Guard.Mode.ENFORCE),
                                    parameters
                                            .one(GRACE.name(), BudgetParameters::length)
                                            .orElse(Duration.ZERO),
                                    parameters
                                            .one(PER_RUN.name(), Texts::positive)
                                            .orElse(null),
                                    parameters
                                            .one(PER_POD.name(), Texts::positive)
                                            .orElse(null))));
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    /// The expense that parameters state.
    public static Expense expense(Parameters parameters, Instant now) {
        parameters.required(PROVIDER);
        parameters.required(AMOUNT);
        Instant from = parameters
                .one(AT.name(), Texts::instant)
                .orElseGet(() -> Span.dayOf(now).from());
        Optional<Instant> until = parameters.one(UNTIL.name(), Texts::instant);
        if (until.isPresent() && !from.isBefore(until.get())) {
            throw new CallersMistake("until must lie behind at: " + from + " to " + until.get());
        }
        String provider = parameters.required(PROVIDER).toLowerCase(Locale.ROOT);
        try {
            return new Expense(
                    parameters.text(ID.name()).orElse(provider + "/" + now),
                    provider,
                    parameters.one(AMOUNT.name(), BudgetParameters::money).orElseThrow(),
                    until.map(end -> new Span(from, end))
                            .orElseGet(() -> new Span(from, Span.dayOf(from).to())),
                    new Owner(
                            said(parameters, "namespace"),
                            null,
                            null,
                            null,
                            said(parameters, "team"),
                            said(parameters, "project"),
                            said(parameters, "experiment"),
                            said(parameters, "cost-center"),
                            said(parameters, "environment"),
                            null),
                    said(parameters, SERVICE.name()),
                    said(parameters, ACCOUNT.name()),
                    said(parameters, DESCRIPTION.name()),
                    tags(parameters));
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    private static List<Parameter> record() {
        List<Parameter> all = new ArrayList<>(List.of(PROVIDER, AMOUNT, AT, UNTIL, ID));
        all.addAll(OWNERS);
        all.addAll(List.of(SERVICE, ACCOUNT, DESCRIPTION, TAG, BY));
        return List.copyOf(all);
    }

    private static dev.outlay.budget.Period period(Parameters parameters, Instant now, ZoneId zone) {
        Cycle cycle =
                parameters.one(PERIOD.name(), dev.outlay.budget.Period::cycle).orElse(Calendar.MONTH);
        LocalDate from = parameters.one(FIRST.name(), BudgetParameters::day).orElse(null);
        return new dev.outlay.budget.Period(
                cycle,
                from == null && cycle instanceof Days ? now.atZone(zone).toLocalDate() : from,
                parameters.one(LAST.name(), BudgetParameters::day).orElse(null));
    }

    private static Scope scope(Parameters parameters) {
        Map<Dimension, Set<String>> wanted = new LinkedHashMap<>();
        // a value may hold a comma
        for (String text : parameters.values().getOrDefault(SCOPE.name(), List.of())) {
            String[] parts = pair(SCOPE, text);
            Dimension dimension = Parameters.of(SCOPE.name(), parts[0])
                    .one(SCOPE.name(), Scope::dimension)
                    .orElseThrow();
            wanted.computeIfAbsent(dimension, _ -> new LinkedHashSet<>()).add(parts[1]);
        }
        return new Scope(wanted);
    }

    private static List<Threshold> thresholds(Parameters parameters) {
        List<String> given = parameters.values().getOrDefault(THRESHOLD.name(), List.of());
        return given.isEmpty()
                ? Threshold.USUAL
                : given.stream()
                        .map(text -> Parameters.of(THRESHOLD.name(), text)
                                .one(THRESHOLD.name(), BudgetParameters::threshold)
                                .orElseThrow())
                        .toList();
    }

    private static Threshold threshold(String text) {
        String[] parts = text.strip().split(":", 3);
        String number = parts[0].strip();
        BigDecimal percent = Decimals.parse(number.endsWith("%") ? number.substring(0, number.length() - 1) : number);
        return new Threshold(
                percent,
                parts.length > 1 && !parts[1].isBlank() ? Severity.of(parts[1]) : Threshold.usualSeverity(percent),
                parts.length > 2
                        ? Arrays.stream(parts[2].split(";")).map(String::strip).toList()
                        : List.of());
    }

    private static Map<String, String> tags(Parameters parameters) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String text : parameters.values().getOrDefault(TAG.name(), List.of())) {
            String[] parts = pair(TAG, text);
            tags.put(parts[0], parts[1]);
        }
        return tags;
    }

    private static String[] pair(Parameter parameter, String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new CallersMistake(
                    parameter.name() + ": KEY=VALUE is expected, such as " + parameter.example() + ", not " + text);
        }
        return new String[] {text.substring(0, equals).strip(), text.substring(equals + 1)};
    }

    private static Money money(String text) {
        String[] words = text.strip().split("\\s+", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("an amount and its currency are expected, such as 120 USD, not " + text);
        }
        return Money.of(words[1].toUpperCase(Locale.ROOT), words[0]);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a day such as 2026-10-01 is expected, not " + text, e);
        }
    }

    private static Duration length(String text) {
        return text.endsWith("m")
                ? Duration.ofMinutes(Texts.count(text.substring(0, text.length() - 1)))
                : Period.length(text);
    }

    private static @Nullable String said(Parameters parameters, String name) {
        return parameters.text(name).orElse(null);
    }
}
