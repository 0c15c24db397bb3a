package dev.outlay.pricing;

import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Part;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Lays the pools of a node side by side over its price, as the OpenCost specification has it: the rates of vCPUs,
/// memory and GPUs are scaled so that all resources together cost what the node costs.
///
/// Where no use of vCPUs or memory was metered on the node, its GPUs carry all of its price. The rates that are
/// scaled are those that somebody states for `cpu`, `memory` and the GPU model, or else OpenCost's default rates
/// for vCPUs and memory (0.031611 USD a vCPU-hour and 0.004237 USD a GiB-hour) and for GPUs the cheapest list price
/// of the model. Not thread-safe.
final class NodePools {

    // OpenCost, configs/default.json: CPU, RAM and GPU
    private static final BigDecimal CPU_RATE = new BigDecimal("0.031611");
    private static final BigDecimal MEMORY_RATE = new BigDecimal("0.004237");
    private static final BigDecimal GPU_RATE = new BigDecimal("0.95");

    private final Meter meter;
    private final Machines machines;
    private final Division division;

    NodePools(Meter meter, Machines machines, Division division) {
        this.meter = meter;
        this.machines = machines;
        this.division = division;
    }

    /// The pools that the claims on a node divide over a stretch, each with its claims. `uses` are those that
    /// overlap the stretch.
    List<Pool> of(Usage node, List<Usage> uses, Span stretch) {
        BigDecimal gpus = machines.gpusPerNode(node).orElse(BigDecimal.ZERO);
        List<Usage> cpu = of(Resource.CPU, uses);
        List<Usage> memory = of(Resource.MEMORY, uses);
        Optional<BigDecimal> vcpus = machines.vcpus(node);
        Optional<BigDecimal> gib = machines.memoryGib(node);
        boolean gpusOnly = (cpu.isEmpty() && memory.isEmpty() && gpus.signum() > 0) || vcpus.isEmpty() || gib.isEmpty();
        BigDecimal gpuWeight = gpusOnly ? gpus : gpus.multiply(gpuRate(node, stretch));
        BigDecimal cpuWeight = gpusOnly
                ? BigDecimal.ZERO
                : vcpus.orElseThrow().multiply(rate(node, "cpu", PricingUnit.VCPU_HOUR, CPU_RATE, stretch));
        BigDecimal memoryWeight = gpusOnly
                ? BigDecimal.ZERO
                : gib.orElseThrow().multiply(rate(node, "memory", PricingUnit.GIB_HOUR, MEMORY_RATE, stretch));
        BigDecimal whole = gpuWeight.add(cpuWeight).add(memoryWeight);
        List<Pool> pools = new ArrayList<>();
        if (whole.signum() == 0) {
            return pools;
        }
        if (gpuWeight.signum() > 0) {
            gpuPools(pools, of(Resource.GPU, uses), gpus, new Part(BigDecimal.ZERO, gpuWeight, whole), stretch);
        }
        BigDecimal cpuEnd = gpuWeight.add(cpuWeight);
        resourcePool(pools, cpu, vcpus, new Part(gpuWeight, cpuEnd, whole), stretch);
        resourcePool(pools, memory, gib, new Part(cpuEnd, whole, whole), stretch);
        return pools;
    }

    private void gpuPools(List<Pool> pools, List<Usage> uses, BigDecimal gpus, Part place, Span stretch) {
        // a machine with a part of a card shows its user one device
        BigDecimal visible = gpus.setScale(0, RoundingMode.CEILING);
        NavigableMap<String, List<Usage>> devices = new TreeMap<>();
        List<Usage> loose = new ArrayList<>();
        for (Usage use : uses) {
            if (use.device() != null && Occupancy.isOnDevice(use)) {
                devices.computeIfAbsent(use.device(), _ -> new ArrayList<>()).add(use);
            } else {
                loose.add(use);
            }
        }
        BigDecimal each = gpus.divide(visible, MathContext.DECIMAL128);
        List<String> names = List.copyOf(devices.keySet());
        for (Map.Entry<String, List<Usage>> device : devices.entrySet()) {
            BigDecimal at = BigDecimal.valueOf(place(device.getKey(), names, visible.intValueExact()));
            Part part = new Part(at, at.add(BigDecimal.ONE), visible).within(place);
            claim(new Pool(device.getKey(), part, each, division::of), device.getValue(), stretch, pools);
        }
        BigDecimal index = BigDecimal.valueOf(devices.size());
        BigDecimal left = visible.subtract(index);
        if (loose.isEmpty()) {
            return;
        }
        boolean sideBySide = left.signum() > 0 && peak(loose).compareTo(left) <= 0;
        Part part = sideBySide ? new Part(index, visible, visible).within(place) : place;
        BigDecimal size = sideBySide ? left : visible;
        claim(
                new Pool(null, part, each.multiply(size), present -> loose(present, size, sideBySide)),
                loose,
                stretch,
                pools);
    }

