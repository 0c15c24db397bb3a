package dev.outlay.report;

import dev.outlay.allocation.Amounts;
import dev.outlay.allocation.Progress;
import dev.outlay.allocation.RunLineage;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How runs and models are laid out as rows of the leaderboard.
final class RunsLayout {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int THOUSAND = 3;

    private final RunsQuestion question;
    private final Set<String> currencies;
    private final boolean detailed;

    RunsLayout(RunsQuestion question, Set<String> currencies, boolean detailed) {
        this.question = question;
        this.currencies = currencies;
        this.detailed = detailed;
    }

    /// A column and what stands in it for an entry; `sums` where it may be summed into a row of others.
    private record Cell(Column column, Function<RunsEntry, @Nullable String> value, boolean sums) {}

    static @Nullable BigDecimal score(RunsEntry entry, RunsQuestion question) {
        return question.lowerIsBetter() ? null : RunScore.of(entry.split().useful(), entry.cost(), entry.quality());
    }

    static @Nullable BigDecimal costPerPoint(RunsEntry entry, RunsQuestion question) {
        return question.lowerIsBetter() ? null : RunScore.per(entry.cost(), RunScore.points(entry.quality()));
    }

    List<Column> columns(String first) {
        return cells(first.equals("model"), Set.of()).stream().map(Cell::column).toList();
    }

    List<List<@Nullable String>> rows(List<RunsEntry> entries, int limit, boolean models) {
        List<Cell> cells = cells(models, RunsFrontier.of(entries, question.lowerIsBetter()));
        List<List<@Nullable String>> rows = new ArrayList<>();
        entries.stream().limit(limit).forEach(entry -> rows.add(row(cells, entry)));
        others(entries.stream().skip(limit).toList()).forEach(others -> {
            List<@Nullable String> row = new ArrayList<>();
            for (Cell cell : cells) {
                row.add(
                        row.isEmpty()
                                ? CostLayout.OTHERS
                                : cell.sums() ? cell.value().apply(others) : null);
            }
            rows.add(row);
        });
        return rows;
    }

    /// The sums over all runs; no total over several currencies.
    void heading(List<RunsEntry> entries, Map<String, @Nullable String> heading) {
        boolean one = currencies.size() == 1;
        heading.put("total", one ? sum(entries, RunLineage.Split::total) : null);
        heading.put("currency", one ? currencies.iterator().next() : null);
        heading.put("failed_cost", one ? sum(entries, RunLineage.Split::failed) : null);
        heading.put("redone_cost", one ? sum(entries, RunLineage.Split::lost) : null);
        heading.put("between_attempts_cost", one ? sum(entries, RunLineage.Split::between) : null);
    }

    List<String> notes(List<RunsEntry> entries) {
        List<String> notes = new ArrayList<>();
        if (entries.isEmpty()) {
            notes.add("no run was found: import runs with outlay import runs, or widen the span and the filters");
        }
        long silent = entries.stream().filter(entry -> entry.quality() == null).count();
        if (silent > 0) {
            notes.add(silent + " of " + entries.size() + " runs have no metric " + question.quality()
                    + ": choose another with --quality");
        }
        if (question.lowerIsBetter() && !entries.isEmpty()) {
            notes.add(
                    "where lower is better, quality is no share of anything: there is no score and no cost per point");
        }
        long costless = entries.stream().filter(entry -> !entry.priced()).count();
        if (costless > 0) {
            notes.add(costless + " of " + entries.size() + " runs have no cost: no priced charge names them");
        }
        long unpriced = entries.stream()
                .flatMap(entry -> entry.runs().stream())
                .distinct()
                .mapToLong(RunLineage::unpriced)
                .sum();
        if (unpriced > 0) {
            notes.add(unpriced + " charges of these runs have no price and are in no sum of money");
        }
        long unknown = entries.stream()
                .filter(entry -> entry.history().attempts().isEmpty())
                .count();
        if (unknown > 0) {
            notes.add(unknown + " of " + entries.size()
                    + " runs are known from charges only: without attempts all their cost lies between attempts");
        }
        if (currencies.size() > 1) {
            notes.add("there is no total over several currencies: "
                    + String.join(", ", currencies.stream().sorted().toList()));
        }
        return notes;
    }

    private List<RunsEntry> others(List<RunsEntry> rest) {
        Map<String, RunsEntry> byCurrency = new LinkedHashMap<>();
        for (RunsEntry entry : rest) {
            byCurrency.merge(entry.currency(), entry, (one, other) -> {
                List<RunLineage> runs = new ArrayList<>(one.runs());
                runs.addAll(other.runs());
                return new RunsEntry(runs, one.currency(), one.split().plus(other.split()), null);
            });
        }
        return List.copyOf(byCurrency.values());
    }

