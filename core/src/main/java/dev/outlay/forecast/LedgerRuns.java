package dev.outlay.forecast;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The runs that a ledger tells enough of to learn from: those that came to their end, counted tokens, samples or
/// epochs, and whose GPU-hours on one model of GPU were charged. Their project is their family. Thread-safe.
public final class LedgerRuns {

    private static final double SECONDS = 3600;
    private static final List<String> PARAMETERS = List.of("params", "parameters", "n_params", "num_parameters");

    // what trackers and frameworks call the work of a whole run, by the unit that it is counted in
    private static final List<Map.Entry<String, List<String>>> PLANNED = List.of(
            Map.entry("tokens", List.of("total_tokens", "max_tokens", "train_tokens")),
            Map.entry("samples", List.of("total_samples", "max_samples")),
            Map.entry(
                    "epochs",
                    List.of("total_epochs", "max_epochs", "num_train_epochs", "num_epochs", "train/num_train_epochs")));

    private LedgerRuns() {}

    /// In the order of their names.
    public static List<TrainingRun> of(LedgerReader ledger) {
        Map<String, Run> last = new TreeMap<>();
        Map<String, Integer> attempts = new HashMap<>();
        try (Stream<Run> runs = ledger.facts(Run.class, Span.EVER)) {
            runs.forEach(run -> {
                last.put(run.run(), run);
                attempts.merge(run.run(), run.attempt(), Math::max);
            });
        }
        Map<String, Hours> hours = hours(ledger);
        List<TrainingRun> known = new ArrayList<>();
        last.forEach((name, run) -> {
            Hours spent = hours.get(name);
            // a run that was resumed did some of its work in other attempts, whose counts may or may not go on
            boolean whole =
                    run.status() == RunStatus.SUCCEEDED && Integer.valueOf(1).equals(attempts.get(name));
            TrainingRun learned = spent == null || !whole ? null : run(run, spent);
            if (learned != null) {
                known.add(learned);
            }
        });
        return known;
    }

    /// A run that goes on as it was planned, from what its metrics say of the whole (`total_tokens`, `total_epochs`
    /// and the like): what can be predicted of it. Empty where the model, its kind or the work is not said.
    public static Optional<TrainingRun> planned(Run word, Accelerators on) {
        String model = word.model();
        Amount work = plannedWork(word);
        Architecture architecture = model == null || work == null ? null : architecture(model, work);
        if (model == null || work == null || architecture == null) {
            return Optional.empty();
        }
        return Optional.of(new TrainingRun(
                word.run(),
                TrainingRun.Kind.FULL_RUN,
                new Workload(word.owner().project(), model, architecture, size(word), work, Step.UNKNOWN),
                on,
                TrainingRun.EnergyScope.ACCELERATORS,
                null));
    }

    private static @Nullable Amount plannedWork(Run word) {
        for (Map.Entry<String, List<String>> unit : PLANNED) {
            for (String name : unit.getValue()) {
                BigDecimal amount = word.metrics().get(name);
                if (amount != null && amount.signum() > 0) {
                    return new Amount(amount.doubleValue(), unit.getKey());
                }
            }
        }
        return null;
    }

    /// GPU-hours on one model; `gpu` is null where there were several.
    private record Hours(@Nullable String gpu, double hours) {}

    private static Map<String, Hours> hours(LedgerReader ledger) {
        Totals totals =
                ledger.totals(TotalsQuery.of(Measure.GPU_HOURS).by(Dimension.Named.RUN, Dimension.Named.GPU_MODEL));
        Map<String, Hours> hours = new HashMap<>();
        for (Totals.Row row : totals.rows()) {
            String name = row.dimensions().getFirst();
            String gpu = row.dimensions().getLast();
            // totals count GPU-seconds
            BigDecimal sum = row.measures().getFirst();
            if (name != null && gpu != null && sum != null && sum.signum() > 0) {
                hours.merge(
                        name,
                        new Hours(gpu, sum.doubleValue() / SECONDS),
                        (one, other) -> new Hours(null, one.hours() + other.hours()));
            }
        }
        return hours;
    }

    private static @Nullable TrainingRun run(Run run, Hours spent) {
        String model = run.model();
        Span span = run.span();
        Amount work = work(run);
        String gpu = spent.gpu();
        if (model == null || work == null || span == null || gpu == null) {
            return null;
        }
        Architecture architecture = architecture(model, work);
        if (architecture == null) {
            return null;
        }
        double wall = span.hours().doubleValue();
        return new TrainingRun(
                run.run(),
                TrainingRun.Kind.FULL_RUN,
                new Workload(run.owner().project(), model, architecture, size(run), work, Step.UNKNOWN),
                new Accelerators(gpu, wall > 0 ? Math.max(1, (double) Math.round(spent.hours() / wall)) : null),
                TrainingRun.EnergyScope.ACCELERATORS,
                new TrainingRun.Outcome(spent.hours(), null, null));
    }

    private static @Nullable Amount work(Run run) {
        for (String unit : List.of("tokens", "samples", "epochs")) {
            BigDecimal amount = run.metrics().get(unit);
            if (amount != null && amount.signum() > 0) {
                return new Amount(amount.doubleValue(), unit);
            }
        }
        return null;
    }

    // tokens are counted by language models; the kind of others is told by their name, if it is well known
    private static @Nullable Architecture architecture(String model, Amount work) {
        if (work.unit().equals("tokens")) {
            return Architecture.DENSE_LM;
        }
        for (Architecture each : Architecture.values()) {
            if (KnownModels.BUILTIN.named(model, each).isPresent()) {
                return each;
            }
        }
        return null;
    }

    private static ModelSize size(Run run) {
        for (String name : PARAMETERS) {
            BigDecimal value = run.metrics().get(name);
            if (value != null && value.signum() > 0) {
                return ModelSize.ofParameters(value.doubleValue());
            }
        }
        return ModelSize.UNKNOWN;
    }
}
