package dev.outlay.recommend;

import dev.outlay.catalog.Machine;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Signal;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the cheapest machine, of the same provider and place, that holds what a node was seen to need at the most.
///
/// Processors and memory: the highest reading and a fifth, or as many as there are where nothing was measured.
/// GPUs: of the same model, as many as were held at once. A node whose processors are at 90 percent in one reading
/// of twenty, or whose memory was filled to 95 percent, is advised upward, which costs money and says so.
final class InstanceAdvisor implements Advisor {

    private static final String NAME = "instance-size";
    private static final BigDecimal WORTH_IT = new BigDecimal("0.1");
    private static final BigDecimal CPU_PRESSED = new BigDecimal("0.9");
    private static final BigDecimal MEMORY_PRESSED = new BigDecimal("0.95");
    private static final BigDecimal STEP_UP = new BigDecimal("1.25");

    /// What a machine has to have.
    private record Need(
            BigDecimal vcpus,
            BigDecimal memoryGib,
            @Nullable String gpuModel,
            BigDecimal gpus) {

        boolean isMetBy(Machine machine) {
            return has(machine.vcpus(), vcpus)
                    && has(machine.memoryGib(), memoryGib)
                    && (gpus.signum() == 0
                            || (gpuModel != null
                                    && gpuModel.equals(machine.gpuModel())
                                    && has(machine.gpuCount(), gpus)));
        }

        private static boolean has(@Nullable BigDecimal there, BigDecimal needed) {
            return needed.signum() == 0 || (there != null && there.compareTo(needed) >= 0);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Category category() {
        return Category.INSTANCE;
    }

    @Override
    public String asks() {
        return "Which nodes are larger, or smaller, than what they were seen to need?";
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        var alternatives = new Alternatives(inquiry);
        return inquiry.loads().nodes().stream()
                .flatMap(load ->
                        advice(inquiry, alternatives, load).map(advice -> PaidAnyway.told(load, advice)).stream());
    }

    private static Optional<Advice> advice(Inquiry inquiry, Alternatives alternatives, Load load) {
        String type = load.hardware().instanceType();
        Series cpu = load.measured(Signal.CPU_UTILIZATION).orElse(null);
        Series memory = load.measured(Signal.MEMORY_UTILIZATION).orElse(null);
        Alternatives.Priced now = type == null
                ? null
                : alternatives
                        .current(
                                load.place().provider(),
                                load.place().region(),
                                load.hardware().capacityType(),
                                type)
                        .orElse(null);
        if (now == null || (cpu == null && memory == null)) {
            return Optional.empty();
        }
        boolean pressed = (cpu != null && cpu.p95().compareTo(CPU_PRESSED) >= 0)
                || (memory != null && memory.max().compareTo(MEMORY_PRESSED) >= 0);
        Need need = need(load, now.machine(), cpu, memory);
        return alternatives
                .of(
                        load.place().provider(),
                        load.place().region(),
                        load.hardware().capacityType(),
                        machine -> !machine.instanceType()
                                        .equalsIgnoreCase(now.machine().instanceType())
                                && need.isMetBy(machine))
                .stream()
                .filter(priced ->
                        priced.perHour().currency().equals(now.perHour().currency()))
                .filter(priced -> pressed || isCheaper(priced, now))
                .findFirst()
                .map(priced -> advice(inquiry, load, now, priced, pressed));
    }

    private static boolean isCheaper(Alternatives.Priced priced, Alternatives.Priced now) {
        return priced.perHour().compareTo(now.perHour().times(BigDecimal.ONE.subtract(WORTH_IT))) <= 0;
    }

    private static Need need(Load load, Machine machine, @Nullable Series cpu, @Nullable Series memory) {
        BigDecimal gpus = load.held(Resource.GPU)
                .map(Load.Held::most)
                .orElse(machine.gpuCount() == null ? BigDecimal.ZERO : machine.gpuCount());
        return new Need(
                needed(machine.vcpus(), cpu, cpu != null && cpu.p95().compareTo(CPU_PRESSED) >= 0),
                needed(
                        machine.memoryGib(),
                        memory,
                        memory != null && memory.max().compareTo(MEMORY_PRESSED) >= 0),
                machine.gpuModel(),
                gpus);
    }

    private static BigDecimal needed(@Nullable BigDecimal there, @Nullable Series series, boolean pressed) {
        if (there == null) {
            return BigDecimal.ZERO;
        }
        if (pressed) {
            // what is cut off at the top was not seen: a quarter more at the least
            return there.multiply(STEP_UP);
        }
        return series == null
                ? there
                : Gpus.withHeadroom(series.max().multiply(there)).min(there);
    }

    private static Advice advice(
            Inquiry inquiry, Load load, Alternatives.Priced now, Alternatives.Priced other, boolean pressed) {
        List<Evidence> evidence = new ArrayList<>();
        load.measured(Signal.CPU_UTILIZATION).ifPresent(series -> evidence.addAll(Figures.of(load, series)));
        load.measured(Signal.MEMORY_UTILIZATION).ifPresent(series -> evidence.addAll(Figures.of(load, series)));
        evidence.add(price("price_now", now));
        evidence.add(price("price_instead", other));
        Series series = load.measured(Signal.CPU_UTILIZATION)
                .or(() -> load.measured(Signal.MEMORY_UTILIZATION))
                .orElseThrow();
        List<String> risks = new ArrayList<>(Gpus.risks(series));
        risks.add("network and disk bandwidth and the kind of processor come with the machine and were not compared");
        Category category = pressed ? Category.CAPACITY : Category.INSTANCE;
        return new Advice(
                new Finding(NAME, category, Subjects.of(load), inquiry.span()),
                load.thing() + " is too " + (pressed ? "small" : "large") + " as " + words(now.machine()) + ": "
                        + words(other.machine()) + " " + (pressed ? "would hold it" : "holds its highest reading"),
                evidence,
                worth(inquiry, load, now, other),
                Gpus.certainty(load, series, "0.7"),
                Action.patch("nodeSelector: {node.kubernetes.io/instance-type: "
                        + other.machine().instanceType() + "}"),
                risks);
    }

    private static Worth worth(Inquiry inquiry, Load load, Alternatives.Priced now, Alternatives.Priced other) {
        Spending.Spent spent = inquiry.spending().all(load.thing());
        Money cost = spent.cost();
        if (cost == null || cost.isNegative() || now.perHour().isZero()) {
            return Worth.unpriced(cost == null ? String.valueOf(spent.unknown()) : "it costs nothing now");
        }
        BigDecimal part = Gpus.ratio(other.perHour().amount(), now.perHour().amount());
        Money saving = cost.times(BigDecimal.ONE.subtract(part));
        return Worth.of(Promise.perMonthWithin(inquiry.span(), cost, saving, saving, saving), Worth.ComparedBy.DAY);
    }

    private static Evidence price(String figure, Alternatives.Priced priced) {
        return new Evidence(
                figure,
                Decimals.text(priced.perHour().amount()),
                priced.perHour().currency() + " per hour",
                priced.machine().instanceType() + ": " + priced.basis().source() + ", "
                        + priced.basis().date() + " (" + priced.basis().priceId() + ")",
                List.of());
    }

    private static String words(Machine machine) {
        return machine.instanceType() + " (" + count(machine.vcpus()) + " vCPUs, " + count(machine.memoryGib()) + " GiB"
                + (machine.gpuModel() == null ? "" : ", " + count(machine.gpuCount()) + " x " + machine.gpuModel())
                + ")";
    }

    private static String count(@Nullable BigDecimal count) {
        return count == null ? "?" : Decimals.text(count);
    }
}
