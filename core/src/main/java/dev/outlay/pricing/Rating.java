package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the usage of a stretch of time into charges, to the second and to the last digit.
///
/// A GPU on a machine costs its part of the machine's price; a GPU without one costs the price of its model. A
/// node's own row is what there is to share: what its GPUs' holders do not pay of it is a charge of its own, marked
/// idle, so that charges and idle sum to the node. A use without a price becomes a charge without costs: it is
/// counted, shown as unpriced and never guessed. The same usage gives the same charges in any order, and cutting
/// the time differently changes no total. Not thread-safe.
public final class Rating {

    /// What starts the origin id of every charge that was rated from usage.
    public static final String ORIGIN = "rated/";

    private static final String DOCUMENT = "rated from usage";

    private final Machines machines;
    private final Meter meter;

    public Rating(Catalog catalog, PriceBook book) {
        this.machines = new Machines(catalog);
        this.meter = new Meter(book, machines);
    }

    /// The charges of all usage that overlaps a span, cut to the span. The span is a UTC day or a part of one.
    public List<Charge> rate(List<Usage> usages, Span span) {
        Map<String, List<Usage>> nodes = new HashMap<>();
        usages.stream()
                .filter(usage -> usage.resource() == Resource.NODE)
                .forEach(node -> nodes.computeIfAbsent(node(node), _ -> new ArrayList<>())
                        .add(node));
        Map<String, List<Usage>> gpus = new HashMap<>();
        List<Charge> charges = new ArrayList<>();
        for (Usage said : usages) {
            if (said.resource() == Resource.NODE) {
                continue;
            }
            Usage node = nodes.getOrDefault(node(said), List.of()).stream()
                    .filter(row -> row.span().intersection(said.span()).isPresent())
                    .findFirst()
                    .orElse(null);
            Usage usage = node == null ? said : said.on(node);
            if (usage.resource() == Resource.GPU) {
                gpus.computeIfAbsent(node(usage), _ -> new ArrayList<>()).add(usage);
            }
            meter.pieces(usage, node, span).forEach(piece -> charges.add(used(usage, piece, node)));
        }
        nodes.forEach((name, rows) -> rows.forEach(node -> meter.pieces(node, null, span)
                .forEach(piece -> charges.add(idle(node, piece, gpus.getOrDefault(name, List.of()))))));
        return charges;
    }

    private Charge used(Usage usage, Meter.Piece piece, @Nullable Usage node) {
        BigDecimal gpuSeconds =
                usage.gpus().map(gpus -> gpus.multiply(piece.span().seconds())).orElse(null);
        BigDecimal measured = energy(usage, piece.span());
        BigDecimal energy = measured == null ? estimatedEnergy(usage, gpuSeconds) : measured;
        return charge(usage, piece, piece.costs(), false, gpuSeconds, energy, measured != null, partOf(node, usage));
    }

    /// What is left of a node after its GPUs' holders: money, GPU time and measured energy alike.
    private Charge idle(Usage node, Meter.Piece piece, List<Usage> gpus) {
        Optional<BigDecimal> count = machines.gpusPerNode(node);
        BigDecimal gpuSeconds =
                count.map(gpuCount -> gpuCount.multiply(piece.span().seconds())).orElse(null);
        BigDecimal energy = energy(node, piece.span());
        Money left = piece.cost();
        for (Usage gpu : gpus) {
            Span held = gpu.span().intersection(piece.span()).orElse(null);
            if (held == null) {
                continue;
            }
            Money paid = meter.cost(gpu, node, held);
            left = left == null || paid == null ? left : left.minus(paid);
            gpuSeconds = less(gpuSeconds, gpu.gpus().orElse(BigDecimal.ZERO).multiply(held.seconds()));
            energy = less(energy, energy(gpu, held));
        }
        Costs costs = left == null ? Costs.UNPRICED : Costs.of(left);
        return charge(node, piece, costs, count.isPresent(), gpuSeconds, energy, energy != null, null);
    }

