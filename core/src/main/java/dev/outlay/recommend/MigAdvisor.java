package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.MigProfile;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Money;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the smallest MIG instance that holds the highest reading of compute and of memory with a fifth of
/// headroom.
///
/// Nothing is said where the compute or the memory in use was not measured: what is not known cannot be fitted.
/// Nor of what is idle, which is told to give its GPU back and keep its size.
final class MigAdvisor implements Advisor {

    private static final String NAME = "mig-size";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Category category() {
        return Category.SHARING;
    }

    @Override
    public String asks() {
        return "Which pods would fit into a smaller MIG instance, at their highest reading and with headroom?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return inquiry.loads().holders().stream()
                .flatMap(load -> advice(inquiry, load).map(advice -> PaidAnyway.told(load, advice)).stream());
    }

    private static Optional<Advice> advice(Inquiry inquiry, Load load) {
        Gpu gpu = Gpus.model(load, inquiry.catalog()).orElse(null);
        Series compute = Gpus.compute(load).orElse(null);
        Series memory = load.measured(Signal.GPU_MEMORY_USED).orElse(null);
        if (gpu == null || compute == null || memory == null || Gpus.held(load).compareTo(BigDecimal.ONE) > 0) {
            return Optional.empty();
        }
        MigProfile held = held(load, gpu);
        if ((held == null && !Gpus.areWhole(load)) || Gpus.areIdle(load)) {
            return Optional.empty();
        }
        BigDecimal heldCompute =
                held == null ? BigDecimal.ONE : held.computeShare().value();
        BigDecimal heldMemory = held == null ? gpu.memoryGib() : held.memoryGib();
        BigDecimal computeNeeded = Gpus.withHeadroom(compute.max().multiply(heldCompute));
        BigDecimal memoryNeeded = Gpus.withHeadroom(memory.max().multiply(heldMemory));
        return gpu.migProfiles().stream()
                .filter(profile -> !profile.mediaExtensions()
                        && profile.computeShare().value().compareTo(computeNeeded) >= 0
                        && profile.memoryGib().compareTo(memoryNeeded) >= 0
                        && profile.computeShare().value().compareTo(heldCompute) < 0)
                .min(Comparator.comparing((MigProfile profile) -> part(profile, gpu))
                        .thenComparingInt(MigProfile::computeSlices)
                        .thenComparing(MigProfile::name))
                .filter(profile -> part(profile, gpu).compareTo(part(heldCompute, heldMemory, gpu)) < 0)
                .map(profile ->
                        advice(inquiry, load, gpu, compute, memory, profile, part(heldCompute, heldMemory, gpu)));
    }

    private static Advice advice(
            Inquiry inquiry,
            Load load,
            Gpu gpu,
            Series compute,
            Series memory,
            MigProfile profile,
            BigDecimal heldPart) {
        List<Evidence> evidence = new ArrayList<>(Figures.of(load, compute));
        evidence.addAll(Figures.of(load, memory));
        evidence.add(new Evidence(
                "profile_compute_share",
                Figures.round(profile.computeShare().value()),
                null,
                profile.name() + " has " + profile.computeSlices() + " of " + profile.computeSlicesTotal()
                        + " slices and " + profile.memoryGib() + " GiB: "
                        + profile.basis().source(),
                List.of()));
        List<String> risks = new ArrayList<>(Gpus.risks(compute));
        risks.add("a step that used all multiprocessors for a moment takes longer on " + profile.computeSlices()
                + " of " + profile.computeSlicesTotal() + " slices");
        risks.add("money is saved where other pods use the rest of the GPU: " + profile.maxInstances() + " of "
                + profile.name() + " fit on one");
        return new Advice(
                new Finding(NAME, Category.SHARING, Subjects.of(load), inquiry.span()),
                load.thing() + " fits into a " + profile.name() + " of its " + gpu.model() + ": it used "
                        + Gpus.percent(compute.max()) + " of the compute and " + Gpus.percent(memory.max())
                        + " of the memory it holds at the most",
                evidence,
                worth(inquiry, load, part(profile, gpu), heldPart),
                Gpus.certainty(load, compute, "0.7"),
                Action.patch("resources: {limits: {nvidia.com/gpu: null, nvidia.com/mig-" + profile.name() + ": 1}}"),
                risks);
    }

    private static Worth worth(Inquiry inquiry, Load load, BigDecimal newPart, BigDecimal heldPart) {
        Spending.Spent spent = inquiry.spending().on(load.thing(), Resource.GPU);
        Money cost = spent.cost();
        if (cost == null || cost.isNegative()) {
            return Worth.unpriced(cost == null ? String.valueOf(spent.unknown()) : "its charges are a credit");
        }
        Money saving = cost.times(BigDecimal.ONE.subtract(Gpus.ratio(newPart, heldPart)));
        return Worth.of(
                Promise.perMonthWithin(inquiry.span(), cost, saving, Money.zero(cost.currency()), saving),
                Worth.ComparedBy.DAY);
    }

    private static @Nullable MigProfile held(Load load, Gpu gpu) {
        String name = load.hardware().migProfile();
        return name == null ? null : gpu.migProfile(name).orElse(null);
    }

    /// The part of the GPU that an instance takes away from others: of compute or of memory, whichever is more.
    private static BigDecimal part(MigProfile profile, Gpu gpu) {
        return part(profile.computeShare().value(), profile.memoryGib(), gpu);
    }

    private static BigDecimal part(BigDecimal compute, BigDecimal memoryGib, Gpu gpu) {
        return compute.max(Gpus.ratio(memoryGib, gpu.memoryGib())).min(BigDecimal.ONE);
    }
}
