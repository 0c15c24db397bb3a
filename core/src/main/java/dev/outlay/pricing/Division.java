package dev.outlay.pricing;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.MigProfile;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Part;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How the uses of one device at one moment divide it: MIG by slices, fractions by what they declare, time-slicing
/// and MPS by measured use where all were measured, else by declared shares where all declare one, else equally.
/// Not thread-safe.
final class Division {

    /// The parts of a device, one for each claim and in their order, and how they were found.
    record Parts(List<Part> parts, Method method) {}

    private final Machines machines;
    private final MigBasis migBasis;

    Division(Machines machines, MigBasis migBasis) {
        this.machines = machines;
        this.migBasis = migBasis;
    }

    /// Divides a device among all who hold it at one moment, who were admitted together.
    Parts of(Collection<Claim> claims) {
        List<Usage> uses = claims.stream().map(Claim::usage).toList();
        return switch (sharing(uses.getFirst())) {
            case EXCLUSIVE -> new Parts(List.of(Part.WHOLE), Method.EXCLUSIVE);
            case MIG -> mig(uses);
            case FRACTION -> declared(uses);
            case MPS, TIME_SLICING -> byUse(uses);
        };
    }

    private Parts mig(List<Usage> uses) {
        Gpu gpu = machines.gpu(machines.gpuModel(uses.getFirst())).orElse(null);
        if (gpu == null || gpu.migProfiles().isEmpty()) {
            return declared(uses);
        }
        return switch (migBasis) {
            case COMPUTE ->
                new Parts(sideBySide(uses, use -> slices(gpu, use), migSlices(gpu)), Method.MIG_COMPUTE_SLICES);
            case MEMORY ->
                new Parts(sideBySide(uses, use -> migGib(gpu, use), migMemory(gpu)), Method.MIG_MEMORY_SLICES);
        };
    }

    private static Parts declared(List<Usage> uses) {
        BigDecimal declared = sum(uses, use -> use.share().value());
        return new Parts(
                sideBySide(uses, use -> use.share().value(), declared.max(BigDecimal.ONE)), Method.DECLARED_SHARE);
    }

    private static Parts byUse(List<Usage> uses) {
        if (uses.stream().allMatch(use -> use.utilization() != null)) {
            BigDecimal busy = sum(uses, Division::used);
            if (busy.signum() > 0) {
                return new Parts(sideBySide(uses, Division::used, busy), Method.MEASURED_USE);
            }
        }
        if (uses.stream().allMatch(Division::isPart)) {
            return declared(uses);
        }
        return new Parts(sideBySide(uses, _ -> BigDecimal.ONE, BigDecimal.valueOf(uses.size())), Method.EQUAL_SHARE);
    }

    /// How many whole GPUs a use on no named device holds: a MIG slice counts by its profile where that is known.
    BigDecimal gpusHeld(Usage use) {
        Gpu gpu = sharing(use) == Sharing.MIG && !isPart(use)
                ? machines.gpu(machines.gpuModel(use)).orElse(null)
                : null;
        if (gpu == null || profile(gpu, use).isEmpty()) {
            return use.quantity().multiply(use.share().value());
        }
        BigDecimal size = migBasis == MigBasis.COMPUTE ? slices(gpu, use) : migGib(gpu, use);
        BigDecimal whole = migBasis == MigBasis.COMPUTE ? migSlices(gpu) : migMemory(gpu);
        return use.quantity().multiply(size).divide(whole, Money.MAXIMUM_SCALE, RoundingMode.DOWN);
    }

    /// The compute slices of a MIG instance: those of its profile, or else of the share that it declares.
    static BigDecimal slices(Gpu gpu, Usage use) {
        return profile(gpu, use)
                .map(profile -> BigDecimal.valueOf(profile.computeSlices()))
                .orElseGet(() -> migSlices(gpu).multiply(use.share().value()));
    }

    /// The memory of a MIG instance in GiB: that of its profile, or else of the share that it declares.
    static BigDecimal migGib(Gpu gpu, Usage use) {
        return profile(gpu, use)
                .map(MigProfile::memoryGib)
                .orElseGet(() -> migMemory(gpu).multiply(use.share().value()));
    }

    /// The compute slices that the instances of a GPU can have together.
    static BigDecimal migSlices(Gpu gpu) {
        return BigDecimal.valueOf(gpu.migProfiles().getFirst().computeSlicesTotal());
    }

    /// The memory in GiB that the instances of a GPU can have together: that of its largest profile.
    static BigDecimal migMemory(Gpu gpu) {
        return gpu.migProfiles().stream()
                .map(MigProfile::memoryGib)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    static Optional<MigProfile> profile(Gpu gpu, Usage use) {
        return use.migProfile() == null ? Optional.empty() : gpu.migProfile(use.migProfile());
    }

    /// How a device is held, where it was not said by the share: less than the whole is a fraction of it.
    static Sharing sharing(Usage use) {
        if (use.sharing() != null && !(use.sharing() == Sharing.EXCLUSIVE && isPart(use))) {
            return use.sharing();
        }
        if (use.migProfile() != null) {
            return Sharing.MIG;
        }
        return isPart(use) ? Sharing.FRACTION : Sharing.EXCLUSIVE;
    }

    /// Whether less than a whole device is declared to be held.
    static boolean isPart(Usage use) {
        return use.share().compareTo(Share.WHOLE) < 0;
    }

    private static BigDecimal used(Usage use) {
        return use.utilization() == null ? BigDecimal.ZERO : use.utilization().value();
    }

    private static BigDecimal sum(List<Usage> uses, Function<Usage, BigDecimal> size) {
        return uses.stream().map(size).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static List<Part> sideBySide(List<Usage> uses, Function<Usage, BigDecimal> size, BigDecimal whole) {
        List<Part> parts = new ArrayList<>(uses.size());
        BigDecimal from = BigDecimal.ZERO;
        for (Usage use : uses) {
            BigDecimal to = from.add(size.apply(use));
            parts.add(new Part(from, to, whole));
            from = to;
        }
        return parts;
    }
}
