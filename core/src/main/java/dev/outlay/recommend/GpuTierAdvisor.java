package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Precision;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Money;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds fewer GPUs of the same model, or as many of a cheaper one of its maker, that hold the highest reading with
/// headroom.
///
/// A cheaper model must have the memory, and at FP16 the peak rate and the memory bandwidth, for the highest
/// reading and a fifth more. Nothing is said where memory was not measured, or where less than a tenth would be
/// saved.
final class GpuTierAdvisor implements Advisor {

    private static final String NAME = "gpu-tier";
    private static final BigDecimal WORTH_IT = new BigDecimal("0.1");

    /// What a pod could have instead, and the interval of what that saves of its cost in the span.
    private record Option(String what, String basis, Money saving, Money low, Action action, String risk) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Category category() {
        return Category.GPU_TIER;
    }

    @Override
    public String asks() {
        return "Which pods would run on fewer or cheaper GPUs, at their highest reading and with headroom?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        var alternatives = new Alternatives(inquiry);
        return inquiry.loads().holders().stream()
                .flatMap(load ->
                        advice(inquiry, alternatives, load).map(advice -> PaidAnyway.told(load, advice)).stream());
    }

    private static Optional<Advice> advice(Inquiry inquiry, Alternatives alternatives, Load load) {
        Gpu gpu = Gpus.model(load, inquiry.catalog()).orElse(null);
        Series compute = Gpus.compute(load).orElse(null);
        Series memory = load.measured(Signal.GPU_MEMORY_USED).orElse(null);
        Spending.Spent spent = inquiry.spending().on(load.thing(), Resource.GPU);
        Money cost = spent.cost();
        if (gpu == null
                || compute == null
                || memory == null
                || cost == null
                || cost.amount().signum() <= 0
                || !Gpus.areWhole(load)
                || Gpus.areIdle(load)) {
            return Optional.empty();
        }
        var need = new Need(gpu, Gpus.held(load).setScale(0, RoundingMode.CEILING), compute, memory);
        return Stream.concat(
                        fewer(need, cost).stream(),
                        cheaper(inquiry, alternatives, load, need, cost, spent.gpuSeconds()).stream())
                .filter(option -> option.saving().compareTo(cost.times(WORTH_IT)) >= 0)
                .max(Comparator.comparing(Option::saving))
                .map(option -> advice(inquiry, load, need, cost, option));
    }

    /// What has to be held at the highest reading with headroom, beside what there is.
    private record Need(Gpu gpu, BigDecimal gpus, Series compute, Series memory) {

        /// The compute of so many GPUs of this model.
        BigDecimal wholeGpus() {
            return Gpus.withHeadroom(compute.max().multiply(gpus));
        }

        /// Memory in GiB on all of its GPUs.
        BigDecimal memoryGib() {
            return Gpus.withHeadroom(memory.max().multiply(gpus).multiply(gpu.memoryGib()));
        }

        /// Whether as many GPUs of another model would do.
        boolean isMetBy(Gpu other) {
            BigDecimal part = Gpus.withHeadroom(compute.max());
            // programs are built for one maker's devices
            return other.vendor().equals(gpu.vendor())
                    && other.memoryGib().multiply(gpus).compareTo(memoryGib()) >= 0
                    && holds(gpu.peak(Precision.FP16), other.peak(Precision.FP16), part)
                    && holds(
                            Optional.ofNullable(gpu.memoryBandwidth()),
                            Optional.ofNullable(other.memoryBandwidth()),
                            part);
        }

        private static boolean holds(Optional<BigDecimal> has, Optional<BigDecimal> other, BigDecimal part) {
            return has.isPresent()
                    && other.isPresent()
                    && other.get().compareTo(has.get().multiply(part)) >= 0;
        }
    }

