package dev.outlay.pricing;

import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.MigProfile;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Share;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Admits the GPU uses of one node that can have happened together, and refuses the others with the reason.
///
/// Of two uses that exclude each other the one that started later is refused, of two that started together the one
/// with the higher id, so the order of arrival makes no difference. Not thread-safe.
final class Occupancy {

    /// What starts the origin id of the refusal of a use that could not be rated.
    static final String ORIGIN = "refused/rated/";

    private static final Comparator<Usage> EARLIEST = Comparator.comparing(
                    (Usage usage) -> usage.span().from())
            .thenComparing(usage -> usage.origin().id());

    private final Machines machines;
    private final List<Refusal> refusals;

    /// Refusals are added to `refusals`.
    Occupancy(Machines machines, List<Refusal> refusals) {
        this.machines = machines;
        this.refusals = refusals;
    }

    /// The uses that are admitted; `capacity` is how many GPUs the node has, null where that is not known.
    List<Usage> admit(List<Usage> uses, @Nullable BigDecimal capacity) {
        List<Usage> admitted = new ArrayList<>(uses.size());
        List<Usage> active = new ArrayList<>();
        for (Usage use : uses.stream().sorted(EARLIEST).toList()) {
            if (use.resource() != Resource.GPU) {
                admitted.add(use);
                continue;
            }
            active.removeIf(other -> !other.span().to().isAfter(use.span().from()));
            Problem problem = problem(use, active, capacity);
            if (problem != null) {
                refuse(use, problem);
                continue;
            }
            active.add(use);
            admitted.add(use);
        }
        return admitted;
    }

    /// The claims whose uses of named devices are admitted, and all others.
    List<Claim> admitClaims(List<Claim> claims) {
        Set<Usage> onDevices = Collections.newSetFromMap(new IdentityHashMap<>());
        claims.stream()
                .map(Claim::usage)
                .filter(use -> use.resource() == Resource.GPU && isOnDevice(use))
                .forEach(onDevices::add);
        Set<Usage> admitted = Collections.newSetFromMap(new IdentityHashMap<>());
        admitted.addAll(admit(List.copyOf(onDevices), null));
        return claims.stream()
                .filter(claim -> !onDevices.contains(claim.usage()) || admitted.contains(claim.usage()))
                .toList();
    }

    /// The rows of one node, of which none overlaps another.
    List<Usage> nodes(List<Usage> rows) {
        List<Usage> admitted = new ArrayList<>();
        for (Usage row : rows.stream().sorted(EARLIEST).toList()) {
            Usage before = admitted.isEmpty() ? null : admitted.getLast();
            if (before == null || before.span().intersection(row.span()).isEmpty()) {
                admitted.add(row);
                continue;
            }
            refuse(
                    row,
                    new Problem(
                            "node",
                            row.place().node(),
                            "node " + row.place().node() + " is held already by "
                                    + before.origin().id() + " ("
                                    + before.origin().where() + ") from " + before.span()
                                    + ": one machine has one row at a time"));
        }
        return admitted;
    }

    /// The uses on a node that are priced in its currency. Without an exchange rate nobody can say what of the
    /// node's price is left beside a cost in another.
    List<Usage> inOneCurrency(Usage row, List<Usage> uses, Meter meter) {
        List<Usage> admitted = new ArrayList<>(uses.size());
        for (Usage use : uses) {
            Optional<UnitPrice> other = use.span()
                    .intersection(row.span())
                    .flatMap(together -> meter.inAnotherCurrency(use, row, together));
            if (other.isEmpty()) {
                admitted.add(use);
            } else {
                refuse(
                        use,
                        new Problem(
                                "currency",
                                other.get().price().currency(),
                                "its price is " + other.get() + " and that of node "
                                        + row.place().node() + ", which it is on, is in another currency: there is no"
                                        + " exchange rate, so state both prices in one currency"));
            }
        }
        return admitted;
    }

    private void refuse(Usage use, Problem problem) {
        refusals.add(new Refusal(
                new Origin(
                        ORIGIN + use.origin().id() + "/"
                                + Integer.toHexString(problem.reason().hashCode()),
                        use.origin().document(),
                        use.origin().line()),
                use.at(),
                problem.column(),
                problem.value(),
                problem.reason()));
    }

    private record Problem(String column, @Nullable String value, String reason) {}

    private @Nullable Problem problem(Usage use, List<Usage> active, @Nullable BigDecimal capacity) {
        Problem problem = null;
        if (isOnDevice(use)) {
            List<Usage> sharers = active.stream()
                    .filter(other -> isOnDevice(other) && Objects.equals(other.device(), use.device()))
                    .toList();
            problem = onDevice(use, sharers);
        }
        return problem == null && capacity != null ? onNode(use, active, capacity) : problem;
    }

