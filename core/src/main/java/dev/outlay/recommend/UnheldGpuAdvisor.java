package dev.outlay.recommend;

import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.utilization.Load;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Names nodes of whose GPUs at least a quarter was paid for and held by nobody.
///
/// It rests on charges alone: what was idle was rated as such, from the node's own row.
final class UnheldGpuAdvisor implements Advisor {

    private static final String NAME = "unheld-gpu";
    private static final BigDecimal QUARTER = new BigDecimal("0.25");

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
        return "Of which nodes is a quarter of the GPUs or more paid for and held by nobody?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return inquiry.loads().nodes().stream()
                .flatMap(load -> advice(inquiry, load).map(advice -> PaidAnyway.told(load, advice)).stream());
    }

    private static Optional<Advice> advice(Inquiry inquiry, Load load) {
        Spending.Spent idle = inquiry.spending().idle(load.thing());
        Spending.Spent all = inquiry.spending().all(load.thing());
        if (all.gpuSeconds().signum() <= 0 || idle.gpuSeconds().signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal part = Gpus.ratio(idle.gpuSeconds(), all.gpuSeconds());
        if (part.compareTo(QUARTER) < 0) {
            return Optional.empty();
        }
        Subject of = Subjects.of(load);
        SortedSet<Concern> concerns = new TreeSet<>();
        // the GPUs that nobody holds are no part of what the pods on the others cost
        concerns.add(new Concern(Concern.Kind.GPU, load.thing().path() + "/unheld"));
        boolean whole = part.compareTo(BigDecimal.ONE) >= 0;
        return Optional.of(new Advice(
                new Finding(
                        NAME,
                        Category.IDLE,
                        new Subject(of.key(), of.name(), of.place(), of.owner(), concerns, of.charges()),
                        inquiry.span()),
                Gpus.percent(part) + " of GPU time unheld: " + load.thing(),
                List.of(new Evidence(
                        "unheld_gpu_hours",
                        Decimals.text(Decimals.hours(idle.gpuSeconds())),
                        "GPU-hours",
                        "charges of idle GPUs, of " + Decimals.text(Decimals.hours(all.gpuSeconds()))
                                + " GPU-hours charged for the node",
                        load.facts())),
                worth(inquiry, idle, all, whole),
                Certainty.of(whole ? "0.8" : "0.5", "charges of the whole span; given back by whole machines only"),
                Action.command("kubectl drain " + load.thing().name() + " --ignore-daemonsets --delete-emptydir-data"),
                List.of(
                        whole
                                ? "a job that needs the node has to wait until one is started"
                                : "what runs on it has to move: a machine is given back as a whole or not at all")));
    }

    private static Worth worth(Inquiry inquiry, Spending.Spent idle, Spending.Spent all, boolean whole) {
        Money cost = all.cost();
        Money unheld = idle.cost();
        if (cost == null || unheld == null || cost.isNegative() || unheld.isNegative()) {
            return Worth.unpriced(
                    cost == null || unheld == null
                            ? "some charges of the node have no price in one currency"
                            : "its charges are a credit");
        }
        return Worth.of(
                Promise.perMonthWithin(
                        inquiry.span(), cost, unheld, whole ? unheld : Money.zero(cost.currency()), unheld),
                Worth.ComparedBy.DAY);
    }
}
