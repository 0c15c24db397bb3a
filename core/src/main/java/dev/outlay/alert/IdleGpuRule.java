package dev.outlay.alert;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Loads;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// GPUs that are paid for and do nothing: held by a pod that leaves them idle, or on a machine that nobody uses.
///
/// A pod's GPU is idle where every signal of its work says so: utilization, and the activity of its multiprocessors
/// where that was measured too.
final class IdleGpuRule implements Rule {

    @Override
    public String name() {
        return "idle-gpu";
    }

    @Override
    public String description() {
        return "A pod leaves its GPUs idle, or nobody holds the GPUs of a machine that is paid for.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.percent("percent", "90", "1", "100", "Alert where idle for so much of the time"),
                Threshold.percent("clear", "80", "0", "100", "End where idle for less of the time"),
                Threshold.duration(
                        "over",
                        "2h",
                        Duration.ofMinutes(10),
                        Duration.ofDays(31),
                        "The span up to the latest that is known"),
                Threshold.percent("measured", "50", "0", "100", "Tell only where so much of the time was measured"),
                Threshold.number("gpu-hours", "1", "0", "1000000", "Tell only where so much was held"));
    }

    @Override
    public List<String> labels() {
        return new UtilizationRule(UtilizationRule.Kind.UNDER).labels();
    }

    @Override
    public void check(Function<String, BigDecimal> number) {
        Threshold.inOrder(name(), number.apply("percent"), number.apply("clear"), true);
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        Optional<Loads> loads = situation.loads(watch.duration("over"));
        if (loads.isEmpty()) {
            return Judgement.notKnown("nothing is known of use of late: import usage or metrics");
        }
        var sheet = new Judgement.Sheet();
        for (Load load : loads.get().holders()) {
            held(watch, situation, load, sheet);
        }
        unheld(watch, situation, loads.get().span(), sheet);
        return sheet.judgement();
    }

    private static void held(Watch watch, Situation situation, Load load, Judgement.Sheet sheet) {
        String subject = load.thing().toString();
        BigDecimal hours = UtilizationRule.hours(load);
        if (hours.compareTo(watch.number("gpu-hours")) < 0) {
            return;
        }
        Series series = load.measured(Signal.GPU_UTILIZATION).orElse(null);
        BigDecimal coverage = load.coverage(Signal.GPU_UTILIZATION).orElse(BigDecimal.ZERO);
        if (series == null
                || series.idleShare() == null
                || coverage.compareTo(Say.share(watch.number("measured"))) < 0) {
            sheet.leaveOpen(subject, Say.percent(coverage) + " of its time was measured");
            return;
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("idle", Say.percent(series.idleShare()) + " of the time (utilization below 5 %)");
        BigDecimal idle = series.idleShare();
        BigDecimal active =
                load.measured(Signal.SM_ACTIVE).map(Series::idleShare).orElse(null);
        if (active != null) {
            figures.put("multiprocessors idle", Say.percent(active) + " of the time");
            idle = idle.min(active);
        }
        boolean holds = idle.compareTo(Say.share(watch.number("percent"))) >= 0;
        if (!holds && idle.compareTo(Say.share(watch.number("clear"))) < 0) {
            return;
        }
        figures.put("mean utilization", Say.percent(series.mean()));
        load.measured(Signal.POWER).ifPresent(power -> figures.put("mean power", Say.figure(power.mean()) + " W"));
        figures.put("GPU-hours held", Say.figure(hours) + " h");
        List<Money> cost = holds ? cost(load, situation) : List.of();
        cost.forEach(money -> figures.put("cost of the span in " + money.currency(), money.toString()));
        figures.put("measured", Say.percent(coverage) + " of the time");
        figures.put("span", load.span().toString());
        sheet.add(Finding.of(
                subject,
                holds,
                "The GPUs of the " + load.thing() + " were idle " + Say.percent(idle) + " of the last "
                        + Wording.length(load.span().length()) + " known; it held " + Say.figure(hours)
                        + " GPU-hours" + costing(cost) + ".",
                figures,
                load.facts(),
                Say.labels(load.owner(), load.place())));
    }

    private static String costing(List<Money> cost) {
        return cost.isEmpty()
                ? ""
                : " for " + String.join(" and ", cost.stream().map(Say::money).toList());
    }

    private static List<Money> cost(Load load, Situation situation) {
        Set<Filter> filters = new HashSet<>();
        filter(filters, Dimension.Named.NAMESPACE, load.owner().namespace());
        filter(filters, Dimension.Named.POD, load.owner().pod());
        filter(filters, Dimension.Named.WORKLOAD, load.owner().workload());
        filter(filters, Dimension.Named.RUN, load.owner().run());
        return sums(situation
                .ledger()
                .totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .where(filters.toArray(Filter[]::new))
                        .in(load.span())));
    }

    private static void filter(Set<Filter> filters, Dimension dimension, @Nullable String value) {
        if (value != null) {
            filters.add(new Filter(dimension, Set.of(value)));
        }
    }

    private static List<Money> sums(Totals totals) {
        Map<String, Money> sums = new TreeMap<>();
        for (Totals.Row row : totals.rows()) {
            BigDecimal amount = row.measures().getFirst();
            String currency = row.currency();
            if (amount != null && currency != null && !currency.equals(Costs.NO_CURRENCY)) {
                sums.merge(currency, new Money(currency, amount), Money::plus);
            }
        }
        return List.copyOf(sums.values());
    }

    /// GPU time and cost of a machine, all of it and what nobody used.
    private record Machine(BigDecimal all, BigDecimal idle, Map<String, Money> cost) {

        Machine plus(Totals.Row row, boolean isIdle) {
            BigDecimal seconds = row.measures().get(0);
            BigDecimal its = seconds == null ? BigDecimal.ZERO : seconds;
            BigDecimal amount = row.measures().get(1);
            String currency = row.currency();
            Map<String, Money> costs = new TreeMap<>(cost);
            if (isIdle && amount != null && currency != null && !currency.equals(Costs.NO_CURRENCY)) {
                costs.merge(currency, new Money(currency, amount), Money::plus);
            }
            return new Machine(all.add(its), isIdle ? idle.add(its) : idle, costs);
        }
    }

    private static void unheld(Watch watch, Situation situation, Span span, Judgement.Sheet sheet) {
        Totals totals = situation
                .ledger()
                .totals(new TotalsQuery(
                        List.of(Measure.GPU_HOURS, Measure.EFFECTIVE),
                        List.of(
                                Dimension.Named.PROVIDER,
                                Dimension.Named.REGION,
                                Dimension.Named.CLUSTER,
                                Dimension.Named.NODE,
                                Dimension.Named.USE),
                        Grain.NONE,
                        List.of(),
                        span));
        Map<List<@Nullable String>, Machine> machines = new LinkedHashMap<>();
        for (Totals.Row row : totals.rows()) {
            List<@Nullable String> place = row.dimensions().subList(0, 4);
            boolean idle = "idle".equals(row.dimensions().getLast());
            Machine before = machines.getOrDefault(place, new Machine(BigDecimal.ZERO, BigDecimal.ZERO, Map.of()));
            machines.put(place, before.plus(row, idle));
        }
        for (Map.Entry<List<@Nullable String>, Machine> machine : machines.entrySet()) {
            unheld(watch, span, machine.getKey(), machine.getValue(), sheet);
        }
    }

    private static void unheld(
            Watch watch, Span span, List<@Nullable String> place, Machine machine, Judgement.Sheet sheet) {
        String node = place.get(3);
        BigDecimal hours = Decimals.hours(machine.idle());
        if (node == null || machine.all().signum() <= 0 || hours.compareTo(watch.number("gpu-hours")) < 0) {
            return;
        }
        BigDecimal idle = machine.idle().divide(machine.all(), MathContext.DECIMAL64);
        boolean holds = idle.compareTo(Say.share(watch.number("percent"))) >= 0;
        if (!holds && idle.compareTo(Say.share(watch.number("clear"))) < 0) {
            return;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        List<String> names = List.of("provider", "region", "cluster", "node");
        for (int i = 0; i < names.size(); i++) {
            Say.put(labels, names.get(i), place.get(i));
        }
        List<Money> cost = List.copyOf(machine.cost().values());
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("not held", Say.percent(idle) + " of its GPU time");
        figures.put("GPU-hours not held", Say.figure(hours) + " h");
        cost.forEach(money -> figures.put("cost in " + money.currency(), money.toString()));
        figures.put("span", span.toString());
        sheet.add(Finding.of(
                "machine " + (place.get(2) == null ? "" : place.get(2) + "/") + node,
                holds,
                "Nobody held " + Say.percent(idle) + " of the GPU time of the machine " + node + " in the last "
                        + Wording.length(span.length()) + " known: " + Say.figure(hours) + " GPU-hours" + costing(cost)
                        + ".",
                figures,
                List.of(),
                labels));
    }
}