    private static Optional<Option> fewer(Need need, Money cost) {
        BigDecimal byCompute = need.wholeGpus().setScale(0, RoundingMode.CEILING);
        BigDecimal byMemory = need.memoryGib().divide(need.gpu().memoryGib(), 0, RoundingMode.CEILING);
        BigDecimal enough = byCompute.max(byMemory).max(BigDecimal.ONE);
        if (enough.compareTo(need.gpus()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Option(
                enough.toPlainString() + " x " + need.gpu().model(),
                "the same price for each GPU",
                cost.times(BigDecimal.ONE.subtract(Gpus.ratio(enough, need.gpus()))),
                Money.zero(cost.currency()),
                Action.patch("resources: {limits: {nvidia.com/gpu: " + enough.toPlainString() + "}}"),
                "money is saved where the machine is made smaller too, or others use the rest of it"));
    }

    private static Optional<Option> cheaper(
            Inquiry inquiry, Alternatives alternatives, Load load, Need need, Money cost, BigDecimal gpuSeconds) {
        if (gpuSeconds.signum() <= 0) {
            return Optional.empty();
        }
        List<Alternatives.Priced> machines = alternatives
                .of(
                        load.place().provider(),
                        load.place().region(),
                        load.hardware().capacityType(),
                        machine -> fits(inquiry, machine, need))
                .stream()
                .filter(priced -> priced.perHour().currency().equals(cost.currency()))
                .toList();
        return machines.stream()
                .min(Comparator.comparing(GpuTierAdvisor::perGpuHour))
                .map(best -> option(best, cost, gpuSeconds));
    }

    private static boolean fits(Inquiry inquiry, Machine machine, Need need) {
        String model = machine.gpuModel();
        return model != null
                && !model.equals(need.gpu().model())
                && machine.gpuCount() != null
                && machine.gpuCount().compareTo(need.gpus()) == 0
                && inquiry.catalog().gpu(model).filter(need::isMetBy).isPresent();
    }

    private static Option option(Alternatives.Priced best, Money cost, BigDecimal gpuSeconds) {
        Machine machine = best.machine();
        Money costs = over(perGpuHour(best), gpuSeconds);
        Money saving = cost.minus(costs);
        return new Option(
                machine.gpuCount() + " x " + machine.gpuModel() + " as " + machine.instanceType(),
                best.perHour() + " per hour, " + best.basis().source() + ", "
                        + best.basis().date() + " (" + best.basis().priceId() + ")",
                saving,
                cost.minus(costs.times(best.spread())),
                Action.patch("nodeSelector: {node.kubernetes.io/instance-type: " + machine.instanceType() + "}"),
                "the peak rate of a data sheet is not what a program reaches, and a host may have another kind of"
                        + " processor (g5g and Grace machines are ARM): try it before moving");
    }

    private static Advice advice(Inquiry inquiry, Load load, Need need, Money cost, Option option) {
        List<Evidence> evidence = new ArrayList<>(Figures.of(load, need.compute()));
        evidence.addAll(Figures.of(load, need.memory()));
        evidence.add(new Evidence("instead", option.what(), null, option.basis(), List.of()));
        List<String> risks = new ArrayList<>(Gpus.risks(need.compute()));
        risks.add(option.risk());
        return new Advice(
                new Finding(NAME, Category.GPU_TIER, Subjects.of(load), inquiry.span()),
                load.thing() + " would run on " + option.what() + ": of "
                        + need.gpus().toPlainString() + " x "
                        + need.gpu().model() + " it used "
                        + Gpus.percent(need.compute().max()) + " of the compute and "
                        + Gpus.percent(need.memory().max()) + " of the memory at the most",
                evidence,
                Worth.of(
                        Promise.perMonthWithin(inquiry.span(), cost, option.saving(), option.low(), option.saving()),
                        Worth.ComparedBy.GPU_HOUR),
                Gpus.certainty(load, need.compute(), "0.6"),
                option.action(),
                risks);
    }

    private static Money perGpuHour(Alternatives.Priced priced) {
        return priced.perGpuHour().orElse(priced.perHour());
    }

    private static Money over(Money perHour, BigDecimal seconds) {
        return perHour.times(seconds).dividedBy(BigDecimal.valueOf(3600));
    }
}