    private static @Nullable Problem onNode(Usage use, List<Usage> active, BigDecimal capacity) {
        Set<@Nullable String> devices = new HashSet<>();
        BigDecimal loose = BigDecimal.ZERO;
        List<Usage> all = new ArrayList<>(active);
        all.add(use);
        for (Usage each : all) {
            if (isOnDevice(each)) {
                devices.add(each.device());
            } else {
                loose = loose.add(each.gpus().orElse(BigDecimal.ZERO));
            }
        }
        BigDecimal held = loose.add(BigDecimal.valueOf(devices.size()));
        return held.compareTo(capacity) <= 0
                ? null
                : new Problem(
                        "quantity",
                        use.quantity().toPlainString(),
                        "with this use " + held.stripTrailingZeros().toPlainString() + " GPUs of node "
                                + use.place().node() + " would be held at "
                                + use.span().from() + ", which has "
                                + capacity.stripTrailingZeros().toPlainString());
    }

    private @Nullable Problem onDevice(Usage use, List<Usage> sharers) {
        Sharing sharing = Division.sharing(use);
        Problem mixed = sharers.stream()
                .filter(other -> !canMix(sharing, Division.sharing(other)))
                .findFirst()
                .map(other -> new Problem(
                        "device",
                        use.device(),
                        "device " + use.device() + " of node " + use.place().node() + " is held "
                                + Division.sharing(other).text() + " by "
                                + other.origin().id() + " ("
                                + other.origin().where() + ") at " + use.span().from()
                                + ", so it cannot be held " + sharing.text() + " by another"))
                .orElse(null);
        if (mixed != null) {
            return mixed;
        }
        return switch (sharing) {
            case EXCLUSIVE -> null;
            case MIG -> mig(use, sharers);
            case FRACTION -> overfull(use, sharers);
            // without a declared share of everybody it is not the shares that divide the device
            case MPS, TIME_SLICING ->
                Division.isPart(use) && sharers.stream().allMatch(Division::isPart) ? overfull(use, sharers) : null;
        };
    }

    private static boolean canMix(Sharing one, Sharing other) {
        return switch (one) {
            case EXCLUSIVE -> false;
            case MIG -> other == Sharing.MIG;
            case FRACTION -> other == Sharing.FRACTION;
            case MPS, TIME_SLICING -> other == Sharing.MPS || other == Sharing.TIME_SLICING;
        };
    }

    private static @Nullable Problem overfull(Usage use, List<Usage> sharers) {
        BigDecimal held = sum(use, sharers, each -> each.share().value());
        return held.compareTo(Share.WHOLE.value()) <= 0
                ? null
                : new Problem(
                        "share",
                        use.share().toString(),
                        "with this use the shares of device " + use.device() + " of node "
                                + use.place().node() + " would sum to " + held.toPlainString() + " at "
                                + use.span().from() + ", more than the whole");
    }

    private @Nullable Problem mig(Usage use, List<Usage> sharers) {
        Gpu gpu = machines.gpu(machines.gpuModel(use)).orElse(null);
        if (gpu == null || (use.migProfile() == null && Division.isPart(use))) {
            // without a known profile only a declared share tells the slice
            return Division.isPart(use)
                    ? overfull(use, sharers)
                    : new Problem(
                            "mig_profile",
                            use.migProfile(),
                            "the size of this MIG slice is not known: name its profile and a known GPU model, or"
                                    + " declare its share");
        }
        if (gpu.migProfiles().isEmpty()) {
            return new Problem(
                    "mig_profile", use.migProfile(), "a " + gpu.model() + " cannot be cut into MIG instances");
        }
        MigProfile profile = Division.profile(gpu, use).orElse(null);
        if (profile == null) {
            return new Problem(
                    "mig_profile",
                    use.migProfile(),
                    "a " + gpu.model() + " has no MIG profile " + use.migProfile() + ": use one of "
                            + gpu.migProfiles().stream()
                                    .map(MigProfile::name)
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        long same = sharers.stream()
                .filter(other -> Division.profile(gpu, other).equals(Optional.of(profile)))
                .count();
        if (fits(gpu, use, sharers) && same < profile.maxInstances()) {
            return null;
        }
        String beside = sharers.stream()
                .map(other -> other.migProfile() == null ? "a share of " + other.share() : other.migProfile())
                .sorted()
                .collect(Collectors.joining(" + "));
        return new Problem(
                "mig_profile",
                use.migProfile(),
                "a " + gpu.model() + " has no room for " + profile.name()
                        + (beside.isEmpty() ? "" : " beside " + beside) + " on device " + use.device() + ": "
                        + Division.migSlices(gpu) + " compute slices and "
                        + Division.migMemory(gpu).stripTrailingZeros().toPlainString() + " GiB are all there is");
    }

    private static boolean fits(Gpu gpu, Usage use, List<Usage> sharers) {
        return sum(use, sharers, each -> Division.slices(gpu, each)).compareTo(Division.migSlices(gpu)) <= 0
                && sum(use, sharers, each -> Division.migGib(gpu, each)).compareTo(Division.migMemory(gpu)) <= 0;
    }

    private static BigDecimal sum(Usage use, List<Usage> others, Function<Usage, BigDecimal> size) {
        return others.stream().map(size).reduce(size.apply(use), BigDecimal::add);
    }

    /// Whether a use is on one named device, which others may be on too.
    static boolean isOnDevice(Usage use) {
        return use.device() != null && use.quantity().compareTo(BigDecimal.ONE) == 0;
    }
}
