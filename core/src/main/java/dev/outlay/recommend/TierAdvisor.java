package dev.outlay.recommend;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.forecast.Accelerators;
import dev.outlay.forecast.Interval;
import dev.outlay.forecast.Likely;
import dev.outlay.forecast.MemoryFit;
import dev.outlay.forecast.Metric;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.Rate;
import dev.outlay.pricing.Wanted;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs that another GPU of the same provider and region would have made for less: hours by the predictor, which
/// has learned from these runs too, at the prices of now. What does not fit the memory is left out.
///
/// Proposed only where it costs less at the 80 % interval of both predictions together.
final class TierAdvisor implements Advisor {

    private static final String NEEDS =
            "runs that ended in one attempt, with model, tokens, samples or epochs, and GPU-hours on one model of GPU";

    @Override
    public String name() {
        return "compute-tier";
    }

    @Override
    public Category category() {
        return Category.GPU_TIER;
    }

    @Override
    public String asks() {
        return "Would another GPU here have made this run for less?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        boolean any = RunAdvice.told(inquiry).anyMatch(RunFile::isWhole);
        return Optional.of(RunAdvice.lacks(inquiry, any, NEEDS)).filter(text -> !text.isEmpty());
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        List<RunFile> ended = RunAdvice.told(inquiry).filter(RunFile::isWhole).toList();
        if (ended.isEmpty()) {
            return Stream.empty();
        }
        var work = new RunWork(inquiry);
        return ended.stream()
                .flatMap(run -> work
                        .of(run)
                        .flatMap(known -> work.gpu(run).flatMap(gpu -> advice(run, known, gpu, work, inquiry)))
                        .stream());
    }

    /// Another offer for the run, with the part of its cost that is left there.
    private record Other(Offer offer, Gpu gpu, double gpus, Money perGpuHour, double left, double off80, double off90) {

        /// Whether it costs less even at the worse end of the 80 % interval.
        boolean isSurelyLess() {
            return left * Math.exp(off80) < 1;
        }
    }

    private Optional<Advice> advice(RunFile run, TrainingRun known, Gpu gpu, RunWork work, Inquiry inquiry) {
        String provider = run.spent().place().provider();
        String region = run.spent().place().region();
        double hours = Decimals.hours(run.spent().gpuSeconds()).doubleValue();
        if (provider == null || region == null || hours <= 0) {
            return Optional.empty();
        }
        Interval now = hours(known, gpu, Math.max(1, run.spent().gpus()), work).orElse(null);
        if (now == null) {
            return Optional.empty();
        }
        return inquiry.catalog().offers().stream()
                .filter(offer -> offer.provider().equalsIgnoreCase(provider)
                        && offer.region().equalsIgnoreCase(region)
                        && offer.machine().gpuModel() != null
                        && !gpu.model().equals(offer.machine().gpuModel()))
                .flatMap(offer -> other(offer, run, known, now, work, inquiry).stream())
                .filter(Other::isSurelyLess)
                .min(Comparator.comparingDouble(Other::left)
                        .thenComparing(other -> other.offer().instanceType()))
                .map(other -> advice(run, gpu, hours, other, inquiry));
    }

