package dev.outlay.benchmarks;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/// How long a query of the catalog takes when it holds 100,000 offers: the built-in ones over and over under other
/// instance names. Prints the median and the 99th percentile over a mix of query shapes, in one thread, warm.
public final class CatalogQuery {

    private static final int OFFERS = 100_000;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 10_000;
    private static final List<OfferQuery> SHAPES = List.of(
            OfferQuery.all().limit(20),
            OfferQuery.all().exactGpus(BigDecimal.ONE).limit(20),
            OfferQuery.all().gpu("A100").exactGpus(BigDecimal.valueOf(8)).limit(20),
            OfferQuery.all().gpu("A100").regionLike("europe").capacity(Capacity.SPOT),
            OfferQuery.all().gpu("H100-SXM5-80GB").minimumGpus(BigDecimal.valueOf(4)),
            OfferQuery.all().providers(Set.of("aws", "gcp")).region("us-east-1").capacity(Capacity.RESERVED),
            OfferQuery.all()
                    .regionLike("us")
                    .minimumGpuMemoryGib(BigDecimal.valueOf(80))
                    .limit(50));

    private CatalogQuery() {}

    public static void main(String[] arguments) {
        Catalog catalog = Catalog.builtin().withOffers(blownUp());
        var random = new SplittableRandom(7);
        long found = 0;
        for (int i = 0; i < WARM_UP; i++) {
            found += catalog.query(SHAPES.get(random.nextInt(SHAPES.size()))).size();
        }
        long[] took = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            OfferQuery query = SHAPES.get(random.nextInt(SHAPES.size()));
            long start = System.nanoTime();
            found += catalog.query(query).size();
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "catalog query over %,d offers: median %.3f ms, p99 %.3f ms of %,d queries (goal 5), %,d offers found%n",
                catalog.offers().size(),
                took[ROUNDS / 2] / 1e6,
                took[ROUNDS * 99 / 100] / 1e6,
                ROUNDS,
                found);
    }

    private static List<Offer> blownUp() {
        List<Offer> offers = Catalog.builtin().offers();
        List<Offer> all = new ArrayList<>(offers);
        for (int copy = 1; all.size() < OFFERS; copy++) {
            for (Offer offer : offers) {
                all.add(renamed(offer, copy));
            }
        }
        return all;
    }

    private static Offer renamed(Offer offer, int copy) {
        Machine machine = offer.machine();
        return new Offer(
                new Machine(
                        machine.provider(),
                        machine.instanceType() + "-" + copy,
                        machine.gpuModel(),
                        machine.gpuCount(),
                        machine.gpuMemoryGibEach(),
                        machine.vcpus(),
                        machine.memoryGib()),
                offer.region(),
                offer.tier(),
                offer.onDemand(),
                offer.spot(),
                offer.commitments(),
                offer.spotZones(),
                offer.interruption(),
                offer.source(),
                offer.notes());
    }
}
