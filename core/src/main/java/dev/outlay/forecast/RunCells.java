package dev.outlay.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run from the cells of a table, by the names of its columns, as `docs/reference/training-runs-file.md`
/// describes.
public final class RunCells {

    private RunCells() {}

    /// The run that is to be predicted: its outcome is not read, whatever the table says of it.
    ///
    /// Throws [IllegalArgumentException] naming what is missing or cannot be understood.
    public static TrainingRun inputs(Map<String, String> cells) {
        return run(cells, null);
    }

    /// The run with its outcome. Throws [IllegalArgumentException] also where the outcome is missing or impossible.
    public static TrainingRun withOutcome(Map<String, String> cells) {
        Double share = number(cells, "mfu");
        if (share != null && share > 1) {
            throw new IllegalArgumentException("mfu is a share of the peak rate, at most 1: " + share);
        }
        Double hours = number(cells, "accel_hours");
        Double wall = number(cells, "wall_hours");
        Double count = number(cells, "accel_count");
        Double total = hours != null ? hours : wall == null || count == null ? null : Double.valueOf(wall * count);
        TrainingRun run = run(
                cells,
                new TrainingRun.Outcome(
                        positive("accel_hours", total),
                        positive("throughput_per_accel", number(cells, "throughput_per_accel")),
                        positive("energy_kwh", number(cells, "energy_kwh"))));
        return run;
    }

    private static TrainingRun run(Map<String, String> cells, TrainingRun.@Nullable Outcome outcome) {
        String id = text(cells, "id");
        if (id == null) {
            throw new IllegalArgumentException("id is missing");
        }
        TrainingRun.Kind kind = kind(text(cells, "kind"));
        String architecture = text(cells, "arch");
        if (architecture == null) {
            throw new IllegalArgumentException("arch is missing: use one of "
                    + String.join(
                            ", ",
                            Arrays.stream(Architecture.values())
                                    .map(Architecture::text)
                                    .toList()));
        }
        String accelerator = text(cells, "accelerator");
        if (accelerator == null) {
            throw new IllegalArgumentException("accelerator is missing");
        }
        Double work = number(cells, "work");
        if (work != null && work <= 0) {
            throw new IllegalArgumentException("there is nothing to train on: work " + work);
        }
        String unit = text(cells, "work_unit");
        String model = text(cells, "model");
        var size = new ModelSize(
                number(cells, "params_total"),
                number(cells, "params_active"),
                number(cells, "forward_gflops_per_sample"),
                number(cells, "layers"),
                number(cells, "hidden"));
        var step = new Step(
                number(cells, "batch_global"),
                text(cells, "batch_unit"),
                text(cells, "seq_len_or_res"),
                text(cells, "precision"),
                remarks(cells, architecture));
        Workload workload = new Workload(
                text(cells, "family"),
                model == null ? id : model,
                Architecture.of(architecture),
                size,
                work == null ? null : new Amount(work, unit == null ? "samples" : unit),
                step);
        return new TrainingRun(
                id,
                kind,
                workload,
                new Accelerators(accelerator, number(cells, "accel_count")),
                scope(text(cells, "energy_basis"), number(cells, "pue")),
                outcome);
    }

    private static @Nullable String remarks(Map<String, String> cells, String architecture) {
        String bracket = architecture.contains("(") ? architecture : "";
        String said = text(cells, "target_rounding");
        String all = (bracket + " " + (said == null ? "" : said)).strip();
        return all.isEmpty() ? null : all;
    }

    // what was counted is part of the question; how much it came to is not
    private static TrainingRun.EnergyScope scope(@Nullable String basis, @Nullable Double pue) {
        String text = basis == null ? "" : basis.toLowerCase(Locale.ROOT);
        boolean rated = text.contains("tdp") || text.contains("rated");
        boolean machines = text.contains("host")
                || text.contains("system")
                || text.contains("node power")
                || text.contains("server");
        boolean before = text.contains("before pue") || text.isEmpty();
        return new TrainingRun.EnergyScope(machines, rated, before ? null : pue);
    }

    private static TrainingRun.Kind kind(@Nullable String text) {
        return Arrays.stream(TrainingRun.Kind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind is full-run, throughput or energy, not '" + (text == null ? "" : text) + "'"));
    }

    private static @Nullable String text(Map<String, String> cells, String column) {
        String value = cells.get(column);
        String stripped = value == null ? "" : value.strip();
        return stripped.isEmpty() || stripped.equalsIgnoreCase("n/a") ? null : stripped;
    }

    private static @Nullable Double number(Map<String, String> cells, String column) {
        String text = text(cells, column);
        if (text == null) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " is a number, not '" + text + "'", e);
        }
    }

    private static @Nullable Double positive(String column, @Nullable Double value) {
        Amount.checkPositive(column, value);
        return value;
    }
}
