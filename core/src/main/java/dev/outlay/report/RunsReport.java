package dev.outlay.report;

import dev.outlay.allocation.RunHistory;
import dev.outlay.allocation.RunLineage;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The leaderboard of runs and of models: what each cost, how much of it was lost, what a unit of work and of
/// quality cost.
final class RunsReport implements Report {

    private static final Parameter SORT = Parameter.one(
            "sort",
            "score",
            "The order: cost, redone, score, quality, gpu-hours, cost-per-point, start or run (default: cost)");
    private static final Parameter FORMAT =
            Parameter.one("format", "detailed", "summary, or detailed with every column");
    private static final Parameter LIMIT =
            Parameter.one("limit", "10", "Show the first rows and sum the others into one");

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String description() {
        return "A leaderboard of runs and models: cost, lost work, unit costs, score, cost and quality frontier.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.addAll(RunsQuestion.PARAMETERS);
        all.addAll(List.of(RunLedger.MEASURE, SORT, FORMAT, LIMIT));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report runs --sort score    # which runs made the most of their money",
                "report runs --quality loss --lower-is-better --last 30d    # runs started in the last 30 days");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        var question = RunsQuestion.of(parameters, desk.now());
        Measure measure = RunLedger.measure(parameters);
        Comparator<RunsEntry> order =
                parameters.one(SORT.name(), text -> order(text, question)).orElse(order("cost", question));
        boolean detailed = parameters.one(FORMAT.name(), RunsReport::detailed).orElse(false);
        var runs = new RunLedger(desk.ledger());
        List<RunHistory> wanted =
                runs.histories().values().stream().filter(question::mayKeep).toList();
        List<RunsEntry> entries = new ArrayList<>();
        for (RunLineage run : runs.lineages(wanted, measure).values()) {
            if (question.keeps(run)) {
                entries.addAll(entries(run, question));
            }
        }
        List<RunsEntry> models = models(entries, question);
        // equal ones stay in the order of their names
        entries.sort(order);
        models.sort(order);
        Set<String> currencies = entries.stream()
                .filter(RunsEntry::priced)
                .map(RunsEntry::currency)
                .collect(Collectors.toSet());
        var layout = new RunsLayout(question, currencies, detailed);
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(Integer.MAX_VALUE);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put(
                "runs",
                Long.toString(
                        entries.stream().map(RunsEntry::history).distinct().count()));
        heading.put("measure", measure.text());
        layout.heading(entries, heading);
        heading.put("quality", question.quality());
        return Table.of(
                name(),
                heading,
                layout.columns("run"),
                layout.rows(entries, limit, false),
                layout.notes(entries),
                List.of(Table.of(
                        "models",
                        Map.of(),
                        layout.columns("model"),
                        layout.rows(models, Integer.MAX_VALUE, true),
                        List.of())));
    }

    private static List<RunsEntry> entries(RunLineage run, RunsQuestion question) {
        BigDecimal quality = run.history().metric(question.quality()).orElse(null);
        List<RunsEntry> entries = new ArrayList<>();
        Map<String, RunLineage.Split> splits = run.splits();
        if (splits.isEmpty()) {
            // a run without charges is shown, and said to have no cost
            entries.add(new RunsEntry(List.of(run), Costs.NO_CURRENCY, RunLineage.Split.NOTHING, quality));
        }
        splits.forEach((currency, split) -> entries.add(new RunsEntry(List.of(run), currency, split, quality)));
        return entries;
    }

    private static List<RunsEntry> models(List<RunsEntry> entries, RunsQuestion question) {
        Map<String, List<RunsEntry>> byModel = new TreeMap<>();
        entries.forEach(entry -> byModel.computeIfAbsent(
                        entry.history().latest(attempt -> attempt.model()).orElse("") + "\n" + entry.currency(),
                        _ -> new ArrayList<>())
                .add(entry));
        Comparator<BigDecimal> better =
                question.lowerIsBetter() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        List<RunsEntry> models = new ArrayList<>();
        byModel.values()
                .forEach(of -> models.add(new RunsEntry(
                        of.stream().flatMap(entry -> entry.runs().stream()).toList(),
                        of.getFirst().currency(),
                        of.stream().map(RunsEntry::split).reduce(RunLineage.Split.NOTHING, RunLineage.Split::plus),
                        of.stream()
                                .flatMap(entry -> Optional.ofNullable(entry.quality()).stream())
                                .max(better)
                                .orElse(null))));
        return models;
    }

    private static Comparator<RunsEntry> order(String text, RunsQuestion question) {
        Comparator<@Nullable BigDecimal> largest = Comparator.nullsLast(Comparator.reverseOrder());
        Comparator<@Nullable BigDecimal> smallest = Comparator.nullsLast(Comparator.naturalOrder());
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "cost" -> Comparator.comparing(RunsEntry::cost, largest);
            case "redone" -> Comparator.comparing(entry -> entry.split().lost(), largest);
            case "score" -> Comparator.comparing(entry -> RunsLayout.score(entry, question), largest);
            case "quality" -> Comparator.comparing(RunsEntry::quality, question.lowerIsBetter() ? smallest : largest);
            case "gpu-hours" ->
                Comparator.comparing(entry -> entry.split().amounts().gpuSeconds(), largest);
            case "cost-per-point" -> Comparator.comparing(entry -> RunsLayout.costPerPoint(entry, question), smallest);
            case "start" ->
                Comparator.comparing(
                        entry -> entry.runs().getFirst().start().orElse(null),
                        Comparator.nullsLast(Comparator.naturalOrder()));
            case "run" -> Comparator.comparing(entry -> entry.history().run());
            default ->
                throw new IllegalArgumentException(
                        "cost, redone, score, quality, gpu-hours, cost-per-point, start or run" + " is expected, not "
                                + text);
        };
    }

    private static boolean detailed(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "summary" -> false;
            case "detailed" -> true;
            default -> throw new IllegalArgumentException("summary or detailed is expected, not " + text);
        };
    }
}
