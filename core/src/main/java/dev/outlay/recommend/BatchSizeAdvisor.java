package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.forecast.Likely;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs whose GPUs would do more with another batch, by what runs of the same model did with several.
///
/// A step takes some time however small the batch is, and more for each sample: `t = a + c b`, fitted to runs of
/// one model on one GPU with different batches on each GPU. Memory is told the same way. The batch advised is the
/// smallest that comes within 5 % of what the largest that fits would do, since larger ones make fewer updates of
/// the same data; and it is no larger than what a run was seen to fit in, or memory says.
final class BatchSizeAdvisor implements Advisor {

    private static final List<String> BATCHES =
            List.of("batch_size_per_gpu", "per_device_train_batch_size", "micro_batch_size", "local_batch_size");
    private static final List<String> RATES =
            List.of("samples_per_second_per_gpu", "throughput_per_gpu", "samples_per_second", "throughput");
    // a tenth of the memory is left to the runtime, as in the predictor's fit of memory
    private static final double USABLE = 0.9;
    // what a smaller batch may do less than the largest: below that runs differ by chance
    private static final double NEARLY = 0.95;
    private static final int FEWEST = 3;
    private static final String NEEDS =
            "three runs of one model on one GPU with batch_size_per_gpu and samples_per_second"
                    + "_per_gpu, of which two differ in the batch, and GPU_MEMORY_USED of their samples";

    @Override
    public String name() {
        return "batch-size";
    }

    @Override
    public Category category() {
        return Category.BATCH_SIZE;
    }

