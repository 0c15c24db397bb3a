package dev.outlay.report;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.estimate.PredictedTiming;
import dev.outlay.estimate.ReferenceTiming;
import dev.outlay.estimate.SuitedTiming;
import dev.outlay.estimate.Timing;
import dev.outlay.forecast.Amount;
import dev.outlay.forecast.Workload;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parameters by which a plan is told what is to be done, and the timing that they describe.
final class PlanWork {

    private static final Parameter TOKENS = Parameter.one("tokens", "140B", "How many tokens it is trained on");
    private static final List<String> MODEL = List.of("model", "params", "tokens", "samples", "epochs");
    private static final Parameter GPU_HOURS =
            Parameter.one("gpu-hours", "4000", "GPU-hours the work takes on the GPU of --on, instead of a model");
    private static final Parameter ON =
            Parameter.one("on", "H100-SXM5-80GB", "The GPU model that --gpu-hours were measured on");

    private static final Parameter OTHER_CHIPS = Parameter.flag(
            "other-chips", "Also TPUs, Trainium and Gaudi, which need other software; as when --gpu names one");

    static final List<Parameter> ALL = all();

    private PlanWork() {}

    private static List<Parameter> all() {
        List<Parameter> all = new ArrayList<>(WorkloadParameters.ALL);
        all.remove(WorkloadParameters.MICRO_BATCH);
        all.addAll(List.of(GPU_HOURS, ON, OTHER_CHIPS));
        return List.copyOf(all);
    }

    /// Throws [CallersMistake] where the work is told in both ways or in neither.
    static Timing timing(Parameters parameters, Catalog catalog) {
        boolean byModel = MODEL.stream().anyMatch(name -> parameters.text(name).isPresent());
        boolean byHours = parameters.text(GPU_HOURS.name()).isPresent()
                || parameters.text(ON.name()).isPresent();
        if (byModel == byHours) {
            throw new CallersMistake("a plan is for work: say a model with params and tokens, such as --params 7B"
                    + " --tokens 140B, or what it takes elsewhere with gpu-hours and on, such as --gpu-hours"
                    + " 4000 --on H100-SXM5-80GB" + (byModel ? "; not both" : ""));
        }
        return new SuitedTiming(
                byModel ? predicted(parameters, catalog) : reference(parameters, catalog),
                parameters.flag(OTHER_CHIPS.name()) || parameters.text("gpu").isPresent());
    }

    /// How many tokens are trained on; null where the work is not told in tokens.
    static @Nullable BigDecimal tokens(Parameters parameters) {
        return parameters.text(TOKENS.name()).isEmpty()
                ? null
                : BigDecimal.valueOf(Objects.requireNonNull(
                                WorkloadParameters.workload(parameters).work())
                        .value());
    }

    private static Timing predicted(Parameters parameters, Catalog catalog) {
        Workload workload = WorkloadParameters.workload(parameters);
        return PredictedTiming.of(
                catalog, workload, text(workload, parameters.text("model").isPresent()));
    }

    /// What is trained, in a few words.
    static String text(Workload workload) {
        return text(workload, !workload.model().equals(workload.architecture().text()));
    }

    private static String text(Workload workload, boolean named) {
        Double size = workload.size().parameters();
        Amount work = workload.work();
        return workload.model()
                + (size == null || named ? "" : " of " + words(size) + " parameters")
                + (work == null ? "" : " on " + words(work.value()) + " " + work.unit());
    }

    private static Timing reference(Parameters parameters, Catalog catalog) {
        parameters.required(GPU_HOURS);
        String name = parameters.required(ON);
        List<Gpu> called = catalog.gpusCalled(name);
        Gpu gpu = catalog.gpu(name).orElse(called.size() == 1 ? called.getFirst() : null);
        if (gpu == null) {
            List<String> near = called.isEmpty()
                    ? catalog.nearestGpus(name)
                    : called.stream().map(Gpu::model).toList();
            throw new CallersMistake("on: " + (called.isEmpty() ? "no GPU is called '" : "several GPUs are called '")
                    + name + "'" + (near.isEmpty() ? "" : "; name one model: " + String.join(", ", near)));
        }
        return new ReferenceTiming(
                gpu,
                parameters.one(GPU_HOURS.name(), Texts::positive).orElseThrow(),
                parameters.one("min-gpu-memory", Texts::positive).orElse(null));
    }

    private static String words(double value) {
        String letters = "TBMK";
        for (int i = 0; i < letters.length(); i++) {
            double unit = Math.pow(1000, letters.length() - i);
            if (value >= unit) {
                return Decimals.text(BigDecimal.valueOf(value / unit)) + letters.charAt(i);
            }
        }
        return Decimals.text(BigDecimal.valueOf(value));
    }
}