    private Optional<Other> other(
            Offer offer, RunFile run, TrainingRun known, Interval now, RunWork work, Inquiry inquiry) {
        Machine machine = offer.machine();
        Optional<Gpu> gpu = inquiry.catalog().gpu(Objects.requireNonNull(machine.gpuModel()));
        BigDecimal each = machine.gpuCount();
        CapacityType way = run.spent().capacityType() == null
                ? CapacityType.ON_DEMAND
                : run.spent().capacityType();
        Optional<Money> perMachine = inquiry.prices()
                .at(inquiry.now(), new Wanted(offer.provider(), machine.instanceType(), offer.region(), null, way))
                .flatMap((Rate rate) -> rate.perMachineHour(machine));
        Money cost = Objects.requireNonNull(run.spent().cost());
        if (gpu.isEmpty()
                || each == null
                || each.signum() <= 0
                || perMachine.isEmpty()
                || !perMachine.get().currency().equals(cost.currency())) {
            return Optional.empty();
        }
        // whole machines, as they are sold
        double machines = Math.ceil(Math.max(1, run.spent().gpus()) / each.doubleValue());
        double gpus = machines * each.doubleValue();
        Money perGpuHour = perMachine.get().dividedBy(each);
        return fits(known, gpu.get(), gpus, work.gpu(run).orElse(null))
                ? hours(known, gpu.get(), gpus, work).map(then -> {
                    double there = Decimals.hours(run.spent().gpuSeconds()).doubleValue()
                            * then.value()
                            / now.value()
                            * perGpuHour.amount().doubleValue();
                    return new Other(
                            offer,
                            gpu.get(),
                            gpus,
                            perGpuHour,
                            there / cost.amount().doubleValue(),
                            Math.hypot(Math.log(now.high80() / now.value()), Math.log(then.high80() / then.value())),
                            Math.hypot(Math.log(now.high90() / now.value()), Math.log(then.high90() / then.value())));
                })
                : Optional.empty();
    }

    private static boolean fits(TrainingRun known, Gpu gpu, double gpus, @Nullable Gpu now) {
        try {
            return MemoryFit.of(known.workload(), gpu, (int) gpus).fits();
        } catch (IllegalArgumentException _) {
            // nobody says how large it is: only a GPU with at least as much memory is known to hold it
            return now != null && gpu.memoryGib().compareTo(now.memoryGib()) >= 0;
        }
    }

    private static Optional<Interval> hours(TrainingRun run, Gpu gpu, double gpus, RunWork work) {
        try {
            var there = new TrainingRun(
                    run.id(), run.kind(), run.workload(), Accelerators.of(gpu, gpus), run.scope(), null);
            return Optional.of(
                    work.predictor().figure(there, Metric.ACCEL_HOURS).interval());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Advice advice(RunFile run, Gpu gpu, double hours, Other other, Inquiry inquiry) {
        var part = new Likely(
                1 - other.left(),
                1 - other.left() * Math.exp(other.off90()),
                1 - other.left() * Math.exp(-other.off90()));
        Money cost = Objects.requireNonNull(run.spent().cost());
        double perGpuHour = cost.amount().doubleValue() / hours;
        double then = other.left()
                * cost.amount().doubleValue()
                / other.perGpuHour().amount().doubleValue();
        double wallNow = hours / Math.max(1, run.spent().gpus());
        double wallThen = then / other.gpus();
        return new Advice(
                new Finding(name(), category(), RunAdvice.next(run), inquiry.span()),
                "Run " + run.family() + " on " + RunAdvice.figure(other.gpus()) + " x "
                        + other.gpu().model() + " (" + other.offer().instanceType() + ") in place of " + gpu.model(),
                List.of(
                        RunAdvice.said(
                                run,
                                "GPU-hours on " + gpu.model(),
                                hours,
                                "h",
                                "as charged, at " + RunAdvice.figure(perGpuHour) + " " + cost.currency() + " each"),
                        RunAdvice.said(
                                run,
                                "GPU-hours on " + other.gpu().model(),
                                then,
                                "h",
                                "predicted, at "
                                        + RunAdvice.figure(
                                                other.perGpuHour().amount().doubleValue()) + " " + cost.currency()
                                        + " each"),
                        RunAdvice.cost(run)),
                Worth.of(RunAdvice.part(run, part, Promise.Per.RUN), Worth.ComparedBy.RUN)
                        .saving(Duration.ofMinutes(Math.round((wallNow - wallThen) * 60))),
                Certainty.of("0.8", "it costs less at the 80 % interval of both predictions together"),
                Action.command("outlay compare --provider " + other.offer().provider() + " --region "
                        + other.offer().region() + " --gpu " + other.gpu().model()),
                List.of(
                        "it takes " + RunAdvice.figure(wallThen) + " h in place of " + RunAdvice.figure(wallNow) + " h",
                        "there may be no such machines when they are wanted"));
    }
}
