package dev.outlay.recommend;

import dev.outlay.energy.PowerModel;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Names every pod whose GPUs did nothing in more than 90 percent of the time that was measured.
///
/// Four signals are asked: the duty cycle, the activity of the multiprocessors, the power beside what an idle GPU
/// of the model draws, and the memory that is held. The first two decide; each that was measured says whether it
/// agrees. Unmeasured time is no idle time.
final class IdleGpuAdvisor implements Advisor {

    static final String NAME = "idle-gpu";

    private static final BigDecimal NAMED_ABOVE = new BigDecimal("0.9");
    // contexts of drivers and frameworks hold a few hundred MiB; a tenth of any data-centre GPU is more
    private static final BigDecimal MEMORY_HELD = new BigDecimal("0.1");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Category category() {
        return Category.IDLE;
    }

    @Override
    public String asks() {
        return "Which pods hold GPUs that do nothing for more than 90 % of the time?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        var power = new PowerModel(inquiry.catalog());
        return inquiry.loads().holders().stream()
                .flatMap(load -> idlest(load)
                        .filter(series -> idleShare(series).compareTo(NAMED_ABOVE) > 0)
                        .map(series -> PaidAnyway.told(load, advice(inquiry, power, load, series)))
                        .stream());
    }

    /// The signal that decides: activity where enough of it was measured, else the duty cycle.
    private static Optional<Series> idlest(Load load) {
        Optional<Series> duty = load.measured(Signal.GPU_UTILIZATION);
        Optional<Series> active = load.measured(Signal.SM_ACTIVE);
        return duty.isPresent() ? duty : active;
    }

    private Advice advice(Inquiry inquiry, PowerModel power, Load load, Series series) {
        Subject subject = Subjects.of(load);
        List<Evidence> evidence = new ArrayList<>(Figures.of(load, series));
        var signals = new IdleSignals(
                load,
                Gpus.model(load, inquiry.catalog()),
                power,
                inquiry.loads().settings());
        evidence.addAll(signals.evidence());
        BigDecimal memory =
                load.measured(Signal.GPU_MEMORY_USED).map(Series::mean).orElse(null);
        String heldMemory = memory == null || memory.compareTo(MEMORY_HELD) <= 0 ? null : Gpus.percent(memory);
        boolean neverWorked = series.max().compareTo(inquiry.loads().settings().idleBelow()) < 0;
        String gpus = Decimals.text(Gpus.held(load).setScale(2, RoundingMode.HALF_EVEN)) + " "
                + (load.hardware().gpuModel() == null ? "GPU" : load.hardware().gpuModel());
        String title = load.thing() + " kept " + gpus + " idle in " + Gpus.percent(idleShare(series))
                + " of the measured time"
                + (heldMemory == null ? "" : ", with " + heldMemory + " of the memory held");
        return new Advice(
                new Finding(NAME, Category.IDLE, subject, inquiry.span()),
                title,
                evidence,
                worth(inquiry, load, series),
                certainty(load, series, signals),
                action(load, neverWorked),
                risks(series, heldMemory != null, neverWorked));
    }

    private static Worth worth(Inquiry inquiry, Load load, Series series) {
        Spending.Spent spent = inquiry.spending().on(load.thing(), Resource.GPU);
        Money cost = spent.cost();
        if (cost == null || cost.isNegative()) {
            return Worth.unpriced(cost == null ? String.valueOf(spent.unknown()) : "its charges are a credit");
        }
        BigDecimal covered = load.coverage(series.signal()).orElse(BigDecimal.ZERO);
        BigDecimal longIdle = series.longIdleShare() == null ? BigDecimal.ZERO : series.longIdleShare();
        return Worth.of(
                Promise.perMonthWithin(
                        inquiry.span(),
                        cost,
                        cost.times(idleShare(series).multiply(covered)),
                        cost.times(longIdle.multiply(covered)),
                        cost.times(idleShare(series))),
                Worth.ComparedBy.DAY);
    }

    private static Certainty certainty(Load load, Series series, IdleSignals signals) {
        BigDecimal covered = load.coverage(series.signal()).orElse(BigDecimal.ZERO);
        BigDecimal value = signals.certainty().multiply(covered).setScale(2, RoundingMode.HALF_EVEN);
        return new Certainty(
                new Share(value), signals.says() + "; " + Gpus.percent(covered) + " of the time held was measured");
    }

    private static Action action(Load load, boolean neverWorked) {
        String pod = load.owner().pod();
        String namespace = load.owner().namespace();
        if (pod != null && neverWorked) {
            return Action.command(
                    "kubectl" + (namespace == null ? "" : " --namespace " + namespace) + " delete pod " + pod);
        }
        return Action.step(
                neverWorked
                        ? "ask the owner of " + load.thing() + " to end it, or end it"
                        : "let " + load.thing() + " give its GPUs back after an hour without work, or run it on demand;"
                                + " its bursts need what it has, so do not make it smaller");
    }

    private static List<String> risks(Series series, boolean holdsMemory, boolean neverWorked) {
        List<String> risks = new ArrayList<>();
        if (holdsMemory) {
            risks.add("what is held in GPU memory is lost: a model that is loaded has to be loaded again");
        }
        if (neverWorked) {
            risks.add("a controller makes a deleted pod anew: scale what owns it to zero");
        } else {
            risks.add("it worked up to " + Gpus.percent(series.max())
                    + " at times: work that comes back has to wait for" + " GPUs");
        }
        return risks;
    }

    private static BigDecimal idleShare(Series series) {
        return series.idleShare() == null ? BigDecimal.ZERO : series.idleShare();
    }
}
