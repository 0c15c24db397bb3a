package dev.outlay.benchmarks;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.Rated;
import dev.outlay.pricing.Rating;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// How long it takes to allocate one day of a large cluster: 25,000, 100,000 and 400,000 pods, eight to a GPU, on nodes
/// of eight GPUs held whole, by MIG slices, by fractions and by time-slicing. Goal: 100,000 pods on 12,500 GPUs within
/// 5 s and 1.5 GB of heap, and a time that grows no faster than n log n.
///
/// Arguments are the numbers of pods; without them the first two sizes are run, which fit the goal's `-Xmx1500m`.
public final class AllocationBenchmark {

    private static final Span DAY =
            new Span(Instant.parse("2026-10-05T00:00:00Z"), Instant.parse("2026-10-06T00:00:00Z"));
    private static final String MODEL = "H100-SXM5-80GB";
    private static final int PODS_PER_GPU = 8;
    private static final int GPUS_PER_NODE = 8;
    private static final int ROUNDS = 4;

    private AllocationBenchmark() {}

    public static void main(String... arguments) {
        List<Integer> sizes = arguments.length > 0
                ? Arrays.stream(arguments).map(Integer::valueOf).toList()
                : List.of(25_000, 100_000);
        for (int pods : sizes) {
            List<Usage> usages = day(pods);
            double best = Double.MAX_VALUE;
            int charges = 0;
            for (int round = 0; round < ROUNDS; round++) {
                resetPeaks();
                long start = System.nanoTime();
                Rated rated = rating().rate(usages, DAY);
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
                charges = rated.charges().size();
                check(usages, rated);
            }
            System.out.printf(
                    "allocation: %,d pods on %,d GPUs in %.2f s (best of %d), %,d pods/s, %,d charges, peak heap %,d MB%n",
                    pods, pods / PODS_PER_GPU, best, ROUNDS, Math.round(pods / best), charges, peakMegabytes());
        }
    }

    private static Rating rating() {
        Price price = new Price(
                Origin.of("price/1", "benchmark"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "lab",
                MODEL,
                null,
                null,
                CapacityType.OWNED,
                UnitPrice.of("USD", "2.4999", PricingUnit.GPU_HOUR),
                "stated",
                "benchmark");
        return new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), List.of(price)));
    }

    /// A benchmark of a wrong answer says nothing.
    private static void check(List<Usage> usages, Rated rated) {
        long nodes = usages.stream()
                .filter(usage -> usage.resource() == Resource.NODE)
                .count();
        Money sum = rated.charges().stream()
                .map(Charge::costs)
                .map(costs -> Objects.requireNonNull(costs.effective()))
                .reduce(Money.zero("USD"), Money::plus);
        Money wanted = Money.of("USD", "2.4999").times(BigDecimal.valueOf(24 * GPUS_PER_NODE * nodes));
        if (!rated.refusals().isEmpty() || !sum.equals(wanted)) {
            throw new IllegalStateException(sum + " was allocated of " + wanted + ", refused "
                    + rated.refusals().size());
        }
    }

    private static List<Usage> day(int pods) {
        var random = new SplittableRandom(7);
        List<Usage> usages = new ArrayList<>();
        int gpus = pods / PODS_PER_GPU;
        for (int gpu = 0; gpu < gpus; gpu++) {
            String node = "node-" + gpu / GPUS_PER_NODE;
            if (gpu % GPUS_PER_NODE == 0) {
                usages.add(usage(node, node, DAY, Resource.NODE, null, null, null, "1"));
            }
            device(usages, random, node, "gpu-" + gpu % GPUS_PER_NODE, gpu);
        }
        return usages;
    }

    private static void device(List<Usage> usages, SplittableRandom random, String node, String device, int gpu) {
        for (int pod = 0; pod < PODS_PER_GPU; pod++) {
            String id = "pod-" + gpu + "-" + pod;
            // one after the other; those who share overlap their neighbours
            long start = pod * 10_800L + random.nextLong(600);
            Span alone = seconds(start, start + 10_000);
            Span shared = seconds(start, Math.min(86_400, start + 40_000));
            switch (gpu % 4) {
                case 0 -> usages.add(usage(id, node, alone, Resource.GPU, device, Sharing.EXCLUSIVE, null, "1"));
                case 1 -> usages.add(usage(id, node, shared, Resource.GPU, device, Sharing.MIG, "1g.10gb", "1"));
                case 2 -> usages.add(usage(id, node, shared, Resource.GPU, device, Sharing.FRACTION, null, "0.25"));
                default -> usages.add(usage(id, node, shared, Resource.GPU, device, Sharing.TIME_SLICING, null, "1"));
            }
        }
    }

    private static Span seconds(long from, long to) {
        return new Span(DAY.from().plusSeconds(from), DAY.from().plusSeconds(to));
    }

    private static Usage usage(
            String id,
            String node,
            Span span,
            Resource resource,
            @Nullable String device,
            @Nullable Sharing sharing,
            @Nullable String profile,
            String share) {
        boolean isNode = resource == Resource.NODE;
        return new Usage(
                Origin.of("usage/" + id, "benchmark"),
                span,
                new Place("lab", null, null, "training", node),
                isNode
                        ? Owner.UNKNOWN
                        : new Owner("research", null, id, null, "team-" + id.length(), null, null, null, null, null),
                resource,
                null,
                CapacityType.OWNED,
                MODEL,
                device,
                sharing,
                Share.of(share),
                profile,
                isNode ? BigDecimal.valueOf(GPUS_PER_NODE) : BigDecimal.ONE,
                isNode ? null : Share.of("0.7"),
                null,
                Map.of());
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }
}
