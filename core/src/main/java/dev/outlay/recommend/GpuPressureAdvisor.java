package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.MigProfile;
import dev.outlay.ledger.Signal;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Names pods whose GPU memory was filled to 95 percent or more, or whose part of a shared GPU was busy in more
/// than 90 percent of the time, and says what is larger.
///
/// A whole GPU that is busy all the time is well used and named by nobody.
final class GpuPressureAdvisor implements Advisor {

    private static final String NAME = "gpu-pressure";
    private static final BigDecimal FILLED = new BigDecimal("0.95");
    private static final BigDecimal FULL = new BigDecimal("0.9");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Category category() {
        return Category.CAPACITY;
    }

    @Override
    public String asks() {
        return "Which pods are held back by the GPU memory or the part of a GPU that they have?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return inquiry.loads().holders().stream().flatMap(load -> advice(inquiry, load).stream());
    }

    private static Optional<Advice> advice(Inquiry inquiry, Load load) {
        Optional<Series> memory = load.measured(Signal.GPU_MEMORY_USED)
                .filter(series -> series.max().compareTo(FILLED) >= 0);
        Optional<Series> compute = Gpus.compute(load)
                .filter(series -> !Gpus.areWhole(load) && series.p50().compareTo(FULL) > 0);
        return memory.or(() -> compute).map(series -> advice(inquiry, load, series, memory.isPresent()));
    }

    private static Advice advice(Inquiry inquiry, Load load, Series series, boolean byMemory) {
        List<Evidence> evidence = new ArrayList<>(Figures.of(load, series));
        String larger = larger(inquiry, load);
        return new Advice(
                new Finding(NAME, Category.CAPACITY, Subjects.of(load), inquiry.span()),
                byMemory
                        ? load.thing() + " filled its GPU memory to " + Gpus.percent(series.max())
                        : load.thing() + " kept its part of a GPU " + Gpus.percent(series.p50())
                                + " busy in half of the time or more",
                evidence,
                Worth.unpriced("this costs more: what a larger part costs depends on who takes the rest"),
                Gpus.certainty(load, series, "0.7"),
                Action.step("give " + load.thing() + " " + larger + (byMemory ? ", or a smaller batch" : "")),
                List.of(
                        "frameworks that take memory in advance fill it without needing it: look at what is allocated"));
    }

    private static String larger(Inquiry inquiry, Load load) {
        Optional<Gpu> gpu = Gpus.model(load, inquiry.catalog());
        String held = load.hardware().migProfile();
        Optional<MigProfile> now = gpu.flatMap(model -> held == null ? Optional.empty() : model.migProfile(held));
        if (gpu.isPresent() && now.isPresent()) {
            return gpu.get().migProfiles().stream()
                    .filter(profile -> !profile.mediaExtensions()
                            && profile.computeSlices() > now.get().computeSlices()
                            && profile.memoryGib().compareTo(now.get().memoryGib()) > 0)
                    .min(Comparator.comparingInt(MigProfile::computeSlices).thenComparing(MigProfile::memoryGib))
                    .map(profile -> "a " + profile.name())
                    .orElse("a whole GPU");
        }
        return Gpus.areWhole(load) ? "GPUs with more memory" : "a larger part of a GPU";
    }
}