    @Override
    public String asks() {
        return "Would another batch use the GPU better and still fit its memory?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return Optional.of(RunAdvice.lacks(
                        inquiry,
                        families(inquiry).values().stream()
                                .anyMatch(family -> Line.time(family).isPresent()),
                        NEEDS))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        Map<String, List<Seen>> families = families(inquiry);
        if (families.isEmpty()) {
            return Stream.empty();
        }
        Map<String, Double> memory = memory(inquiry);
        return families.values().stream().flatMap(family -> advice(family, memory, inquiry).stream());
    }

    /// A run with its batch and rate on each GPU.
    private record Seen(RunFile run, double batch, double rate) {

        double step() {
            return batch / rate;
        }
    }

    /// A straight line through points, with the deviation of points from it.
    private record Line(double fixed, double perSample, double deviation) {

        static Optional<Line> time(List<Seen> seen) {
            return of(seen.stream()
                    .map(each -> new double[] {each.batch(), each.step()})
                    .toList());
        }

        static Optional<Line> of(List<double[]> points) {
            double x = points.stream().mapToDouble(point -> point[0]).average().orElse(0);
            double y = points.stream().mapToDouble(point -> point[1]).average().orElse(0);
            double xx = points.stream()
                    .mapToDouble(point -> (point[0] - x) * (point[0] - x))
                    .sum();
            double xy = points.stream()
                    .mapToDouble(point -> (point[0] - x) * (point[1] - y))
                    .sum();
            if (points.size() < 2 || xx == 0) {
                return Optional.empty();
            }
            double slope = xy / xx;
            double fixed = y - slope * x;
            double squares = points.stream()
                    .mapToDouble(point -> Math.pow(point[1] - fixed - slope * point[0], 2))
                    .sum();
            return Optional.of(new Line(fixed, slope, Math.sqrt(squares / Math.max(1, points.size() - 2))));
        }

        double at(double batch) {
            return fixed + perSample * batch;
        }
    }

    private static Map<String, List<Seen>> families(Inquiry inquiry) {
        Map<String, List<Seen>> families = RunAdvice.told(inquiry)
                .filter(run -> run.spent().gpuModel() != null && run.spent().held() != null && run.model() != null)
                .flatMap(run -> seen(run).stream())
                .collect(Collectors.groupingBy(
                        seen -> seen.run().family() + "/" + seen.run().spent().gpuModel(),
                        TreeMap::new,
                        Collectors.toList()));
        families.values().removeIf(family -> family.size() < FEWEST);
        return families;
    }

    private static Optional<Seen> seen(RunFile run) {
        Optional<BigDecimal> batch = run.said(BATCHES).filter(value -> value.signum() > 0);
        Optional<BigDecimal> rate = run.said(RATES.subList(0, 2)).filter(value -> value.signum() > 0);
        Optional<BigDecimal> ofAll = run.said(RATES.subList(2, 4)).filter(value -> value.signum() > 0);
        int gpus = Math.max(1, run.spent().gpus());
        return batch.flatMap(size -> rate.map(BigDecimal::doubleValue)
                .or(() -> ofAll.map(all -> all.doubleValue() / gpus))
                .map(each -> new Seen(run, size.doubleValue(), each)));
    }

    private Optional<Advice> advice(List<Seen> family, Map<String, Double> memory, Inquiry inquiry) {
        Optional<Line> time = Line.time(family);
        if (time.isEmpty() || time.get().fixed() <= 0 || time.get().perSample() <= 0) {
            return Optional.empty();
        }
        Seen now = family.stream()
                .max(Comparator.comparing(seen ->
                        Objects.requireNonNull(seen.run().spent().held()).to()))
                .orElseThrow();
        Limit limit = limit(family, memory, inquiry);
        double best = smallest(time.get(), limit.batch());
        double nowStep = time.get().at(now.batch()) / now.batch();
        double thenStep = time.get().at(best) / best;
        double part = 1 - thenStep / nowStep;
        double off = time.get().deviation() / time.get().at(now.batch());
        if (best <= now.batch() || part <= 2 * off) {
            return Optional.empty();
        }
        RunFile run = now.run();
        var likely = new Likely(part, part - 2 * off, part + 2 * off);
        return Optional.of(new Advice(
                new Finding(name(), category(), RunAdvice.next(run), inquiry.span()),
                "Use a batch of " + RunAdvice.figure(best) + " in place of " + RunAdvice.figure(now.batch())
                        + " on each GPU for runs like " + run.run(),
                List.of(
                        RunAdvice.said(run, "batch on each GPU", now.batch(), "samples", "as the run says"),
                        RunAdvice.said(
                                run,
                                "time of a step",
                                time.get().fixed(),
                                "s",
                                "and " + RunAdvice.figure(time.get().perSample())
                                        + " s for each sample: a line through "
                                        + family.size() + " runs, which are off by "
                                        + RunAdvice.figure(time.get().deviation()) + " s"),
                        new Evidence(
                                "largest batch that fits",
                                RunAdvice.figure(limit.batch()),
                                "samples",
                                limit.basis(),
                                limit.facts()),
                        RunAdvice.cost(run)),
                Worth.of(RunAdvice.part(run, likely, Promise.Per.RUN), Worth.ComparedBy.RUN)
                        .saving(RunAdvice.time(run, part)),
                Certainty.of("0.7", family.size() + " runs of the model on this GPU tell the line"),
                Action.step("set the batch on each GPU to " + RunAdvice.figure(best)
                        + " and the learning rate for it, then compare the loss after as many samples"),
                List.of(
                        "fewer updates of the same data can end at a higher loss",
                        "what was not measured of memory, such as longer samples, may not fit")));
    }

    /// The smallest power of two, or number that was seen, that does nearly as much as the largest that fits.
    private static double smallest(Line time, double largest) {
        double most = largest / time.at(largest);
        for (double batch = 1; batch < largest; batch *= 2) {
            if (batch / time.at(batch) >= NEARLY * most) {
                return batch;
            }
        }
        return largest;
    }

    /// The largest batch that fits, and by what that is known.
    private record Limit(double batch, String basis, List<String> facts) {}

    private static Limit limit(List<Seen> family, Map<String, Double> memory, Inquiry inquiry) {
        double seen = family.stream().mapToDouble(Seen::batch).max().orElseThrow();
        List<double[]> used = new ArrayList<>();
        family.forEach(each -> {
            Double part = memory.get(each.run().run());
            if (part != null) {
                used.add(new double[] {each.batch(), part});
            }
        });
        Optional<Line> line = Line.of(used).filter(each -> each.perSample() > 0);
        String gpu = String.valueOf(family.getFirst().run().spent().gpuModel());
        String size = inquiry.catalog()
                .gpu(gpu)
                .map(Gpu::memoryGib)
                .map(gib -> " of " + gib.toPlainString() + " GiB")
                .orElse("");
        if (line.isEmpty()) {
            return new Limit(
                    seen,
                    "the largest that a run was made with; memory was not measured at two batches",
                    facts(family));
        }
        double fits = Math.floor((USABLE - line.get().fixed() - 2 * line.get().deviation())
                / line.get().perSample());
        return new Limit(
                Math.max(seen, fits),
                "memory in use is " + RunAdvice.percent(line.get().fixed()) + size + " and "
                        + RunAdvice.percent(line.get().perSample()) + " for each sample, by " + used.size()
                        + " runs; a tenth is left free",
                facts(family));
    }

    private static List<String> facts(List<Seen> family) {
        return family.stream()
                .limit(5)
                .map(each -> each.run().words().getLast().origin().id())
                .toList();
    }

    /// The largest part of GPU memory in use in each run's samples.
    private static Map<String, Double> memory(Inquiry inquiry) {
        Map<String, Double> most = new HashMap<>();
        try (Stream<Sample> samples = inquiry.ledger().facts(Sample.class, inquiry.span())) {
            samples.forEach(sample -> {
                BigDecimal used = sample.values().get(Signal.GPU_MEMORY_USED);
                String run = sample.owner().run();
                if (used != null && run != null) {
                    most.merge(run, used.doubleValue(), Math::max);
                }
            });
        }
        return most;
    }
}
