package dev.outlay.recommend;

import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Holds what pods asked for of processors and memory against what they used.
///
/// A right request is the p95 and 15 percent, as the Vertical Pod Autoscaler of Kubernetes adds by default, and
/// never less than the highest reading; memory takes the highest reading and 15 percent. A request that is more
/// than a fifth too large is advised down; one that is used up in one reading of twenty, or memory filled to 95
/// percent, is advised up, which costs money and says so.
final class RequestAdvisor implements Advisor {

    private static final String NAME = "requests";
    private static final BigDecimal MARGIN = new BigDecimal("1.15");
    private static final BigDecimal TOO_LARGE = new BigDecimal("0.8");
    private static final BigDecimal FILLED = new BigDecimal("0.95");
    private static final BigDecimal MEBI = BigDecimal.valueOf(1024);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Category category() {
        return Category.REQUESTS;
    }

    @Override
    public String asks() {
        return "Which pods ask for more processors or memory than they use, or for too little?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return inquiry.loads().holders().stream()
                .flatMap(load -> Stream.of(Resource.CPU, Resource.MEMORY)
                        .flatMap(resource -> advice(inquiry, load, resource).stream()));
    }

    private static Optional<Advice> advice(Inquiry inquiry, Load load, Resource resource) {
        boolean cpu = resource == Resource.CPU;
        Series series = load.measured(cpu ? Signal.CPU_UTILIZATION : Signal.MEMORY_UTILIZATION)
                .orElse(null);
        Load.Held held = load.held(resource).orElse(null);
        if (series == null || held == null) {
            return Optional.empty();
        }
        BigDecimal part = cpu
                ? series.p95().multiply(MARGIN).max(series.max())
                : series.max().multiply(MARGIN);
        boolean pressed =
                cpu ? series.p95().compareTo(BigDecimal.ONE) >= 0 : series.max().compareTo(FILLED) >= 0;
        if (!pressed && part.compareTo(TOO_LARGE) > 0) {
            return Optional.empty();
        }
        return Optional.of(advice(inquiry, load, resource, series, held.most(), part, pressed));
    }

    private static Advice advice(
            Inquiry inquiry,
            Load load,
            Resource resource,
            Series series,
            BigDecimal asked,
            BigDecimal part,
            boolean pressed) {
        boolean cpu = resource == Resource.CPU;
        // written up to the unit that Kubernetes takes, so never below what was seen
        String right = cpu
                ? asked.multiply(part).setScale(3, RoundingMode.UP).toPlainString()
                : asked.multiply(part)
                                .multiply(MEBI)
                                .setScale(0, RoundingMode.UP)
                                .toPlainString() + "Mi";
        String has = Decimals.text(asked) + (cpu ? " vCPUs" : " GiB");
        Subject of = Subjects.of(load);
        List<Evidence> evidence = new ArrayList<>(Figures.of(load, series));
        evidence.add(new Evidence(
                "requested", Decimals.text(asked), cpu ? "vCPUs" : "GiB", "the most held at once", load.facts()));
        List<String> risks = new ArrayList<>(Gpus.risks(series));
        risks.add(
                pressed
                        ? "there may be no node with room for more"
                        : cpu
                                ? "work that grows is slowed down until the request is raised again"
                                : "a pod that needs more memory than ever before is ended by the kernel");
        return new Advice(
                new Finding(
                        NAME,
                        pressed ? Category.CAPACITY : Category.REQUESTS,
                        new Subject(
                                of.key() + " " + resource.text(),
                                of.name(),
                                of.place(),
                                of.owner(),
                                concern(load, resource),
                                of.charges()),
                        inquiry.span()),
                load.thing() + " asks for " + has + " of " + resource.text() + " and "
                        + (pressed ? "needs more: it used up to " : "never used more than ")
                        + Gpus.percent(series.max())
                        + " of it",
                evidence,
                worth(inquiry, load, resource, part),
                Gpus.certainty(load, series, "0.7"),
                Action.patch("resources: {requests: {" + (cpu ? "cpu" : "memory") + ": \"" + right + "\"}}"),
                risks);
    }

    /// The processors of a pod are no part of its memory or GPUs.
    private static SortedSet<Concern> concern(Load load, Resource resource) {
        return new TreeSet<>(List.of(new Concern(Concern.Kind.POD, load.thing().path() + "/" + resource.text())));
    }

    private static Worth worth(Inquiry inquiry, Load load, Resource resource, BigDecimal part) {
        Spending.Spent spent = inquiry.spending().on(load.thing(), resource);
        Money cost = spent.cost();
        if (cost == null || cost.isNegative()) {
            return Worth.unpriced(cost == null ? String.valueOf(spent.unknown()) : "its charges are a credit");
        }
        Money saving = cost.times(BigDecimal.ONE.subtract(part));
        Money low = saving.isNegative() ? saving : Money.zero(cost.currency());
        return Worth.of(Promise.perMonthWithin(inquiry.span(), cost, saving, low, saving), Worth.ComparedBy.DAY);
    }
}
