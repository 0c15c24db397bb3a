package dev.outlay.recommend;

import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Money;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import dev.outlay.utilization.Thing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds pods that could take turns on one GPU: those of one model in one cluster whose highest readings of compute
/// and of memory together, with a fifth of headroom, fit on it.
///
/// They are put together largest first, each on the first GPU that has room. Nothing is said of pods whose compute
/// or memory was not measured.
final class TimeSlicingAdvisor implements Advisor {

    private static final String NAME = "time-slicing";

    /// A pod with what it needs of one GPU at the most, with headroom.
    private record Fitted(Load load, Series compute, BigDecimal computeNeeded, BigDecimal memoryNeeded, Money cost) {}

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
        return "Which pods could take turns on one GPU, each at its highest reading and with headroom?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        Map<String, List<Fitted>> groups = inquiry.loads().holders().stream()
                .flatMap(load -> fitted(inquiry, load).stream())
                .collect(Collectors.groupingBy(
                        fitted -> fitted.load().thing().cluster() + "\n"
                                + fitted.load().hardware().gpuModel() + "\n"
                                + fitted.cost().currency(),
                        TreeMap::new,
                        Collectors.toList()));
        return groups.values().stream()
                .flatMap(group -> together(group).stream())
                .filter(partners -> partners.size() > 1)
                .map(partners -> PaidAnyway.told(partners.getFirst().load(), advice(inquiry, partners)));
    }

    private static Optional<Fitted> fitted(Inquiry inquiry, Load load) {
        Series compute = Gpus.compute(load).orElse(null);
        Series memory = load.measured(Signal.GPU_MEMORY_USED).orElse(null);
        Money cost = inquiry.spending().on(load.thing(), Resource.GPU).cost();
        if (compute == null
                || memory == null
                || cost == null
                || cost.amount().signum() <= 0
                || load.hardware().gpuModel() == null
                || !Gpus.areWhole(load)
                || Gpus.held(load).compareTo(BigDecimal.ONE) != 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Fitted(load, compute, Gpus.withHeadroom(compute.max()), Gpus.withHeadroom(memory.max()), cost));
    }

    private static List<List<Fitted>> together(List<Fitted> group) {
        List<Fitted> largestFirst = group.stream()
                .sorted(Comparator.comparing(
                                (Fitted fitted) -> fitted.computeNeeded().max(fitted.memoryNeeded()))
                        .reversed()
                        .thenComparing(fitted -> fitted.load().thing()))
                .toList();
        List<List<Fitted>> gpus = new ArrayList<>();
        for (Fitted fitted : largestFirst) {
            gpus.stream()
                    .filter(gpu -> hasRoom(gpu, fitted))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Fitted> another = new ArrayList<>();
                        gpus.add(another);
                        return another;
                    })
                    .add(fitted);
        }
        return gpus;
    }

    private static boolean hasRoom(List<Fitted> gpu, Fitted more) {
        BigDecimal compute = more.computeNeeded();
        BigDecimal memory = more.memoryNeeded();
        for (Fitted fitted : gpu) {
            compute = compute.add(fitted.computeNeeded());
            memory = memory.add(fitted.memoryNeeded());
        }
        return compute.compareTo(BigDecimal.ONE) <= 0 && memory.compareTo(BigDecimal.ONE) <= 0;
    }

    private static Advice advice(Inquiry inquiry, List<Fitted> partners) {
        Fitted first = partners.stream()
                .min(Comparator.comparing(fitted -> fitted.load().thing()))
                .orElseThrow();
        Money cost = partners.stream().map(Fitted::cost).reduce(Money::plus).orElseThrow();
        Money stays = partners.stream()
                .map(Fitted::cost)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Money saving = cost.minus(stays);
        List<Evidence> evidence = new ArrayList<>();
        partners.forEach(fitted -> evidence.add(new Evidence(
                "needed_of_a_gpu",
                Figures.round(fitted.computeNeeded().max(fitted.memoryNeeded())),
                null,
                fitted.load().thing() + ": the more of its highest compute and memory reading, and a fifth",
                fitted.load().facts())));
        Series longest = partners.stream()
                .map(Fitted::compute)
                .max(Comparator.comparing(Series::longest))
                .orElseThrow();
        List<String> risks = new ArrayList<>(Gpus.risks(longest));
        risks.add("the patch is of the configuration of NVIDIA's device plugin, for the nodes that these pods run on");
        risks.add("pods that take turns share memory without walls: one that takes too much stops the others");
        return new Advice(
                new Finding(NAME, Category.SHARING, subject(first, partners), inquiry.span()),
                partners.size() + " pods could take turns on one "
                        + first.load().hardware().gpuModel() + ": "
                        + partners.stream()
                                .map(fitted -> fitted.load().thing().path())
                                .collect(Collectors.joining(", ")),
                evidence,
                Worth.of(
                        Promise.perMonthWithin(inquiry.span(), cost, saving, Money.zero(cost.currency()), saving),
                        Worth.ComparedBy.DAY),
                Gpus.certainty(first.load(), longest, "0.5"),
                Action.patch("sharing: {timeSlicing: {resources: [{name: nvidia.com/gpu, replicas: " + partners.size()
                        + "}]}}"),
                risks);
    }

    private static Subject subject(Fitted first, List<Fitted> partners) {
        Subject of = Subjects.of(first.load());
        SortedSet<Concern> concerns = new TreeSet<>();
        partners.forEach(fitted -> concerns.addAll(Subjects.of(fitted.load()).concerns()));
        List<Thing> things =
                partners.stream().map(fitted -> fitted.load().thing()).sorted().toList();
        // several pods are no one scope of charges
        return new Subject(
                things.stream().map(Thing::toString).collect(Collectors.joining(" ")),
                things.getFirst() + " and " + (things.size() - 1) + " more",
                of.place(),
                of.owner(),
                concerns,
                List.of());
    }
}
