package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Precision;
import dev.outlay.forecast.Accelerators;
import dev.outlay.forecast.Interval;
import dev.outlay.forecast.Likely;
import dev.outlay.forecast.Metric;
import dev.outlay.forecast.Step;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.forecast.Workload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs in single precision on GPUs whose tensor cores are faster in 16 bits.
///
/// The precision is what the run's usage says in the tag `precision`; where it says none, samples tell that tensor
/// cores stood still (at most 1 %, what meters can tell from nothing) while the GPU worked. The time otherwise is
/// predicted where the run's work is known; else only the peak rates can be told, and no money is promised.
final class PrecisionAdvisor implements Advisor {

    private static final String NEEDS =
            "the tag precision on the usage of runs, such as fp32, or samples of tensor-active and sm-active";
    private static final double STILL = 0.01;

    @Override
    public String name() {
        return "precision";
    }

    @Override
    public Category category() {
        return Category.PRECISION;
    }

    @Override
    public String asks() {
        return "Does this run leave the tensor cores of its GPU unused?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return inquiry.runs().stream().anyMatch(run -> precision(run) != null)
                        || !TensorUse.of(inquiry).isEmpty()
                ? Optional.empty()
                : Optional.of(inquiry.runs().size() + " runs are charged and none says its precision: " + NEEDS);
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        Map<String, TensorUse> measured = TensorUse.of(inquiry);
        List<RunFile> single = inquiry.runs().stream()
                .filter(run -> run.spent().cost() != null && isSingle(run, measured.get(run.run())))
                .toList();
        if (single.isEmpty()) {
            return Stream.empty();
        }
        var work = new RunWork(inquiry);
        return single.stream()
                .flatMap(run ->
                        work
                                .gpu(run)
                                .flatMap(gpu -> advice(run, gpu, measured.get(run.run()), work, inquiry))
                                .stream());
    }

    private static @Nullable String precision(RunFile run) {
        return run.tagged("precision", "mixed-precision", "dtype").orElse(null);
    }

    private static boolean isSingle(RunFile run, @Nullable TensorUse measured) {
        String precision = precision(run);
        if (precision == null) {
            return measured != null && measured.tensor() <= STILL && measured.works();
        }
        String text = precision.toLowerCase(Locale.ROOT);
        return text.contains("32") && !text.contains("16") && !text.contains("tf32");
    }

    private Optional<Advice> advice(RunFile run, Gpu gpu, @Nullable TensorUse measured, RunWork work, Inquiry inquiry) {
        BigDecimal single = gpu.peak(Precision.FP32).orElse(null);
        Optional<BigDecimal> half = gpu.peak(Precision.BF16).or(() -> gpu.peak(Precision.FP16));
        if (single == null || half.isEmpty() || half.get().compareTo(single) <= 0) {
            return Optional.empty();
        }
        String format = gpu.peak(Precision.BF16).isPresent() ? "bf16" : "fp16";
        List<Evidence> evidence = new ArrayList<>(List.of(
                precision(run) == null && measured != null
                        ? new Evidence(
                                "tensor cores at work",
                                RunAdvice.figure(measured.tensor()),
                                null,
                                "mean of samples in which the GPU was at work for " + RunAdvice.figure(measured.busy()),
                                measured.facts())
                        : new Evidence(
                                "precision",
                                String.valueOf(precision(run)),
                                null,
                                "the tag of its usage",
                                run.spent().facts()),
                rate(gpu, "peak rate in fp32", single),
                rate(gpu, "peak rate in " + format, half.get()),
                RunAdvice.cost(run)));
        Optional<Likely> part = work.of(run).flatMap(known -> spared(known, gpu, run, work, format));
        Worth worth = part.filter(saved -> saved.value() > 0)
                .map(saved -> Worth.of(RunAdvice.part(run, saved, Promise.Per.RUN), Worth.ComparedBy.RUN)
                        .saving(RunAdvice.time(run, saved.value())))
                .orElseGet(
                        () -> Worth.unpriced("how much of the run's time its arithmetic takes is not known: it says no"
                                + " model and amount of work that could be predicted"));
        return Optional.of(new Advice(
                new Finding(name(), category(), RunAdvice.next(run), inquiry.span()),
                "Train runs like " + run.run() + " in mixed precision (" + format + ") on " + gpu.model(),
                evidence,
                worth,
                Certainty.of(
                        part.isPresent() ? "0.7" : "0.4",
                        part.isPresent()
                                ? "both times are predicted from physics and from runs, of which few are in fp32"
                                : "peak rates alone"),
                Action.patch(
                        format.equals("bf16")
                                ? "with torch.autocast(device_type=\"cuda\", dtype=torch.bfloat16): loss ="
                                        + " step(batch)"
                                : "with torch.autocast(device_type=\"cuda\", dtype=torch.float16): loss = step(batch)  #"
                                        + " and torch.amp.GradScaler for the gradients"),
                List.of("some models do not converge in 16 bits without care: compare a short run of both")));
    }

    private static Evidence rate(Gpu gpu, String figure, BigDecimal rate) {
        return new Evidence(figure, rate.toPlainString(), "TFLOP/s", String.valueOf(gpu.basis()), List.of());
    }

    /// The part of the time that is spared, by the ratio of two predictions of the same run.
    private static Optional<Likely> spared(TrainingRun run, Gpu gpu, RunFile file, RunWork work, String format) {
        int gpus = Math.max(1, file.spent().gpus());
        try {
            Interval now = work.predictor()
                    .figure(as(run, gpu, gpus, "fp32"), Metric.ACCEL_HOURS)
                    .interval();
            Interval then = work.predictor()
                    .figure(as(run, gpu, gpus, format + "-mixed"), Metric.ACCEL_HOURS)
                    .interval();
            return Optional.of(ratio(now, then));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What one time spares of another where their errors are not the same.
    static Likely ratio(Interval now, Interval then) {
        double off = Math.hypot(Math.log(now.high90() / now.value()), Math.log(then.high90() / then.value()));
        double ratio = then.value() / now.value();
        return new Likely(1 - ratio, 1 - ratio * Math.exp(off), 1 - ratio * Math.exp(-off));
    }

    private static TrainingRun as(TrainingRun run, Gpu gpu, int gpus, String precision) {
        Workload work = run.workload();
        Step step = work.step();
        return new TrainingRun(
                run.id() + "/" + precision,
                run.kind(),
                new Workload(
                        work.family(),
                        work.model(),
                        work.architecture(),
                        work.size(),
                        work.work(),
                        new Step(step.batch(), step.batchUnit(), step.length(), precision, step.remarks())),
                Accelerators.of(gpu, gpus),
                run.scope(),
                null);
    }
}