    private static List<@Nullable String> row(List<Cell> cells, RunsEntry entry) {
        List<@Nullable String> row = new ArrayList<>();
        cells.forEach(cell -> row.add(cell.value().apply(entry)));
        return row;
    }

    private List<Cell> cells(boolean models, Set<RunsEntry> frontier) {
        String currency = currencies.size() == 1 ? currencies.iterator().next() : null;
        List<Cell> cells = new ArrayList<>();
        if (!models) {
            cells.add(text("run", entry -> entry.history().run()));
        }
        cells.add(text(
                "model",
                entry -> entry.history().latest(attempt -> attempt.model()).orElse(null)));
        if (models) {
            cells.add(number(
                    "runs", null, entry -> BigDecimal.valueOf(entry.runs().size())));
        } else {
            cells.add(text(
                    "status", entry -> entry.history().standing(question.now()).orElse(null)));
            cells.add(number(
                    "attempts",
                    null,
                    entry -> BigDecimal.valueOf(entry.history().attempts().size())));
        }
        if (detailed && !models) {
            cells.add(text("team", entry -> entry.runs().getFirst().team().orElse(null)));
            cells.add(text("project", entry -> entry.runs().getFirst().project().orElse(null)));
            cells.add(new Cell(
                    Column.time("start"),
                    entry -> entry.runs()
                            .getFirst()
                            .start()
                            .map(Object::toString)
                            .orElse(null),
                    false));
        }
        cells.add(money("cost", currency, RunLineage.Split::total));
        if (detailed) {
            cells.add(money("failed_cost", currency, RunLineage.Split::failed));
        }
        cells.add(money("redone_cost", currency, RunLineage.Split::lost));
        if (detailed) {
            cells.add(money("between_attempts_cost", currency, RunLineage.Split::between));
        }
        cells.add(amount(
                "gpu_hours",
                "GPU-hours",
                amounts -> amounts.gpuSeconds() == null ? null : Decimals.hours(amounts.gpuSeconds())));
        if (detailed) {
            cells.add(amount("energy", "kWh", Amounts::energyKwh));
            cells.add(amount(
                    "carbon",
                    "kgCO2e",
                    amounts -> amounts.emissionsGrams() == null
                            ? null
                            : amounts.emissionsGrams().movePointLeft(THOUSAND)));
            for (Progress unit : Progress.values()) {
                cells.add(number(unit.text(), null, entry -> entry.reached(unit)));
            }
        }
        cells.add(number("quality", null, RunsEntry::quality));
        cells.add(number("cost_per_sample", currency, entry -> entry.costPer(Progress.SAMPLES, BigDecimal.ONE)));
        cells.add(number("cost_per_epoch", currency, entry -> entry.costPer(Progress.EPOCHS, BigDecimal.ONE)));
        cells.add(number("cost_per_million_tokens", currency, entry -> entry.costPer(Progress.TOKENS, MILLION)));
        cells.add(number("cost_per_point", currency, entry -> costPerPoint(entry, question)));
        cells.add(number("score", null, entry -> score(entry, question)));
        cells.add(text(
                "frontier",
                entry -> entry.cost() == null || entry.quality() == null
                        ? null
                        : frontier.contains(entry) ? "yes" : "no"));
        if (currencies.size() > 1) {
            cells.add(new Cell(Column.text("currency"), entry -> entry.priced() ? entry.currency() : null, true));
        }
        return cells;
    }

    private static Cell text(String name, Function<RunsEntry, @Nullable String> value) {
        return new Cell(Column.text(name), value, false);
    }

    private static Cell number(String name, @Nullable String unit, Function<RunsEntry, @Nullable BigDecimal> value) {
        return new Cell(Column.decimal(name, unit), entry -> Texts.decimalOrNull(value.apply(entry)), false);
    }

    private static Cell money(String name, @Nullable String currency, Function<RunLineage.Split, BigDecimal> value) {
        return new Cell(
                Column.decimal(name, currency),
                entry -> entry.priced() ? Texts.money(value.apply(entry.split())) : null,
                true);
    }

    private static Cell amount(String name, String unit, Function<Amounts, @Nullable BigDecimal> value) {
        return new Cell(
                Column.decimal(name, unit),
                entry -> Texts.decimalOrNull(value.apply(entry.split().amounts())),
                true);
    }

    private static String sum(List<RunsEntry> entries, Function<RunLineage.Split, BigDecimal> value) {
        return Texts.money(entries.stream()
                .filter(RunsEntry::priced)
                .map(entry -> value.apply(entry.split()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
