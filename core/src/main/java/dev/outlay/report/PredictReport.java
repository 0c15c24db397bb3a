package dev.outlay.report;

import dev.outlay.catalog.Gpu;
import dev.outlay.forecast.Accelerators;
import dev.outlay.forecast.Interval;
import dev.outlay.forecast.LedgerRuns;
import dev.outlay.forecast.MemoryFit;
import dev.outlay.forecast.Metric;
import dev.outlay.forecast.Prediction;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.forecast.Workload;
import dev.outlay.units.CallersMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long a run would take, what it would cost and what energy it would draw, with intervals; and whether it fits
/// in memory. Immutable and thread-safe.
public final class PredictReport implements Report {

    private static final Parameter GPU = Parameter.one("gpu", "H100-SXM5-80GB", "Which GPU or other accelerator");
    private static final Parameter GPUS = Parameter.one("gpus", "64", "How many of them (default: 8)");
    private static final Parameter LEDGER_RUNS =
            Parameter.flag("ledger-runs", "Also learn from the finished runs of the ledger");
    private static final int USUAL_GPUS = 8;

    private final List<TrainingRun> history;

    /// A report that knows the published runs alone.
    public PredictReport() {
        this(List.of());
    }

    /// A report that also learns from runs of the caller's own.
    public PredictReport(List<TrainingRun> history) {
        this.history = List.copyOf(history);
    }

    @Override
    public String name() {
        return "predict";
    }

    @Override
    public String description() {
        return "How long training would take, its cost and energy, each with an interval, and whether it fits.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(WorkloadParameters.ALL);
        all.addAll(List.of(GPU, GPUS));
        all.addAll(PredictedCost.PARAMETERS);
        all.add(LEDGER_RUNS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "predict --params 7B --tokens 140B --gpu H100 --gpus 64    # a language model on 64 H100",
                "predict --model ResNet-50 --arch cnn --epochs 90 --dataset imagenet --gpu A100 --gpus 8    # vision, in epochs",
                "predict --params 46.7B --active-params 12.9B --arch moe-lm --tokens 1T --seq 4096 --gpu H100 --gpus 512    # experts");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Workload workload = WorkloadParameters.workload(parameters);
        Gpu gpu = gpu(parameters.required(GPU), desk);
        int gpus = parameters.one(GPUS.name(), Texts::count).orElse(USUAL_GPUS);
        List<TrainingRun> own = new ArrayList<>(history);
        if (parameters.flag(LEDGER_RUNS.name())) {
            own.addAll(LedgerRuns.of(desk.ledger()));
        }
        Predictor.Learned learned = Predictor.builtin(desk.catalog()).learning(own);
        TrainingRun run = new TrainingRun(
                "asked",
                TrainingRun.Kind.FULL_RUN,
                workload,
                Accelerators.of(gpu, gpus),
                TrainingRun.EnergyScope.ACCELERATORS,
                null);
        List<String> notes = new ArrayList<>();
        learned.refused().forEach(each -> notes.add(each.id() + " was not learned from: " + each.reason()));
        MemoryFit fit = fit(workload, gpu, gpus, parameters);
        try {
            return answer(run, gpu, gpus, learned.predictor(), fit, notes, parameters, desk);
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    private static Table answer(
            TrainingRun run,
            Gpu gpu,
            int gpus,
            Predictor predictor,
            @Nullable MemoryFit fit,
            List<String> notes,
            Parameters parameters,
            Desk desk) {
        Prediction hours = predictor.figure(run, Metric.ACCEL_HOURS);
        Interval wall = hours.interval().times(1.0 / gpus);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("model", run.workload().model());
        heading.put("kind_of_model", run.workload().architecture().text());
        heading.put("gpu_model", gpu.model());
        heading.put("gpus", Integer.toString(gpus));
        heading.put("hours", PredictionTables.figure(wall.value()));
        heading.put("memory", fit == null ? null : fit.text());
        List<List<@Nullable String>> rows = new ArrayList<>();
        rows.add(row("time", "hours", wall, "GPU-hours over " + gpus + " GPUs"));
        rows.add(row("gpu_time", "GPU-hours", hours.interval(), hours.basis()));
        Prediction rate = predictor.figure(run, Metric.THROUGHPUT_PER_ACCEL);
        rows.add(row(
                "throughput",
                WorkloadParameters.unit(run.workload()) + "/s per GPU",
                rate.interval(),
                "as a benchmark would measure it, without restarts and evaluation"));
        try {
            Prediction energy = predictor.figure(run, Metric.ENERGY_KWH);
            rows.add(row(
                    "energy",
                    "kWh",
                    energy.interval(),
                    "GPUs alone, before the building's overhead; " + energy.basis()));
        } catch (IllegalArgumentException e) {
            notes.add(String.valueOf(e.getMessage()));
        }
        PredictedCost cost = PredictedCost.of(parameters, gpu, gpus, wall, desk);
        cost.cheapest().ifPresent(cheapest -> rows.add(cheapest));
        notes.addAll(cost.notes());
        notes.add("intervals hold the outcome 8 and 9 times out of 10 for published runs left out of what was learned;"
                + " predict --evaluate shows how well");
        return Table.of(
                "predict",
                heading,
                List.of(
                        Column.text("figure"),
                        Column.decimal("predicted", null),
                        Column.text("unit"),
                        Column.decimal("low_80", null),
                        Column.decimal("high_80", null),
                        Column.decimal("low_90", null),
                        Column.decimal("high_90", null),
                        Column.text("basis")),
                rows,
                notes,
                cost.offers().rows().isEmpty() ? List.of() : List.of(cost.offers()));
    }

    static List<@Nullable String> row(String figure, String unit, Interval interval, String basis) {
        return List.of(
                figure,
                PredictionTables.figure(interval.value()),
                unit,
                PredictionTables.figure(interval.low80()),
                PredictionTables.figure(interval.high80()),
                PredictionTables.figure(interval.low90()),
                PredictionTables.figure(interval.high90()),
                basis);
    }

    private static Gpu gpu(String name, Desk desk) {
        List<Gpu> called = desk.catalog().gpusCalled(name);
        return called.stream()
                .filter(gpu -> gpu.formFactor().startsWith("SXM"))
                .findFirst()
                .or(() -> called.stream().findFirst())
                .orElseThrow(() -> new CallersMistake(
                        "gpu: no GPU is called '" + name + "' in the catalog, such as H100, A100-SXM4-80GB or TPU v4"));
    }

    private static @Nullable MemoryFit fit(Workload workload, Gpu gpu, int gpus, Parameters parameters) {
        if (!WorkloadParameters.isLanguageModel(workload) || workload.size().parameters() == null) {
            return null;
        }
        MemoryFit fit = MemoryFit.of(workload, gpu, gpus);
        if (!fit.fits()) {
            throw new CallersMistake("this model cannot be trained on " + gpus + " x " + gpu.model() + ": " + fit.text()
                    + ". Take more GPUs, or GPUs with more memory");
        }
        int micro = parameters
                .one(WorkloadParameters.MICRO_BATCH.name(), Texts::count)
                .orElse(0);
        if (micro > fit.microBatch()) {
            throw new CallersMistake("a micro-batch of " + micro + " sequences does not fit: " + fit.text()
                    + ". Take a smaller one and accumulate gradients, or shorter sequences");
        }
        return fit;
    }
}