    /// Where a device lies among those of its node: by the number its name ends with, such as `gpu-3`, or else by name.
    ///
    /// Two names may lie in one place, as where devices were renamed: what is idle then takes the last digits.
    private static int place(String device, List<String> names, int devices) {
        int digits = device.length();
        while (digits > 0 && device.length() - digits < 4 && Character.isDigit(device.charAt(digits - 1))) {
            digits--;
        }
        if (digits < device.length() && Integer.parseInt(device, digits, device.length(), 10) < devices) {
            return Integer.parseInt(device, digits, device.length(), 10);
        }
        return names.indexOf(device) % devices;
    }

    private void resourcePool(
            List<Pool> pools, List<Usage> uses, Optional<BigDecimal> capacity, Part place, Span stretch) {
        if (!uses.isEmpty() && capacity.isPresent() && !place.isEmpty()) {
            claim(
                    new Pool(null, place, BigDecimal.ZERO, present -> resources(present, capacity.get())),
                    uses,
                    stretch,
                    pools);
        }
    }

    private static void claim(Pool pool, List<Usage> uses, Span stretch, List<Pool> pools) {
        for (Usage use : uses) {
            use.span().intersection(stretch).ifPresent(held -> pool.add(new Claim(use, held)));
        }
        if (!pool.claims().isEmpty()) {
            pools.add(pool);
        }
    }

    private Division.Parts loose(Collection<Claim> present, BigDecimal size, boolean sideBySide) {
        List<Usage> uses = present.stream().map(Claim::usage).toList();
        Method method = uses.stream().anyMatch(Division::isPart) ? Method.DECLARED_SHARE : Method.EXCLUSIVE;
        return new Division.Parts(
                sideBySide
                        ? Division.sideBySide(uses, division::gpusHeld, size)
                        : uses.stream()
                                .map(use -> Part.first(division.gpusHeld(use), size))
                                .toList(),
                method);
    }

    /// More may be used than there is, as requests are no limits: then all share what there is.
    private static Division.Parts resources(Collection<Claim> present, BigDecimal capacity) {
        List<Usage> uses = present.stream().map(Claim::usage).toList();
        BigDecimal held = uses.stream().map(NodePools::held).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Division.Parts(
                Division.sideBySide(uses, NodePools::held, held.max(capacity)), Method.NODE_RESOURCES);
    }

    private static BigDecimal held(Usage use) {
        return use.quantity().multiply(use.share().value());
    }

    /// The most GPUs that uses on no named device hold at any moment.
    private BigDecimal peak(List<Usage> loose) {
        NavigableMap<Instant, BigDecimal> changes = new TreeMap<>();
        for (Usage use : loose) {
            changes.merge(use.span().from(), division.gpusHeld(use), BigDecimal::add);
            changes.merge(use.span().to(), division.gpusHeld(use).negate(), BigDecimal::add);
        }
        BigDecimal now = BigDecimal.ZERO;
        BigDecimal most = BigDecimal.ZERO;
        for (BigDecimal change : changes.values()) {
            now = now.add(change);
            most = most.max(now);
        }
        return most;
    }

    private BigDecimal gpuRate(Usage node, Span stretch) {
        String model = machines.gpuModel(node);
        if (model == null) {
            return GPU_RATE;
        }
        return meter.stated(node, model, PricingUnit.GPU_HOUR, stretch.from())
                .or(() -> machines.gpuWeight(model))
                .orElse(GPU_RATE);
    }

    private BigDecimal rate(Usage node, String sku, PricingUnit unit, BigDecimal usual, Span stretch) {
        return meter.stated(node, sku, unit, stretch.from()).orElse(usual);
    }

    private static List<Usage> of(Resource resource, List<Usage> uses) {
        return uses.stream().filter(use -> use.resource() == resource).toList();
    }
}
