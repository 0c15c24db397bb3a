package dev.outlay.report;

import dev.outlay.allocation.Amounts;
import dev.outlay.allocation.LostWork;
import dev.outlay.allocation.RunHistory;
import dev.outlay.allocation.RunLineage;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Run;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run's leaves laid out as a tree: the run, its attempts, their pods, their devices, each the sum of what is
/// below it.
///
/// Hours of leaves are differences of one running meter, so hours sum as exactly as money although seconds do not
/// divide into hours evenly.
final class RunTree {

    private static final int THOUSAND = 3;

    private final RunLineage lineage;
    private final boolean showCurrency;
    private final Instant now;
    private final Map<RunLineage.Leaf, Amounts> leaves;
    private final Map<RunLineage.Leaf, BigDecimal> hours = new TreeMap<>();

    RunTree(RunLineage lineage, boolean showCurrency, Instant now) {
        this.now = now;
        this.lineage = lineage;
        this.showCurrency = showCurrency;
        this.leaves = lineage.leaves();
        BigDecimal seconds = BigDecimal.ZERO;
        for (Map.Entry<RunLineage.Leaf, Amounts> leaf : leaves.entrySet()) {
            BigDecimal held = leaf.getValue().gpuSeconds();
            if (held != null) {
                BigDecimal before = Decimals.hours(seconds);
                seconds = seconds.add(held);
                hours.put(leaf.getKey(), Decimals.hours(seconds).subtract(before));
            }
        }
    }

    /// A place in the tree; null below the level it stands on. The run itself has no attempt.
    private record Place(
            String level,
            @Nullable Integer attempt,
            @Nullable String pod,
            @Nullable String device,
            String currency) {}

    List<Column> columns(@Nullable String currency) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("level"),
                Column.text("attempt"),
                Column.text("pod"),
                Column.text("device"),
                Column.text("status"),
                Column.time("from"),
                Column.time("to"),
                Column.decimal("cost", currency),
                Column.decimal("gpu_hours", "GPU-hours"),
                Column.decimal("energy", "kWh"),
                Column.decimal("carbon", "kgCO2e"),
                Column.decimal("redone_cost", currency),
                Column.text("redone")));
        if (showCurrency) {
            columns.add(Column.text("currency"));
        }
        return columns;
    }

    /// The rows from the run down, what lies between attempts last.
    List<List<@Nullable String>> rows() {
        Map<Place, List<RunLineage.Leaf>> places = new LinkedHashMap<>();
        List<String> currencies = leaves.keySet().stream()
                .map(RunLineage.Leaf::currency)
                .distinct()
                .sorted()
                .toList();
        for (String currency : currencies.isEmpty() ? List.of(Costs.NO_CURRENCY) : currencies) {
            places.put(new Place("run", null, null, null, currency), new ArrayList<>());
            // an attempt stands in the tree even where it cost nothing
            Map<Integer, List<RunLineage.Leaf>> byAttempt = new LinkedHashMap<>();
            lineage.history().attempts().forEach(attempt -> byAttempt.put(attempt.attempt(), new ArrayList<>()));
            leaves.keySet().stream()
                    .filter(leaf -> leaf.currency().equals(currency))
                    .forEach(leaf -> byAttempt
                            .computeIfAbsent(leaf.attempt(), _ -> new ArrayList<>())
                            .add(leaf));
            byAttempt.forEach((attempt, below) -> {
                places.put(new Place("attempt", attempt, null, null, currency), below);
                for (RunLineage.Leaf leaf : below) {
                    var run = new Place("run", null, null, null, currency);
                    var pod = new Place("pod", attempt, leaf.pod(), null, currency);
                    var device = new Place("device", attempt, leaf.pod(), leaf.device(), currency);
                    Objects.requireNonNull(places.get(run)).add(leaf);
                    places.computeIfAbsent(pod, _ -> new ArrayList<>()).add(leaf);
                    places.computeIfAbsent(device, _ -> new ArrayList<>()).add(leaf);
                }
            });
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        places.forEach((place, below) -> rows.add(row(place, below)));
        return rows;
    }

    private List<@Nullable String> row(Place place, List<RunLineage.Leaf> below) {
        Amounts amounts = RunLineage.total(below.stream()
                .map(leaf -> Objects.requireNonNull(leaves.get(leaf)))
                .toList());
        List<@Nullable String> row = new ArrayList<>();
        row.add(place.level());
        row.add(attempt(place));
        row.add(place.pod());
        row.add(place.device());
        Run attempt = place.level().equals("attempt") ? attempt(place.attempt()) : null;
        row.add(
                place.level().equals("run")
                        ? lineage.history().standing(now).orElse(null)
                        : attempt == null ? null : RunHistory.standing(attempt, now));
        row.add(attempt == null ? null : RunHistory.start(attempt).toString());
        row.add(
                attempt == null
                        ? null
                        : RunHistory.end(attempt).map(Object::toString).orElse(null));
        row.add(amounts.cost() == null ? null : Texts.money(amounts.cost()));
        row.add(hours(below));
        row.add(Texts.decimalOrNull(amounts.energyKwh()));
        row.add(
                amounts.emissionsGrams() == null
                        ? null
                        : Decimals.text(amounts.emissionsGrams().movePointLeft(THOUSAND)));
        addLost(place, amounts, row);
        if (showCurrency) {
            row.add(place.currency());
        }
        return row;
    }

    private void addLost(Place place, Amounts amounts, List<@Nullable String> row) {
        Integer attempt = place.attempt();
        if (place.level().equals("run")) {
            RunLineage.Split split = lineage.splits().get(place.currency());
            row.add(split == null || amounts.cost() == null ? null : Texts.money(split.lost()));
            row.add(null);
            return;
        }
        LostWork lost = place.level().equals("attempt") && attempt != null
                ? lineage.history().lost(attempt)
                : null;
        row.add(
                lost == null || attempt == null || amounts.cost() == null
                        ? null
                        : Texts.money(lineage.lost(attempt, amounts.cost())));
        row.add(lost == null ? null : lost.basis());
    }

    private @Nullable String hours(List<RunLineage.Leaf> below) {
        return below.stream()
                .flatMap(leaf -> Stream.ofNullable(hours.get(leaf)))
                .reduce(BigDecimal::add)
                .map(Decimals::text)
                .orElse(null);
    }

    private @Nullable Run attempt(@Nullable Integer number) {
        return lineage.history().attempts().stream()
                .filter(attempt -> number != null && attempt.attempt() == number)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String attempt(Place place) {
        if (place.attempt() == null) {
            return null;
        }
        return place.attempt() == RunLineage.BETWEEN_ATTEMPTS
                ? "between attempts"
                : place.attempt().toString();
    }
}
