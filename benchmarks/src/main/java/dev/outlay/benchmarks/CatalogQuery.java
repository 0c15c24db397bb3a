package dev.outlay.benchmarks;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a query of the catalog takes when it holds 100,000 offers: the built-in ones over and over under other
/// instance names, asked in a mix of shapes. Reads the median as p0.50 and the goal of 5 ms against p0.99.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CatalogQuery {

    private static final int OFFERS = 100_000;
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

    private final SplittableRandom random = new SplittableRandom(7);
    private Catalog catalog = Catalog.builtin();

    /// Blows the catalog up.
    @Setup
    public void blowUp() {
        catalog = Catalog.builtin().withOffers(blownUp());
    }

    /// One query of a random shape.
    @Benchmark
    public List<Offer> query() {
        return catalog.query(SHAPES.get(random.nextInt(SHAPES.size())));
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