    private Charge charge(
            Usage usage,
            Meter.Piece piece,
            Costs costs,
            boolean idle,
            @Nullable BigDecimal gpuSeconds,
            @Nullable BigDecimal energyKwh,
            boolean measured,
            @Nullable AllocatedFrom allocatedFrom) {
        BigDecimal grams = energyKwh == null
                ? null
                : machines.gramsPerKilowattHour(usage).map(energyKwh::multiply).orElse(null);
        return new Charge(
                Origin.of(ORIGIN + usage.origin().id() + "/" + piece.span().from(), DOCUMENT),
                ChargeStatus.METERED,
                piece.span(),
                null,
                costs,
                usage.place(),
                usage.owner(),
                product(usage),
                terms(usage),
                Account.UNKNOWN,
                new GpuUse(
                        machines.gpuModel(usage),
                        usage.device(),
                        usage.sharing(),
                        usage.capacityType(),
                        gpuSeconds,
                        idle,
                        Decimals.roundedOrNull(energyKwh),
                        Decimals.roundedOrNull(grams),
                        measured),
                piece.ratedBy(),
                allocatedFrom,
                usage.tags());
    }

    /// The node that a GPU use is a part of, with the part; null without a node's row, or where more is said to be
    /// held than the node has.
    private @Nullable AllocatedFrom partOf(@Nullable Usage node, Usage usage) {
        if (node == null || usage.gpus().isEmpty()) {
            return null;
        }
        return machines.gpusPerNode(node)
                .map(count -> usage.gpus().orElseThrow().divide(count, 18, RoundingMode.HALF_EVEN))
                .filter(ratio -> ratio.compareTo(BigDecimal.ONE) <= 0)
                .map(ratio -> new AllocatedFrom(node.origin().id(), new Share(ratio), null))
                .orElse(null);
    }

    private static Product product(Usage usage) {
        Place place = usage.place();
        return new Product(
                switch (usage.resource()) {
                    case NODE, GPU, CPU, MEMORY -> "Compute";
                    case STORAGE -> "Storage";
                    case NETWORK -> "Networking";
                },
                switch (usage.resource()) {
                    case NODE, GPU, CPU, MEMORY -> "GPU compute";
                    case STORAGE -> "Storage";
                    case NETWORK -> "Network";
                },
                usage.instanceType(),
                null,
                usage.device() != null ? usage.device() : place.node(),
                place.node(),
                usage.resource().text(),
                null,
                null,
                null);
    }

    private static Terms terms(Usage usage) {
        return new Terms(
                "Usage",
                null,
                "Usage-Based",
                null,
                null,
                null,
                null,
                null,
                null,
                usage.quantity().multiply(usage.share().value()),
                switch (usage.resource()) {
                    case NODE -> "Nodes";
                    case GPU -> "GPUs";
                    case CPU -> "vCPUs";
                    case MEMORY, STORAGE, NETWORK -> "GiB";
                },
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable BigDecimal energy(Usage usage, Span part) {
        return usage.energy() == null ? null : Metering.part(usage.energy().value(), usage.span(), part);
    }

    /// Rated power times measured utilization; null where either is not known.
    private @Nullable BigDecimal estimatedEnergy(Usage usage, @Nullable BigDecimal gpuSeconds) {
        if (gpuSeconds == null || usage.utilization() == null) {
            return null;
        }
        BigDecimal utilization = usage.utilization().value();
        return machines.ratedWatts(machines.gpuModel(usage))
                .map(watts -> Decimals.rounded(Decimals.hours(
                        watts.multiply(utilization).multiply(gpuSeconds).movePointLeft(3))))
                .orElse(null);
    }

    private static @Nullable BigDecimal less(@Nullable BigDecimal whole, @Nullable BigDecimal part) {
        return whole == null || part == null ? whole : whole.subtract(part);
    }

    private static String node(Usage usage) {
        Place place = usage.place();
        return place.provider() + "\n" + place.cluster() + "\n" + place.node();
    }
}
