package dev.outlay.replay;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.MigProfile;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whole GPUs that worked no more than a MIG slice could have, put together on few of the same devices.
///
/// A use moves where its mean measured utilization is at most the slice's part of the compute; whether its memory
/// and its peaks fit is not known from that. Machines that are left empty by it cost as before unless `idle-off`
/// gives them back, so the two are asked for together: `mig:1g.10gb+idle-off:15m`.
record Sliced(String profile) implements Policy {

    @Override
    public String text() {
        return "mig:" + profile;
    }

    @Override
    public String says() {
        return "GPUs that were held whole at a mean utilization of no more than a " + profile + " slice, as such slices"
                + " on the fewest of the same machines, first come first placed; memory and peaks are not checked, and"
                + " emptied machines are paid unless idle-off gives them back";
    }

    /// A device of a machine and when slices of it are held.
    private static final class Device {
        private final Usage first;
        private final String name;
        private final List<Span> held = new ArrayList<>();

        Device(Usage first, String name) {
            this.first = first;
            this.name = name;
        }

        long most(Span span) {
            // the most at once within a span is reached where one of them begins, or at its start
            return held.stream()
                    .flatMap(each -> each.intersection(span).stream())
                    .map(Span::from)
                    .distinct()
                    .mapToLong(at ->
                            held.stream().filter(each -> each.contains(at)).count())
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public List<Usage> apply(List<Usage> usages, Replaying day) {
        Map<String, List<Usage>> machines = day.machines(usages);
        Map<String, List<Usage>> groups = new TreeMap<>();
        List<Usage> otherwise = new ArrayList<>();
        for (Usage usage : usages) {
            if (isSlice(usage, machines.getOrDefault(Uses.machine(usage), List.of()), day)) {
                groups.computeIfAbsent(group(usage), _ -> new ArrayList<>()).add(usage);
            } else {
                otherwise.add(usage);
            }
        }
        groups.values().forEach(group -> otherwise.addAll(packed(group, machines, day)));
        return otherwise;
    }

    private boolean isSlice(Usage usage, List<Usage> machine, Replaying day) {
        if (usage.resource() != Resource.GPU || Uses.isShared(usage)) {
            return false;
        }
        MigProfile slice = profile(usage, day);
        Share worked = usage.utilization();
        if (slice == null) {
            day.kept(usage, "its GPU has no MIG profile " + profile);
            return false;
        }
        if (worked == null) {
            day.kept(usage, "its utilization was not measured");
            return false;
        }
        if (worked.compareTo(slice.computeShare()) > 0) {
            day.kept(usage, "it worked more than a slice can");
            return false;
        }
        if (usage.quantity().compareTo(BigDecimal.ONE) != 0 || usage.device() == null) {
            day.kept(usage, "it is not one GPU with a name");
            return false;
        }
        boolean onRow =
                machine.stream().anyMatch(row -> Uses.isNode(row) && Uses.isInside(day.seen(usage), row.span()));
        if (!onRow) {
            day.kept(usage, "no row of its machine tells what the rest of its device would cost");
        }
        return onRow && day.mayChange(usage);
    }

    private @Nullable MigProfile profile(Usage usage, Replaying day) {
        String model = day.gpuModel(usage);
        return model == null
                ? null
                : day.catalog()
                        .gpu(model)
                        .flatMap((Gpu gpu) -> gpu.migProfile(profile))
                        .orElse(null);
    }

    private static String group(Usage usage) {
        return usage.place().provider() + "\n" + usage.place().region() + "\n"
                + usage.place().cluster() + "\n" + usage.instanceType() + "\n" + usage.capacityType() + "\n"
                + usage.gpuModel();
    }

    private List<Usage> packed(List<Usage> group, Map<String, List<Usage>> machines, Replaying day) {
        int most = Objects.requireNonNull(profile(group.getFirst(), day)).maxInstances();
        Map<String, Device> devices = new TreeMap<>();
        group.forEach(use -> devices.computeIfAbsent(
                use.place().node() + "\n" + use.device(), _ -> new Device(use, String.valueOf(use.device()))));
        List<Usage> placed = new ArrayList<>();
        for (Usage use : group.stream()
                .sorted(Comparator.comparing(Usage::at)
                        .thenComparing(each -> each.origin().id()))
                .toList()) {
            Span span = day.seen(use);
            Device device = devices.values().stream()
                    .filter(each -> each.most(span) < most
                            && isHeld(each, span, machines)
                            && isFree(each, span, group, machines))
                    .findFirst()
                    .orElse(null);
            if (device == null) {
                day.kept(use, "no other device was held all the time");
                placed.add(use);
                continue;
            }
            device.held.add(span);
            Place place = device.first.place();
            placed.add(day.changed(use, Uses.sliced(use, place, device.name, profile)));
        }
        return placed;
    }

    private static boolean isHeld(Device device, Span span, Map<String, List<Usage>> machines) {
        return machines.getOrDefault(Uses.machine(device.first), List.of()).stream()
                .anyMatch(row -> Uses.isNode(row) && Uses.isInside(span, row.span()));
    }

    /// Whether nobody who stays as it is holds the device at the time.
    private static boolean isFree(Device device, Span span, List<Usage> group, Map<String, List<Usage>> machines) {
        return machines.getOrDefault(Uses.machine(device.first), List.of()).stream()
                .filter(use -> use.resource() == Resource.GPU && !group.contains(use))
                .noneMatch(use -> (use.device() == null || device.name.equals(use.device()))
                        && use.span().intersection(span).isPresent());
    }
}
