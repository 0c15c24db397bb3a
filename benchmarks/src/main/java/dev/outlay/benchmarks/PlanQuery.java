package dev.outlay.benchmarks;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Commitment;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.Quote;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.Estimator;
import dev.outlay.estimate.Limits;
import dev.outlay.estimate.Objective;
import dev.outlay.estimate.Plan;
import dev.outlay.estimate.PlanData;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.Planner;
import dev.outlay.estimate.ReferenceTiming;
import dev.outlay.estimate.Relaxation;
import dev.outlay.estimate.SuitedTiming;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.PriceBook;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a plan takes over 100,000 offers: the built-in ones over and over at prices a little higher or lower,
/// asked in a mix of shapes, each time for another amount of work. Reads the goal of 5 ms against p0.99.
///
/// `types` are copies in the same places under other instance names, as a catalog of more machines would be;
/// `places` are copies in places of their own, in which nothing is equal: the worst there can be.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlanQuery {

    private static final int OFFERS = 100_000;
    private static final int SHOWN = 10;
    private static final Limits WEEK = new Limits(Money.of("USD", "5000"), BigDecimal.valueOf(168), null, false);

    /// What the copies differ in beside the price.
    @Param({"alike", "unlike"})
    public String copies = "alike";

    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<String, List<String>> regionsOf = new HashMap<>();
    private @Nullable Planner planner;
    private List<PlanQuestion> shapes = List.of();

    /// Blows the catalog up and sorts it.
    @Setup
    public void blowUp() {
        Catalog catalog = Catalog.builtin().withOffers(blownUp());
        var estimator =
                new Estimator(catalog, new PriceBook(catalog, List.of()), Instant.parse("2026-11-01T00:00:00Z"));
        planner = new Planner(catalog, estimator, Share.WHOLE);
        PlanQuestion any = PlanQuestion.of(work(catalog, 4_000));
        OfferQuery all = OfferQuery.all();
        shapes = List.of(
                any.limits(WEEK),
                any.limits(new Limits(null, BigDecimal.valueOf(72), null, true)).objective(Objective.CARBON),
                any.objective(Objective.TIME).limits(WEEK),
                any.scope(all.regionLike("europe")),
                any.scope(all.gpu("A100")).capacities(EnumSet.of(CapacityType.RESERVED)),
                any.scope(all.providers(Set.of("aws", "gcp")))
                        .data(new PlanData(
                                BigDecimal.valueOf(2_000),
                                null,
                                BigDecimal.valueOf(100),
                                new PlanData.Location("aws", "us-east-1", BigDecimal.valueOf(2_000)))));
    }

    /// The first ten by an objective.
    @Benchmark
    public Plan ranked() {
        return planner().plan(next(), SHOWN);
    }

    /// All that no other beats in cost, time and carbon at once.
    @Benchmark
    public List<Choice> frontier() {
        return planner().frontier(next());
    }

    /// A question that nothing meets, with the nearest that would do.
    @Benchmark
    public List<Relaxation> infeasible() {
        PlanQuestion question = next();
        return planner()
                .nearest(question.limits(new Limits(
                        Money.of("USD", "100"),
                        BigDecimal.valueOf(24),
                        question.limits().carbon(),
                        false)));
    }

    private Planner planner() {
        if (planner == null) {
            throw new IllegalStateException("the set-up makes the planner");
        }
        return planner;
    }

    private PlanQuestion next() {
        PlanQuestion shape = shapes.get(random.nextInt(shapes.size()));
        return new PlanQuestion(
                work(Catalog.builtin(), 1_000 + random.nextInt(8_000)),
                shape.scope(),
                shape.capacities(),
                shape.limits(),
                shape.objective(),
                shape.sizes(),
                shape.data(),
                shape.checkpoints(),
                shape.currency());
    }

    private static SuitedTiming work(Catalog catalog, int gpuHours) {
        Gpu reference = catalog.gpu("H100-SXM5-80GB").orElseThrow();
        return new SuitedTiming(new ReferenceTiming(reference, BigDecimal.valueOf(gpuHours), null), false);
    }

    private List<Offer> blownUp() {
        List<Offer> offers = Catalog.builtin().offers();
        offers.stream()
                .collect(Collectors.groupingBy(
                        Offer::provider, Collectors.mapping(Offer::region, Collectors.toCollection(TreeSet::new))))
                .forEach((provider, regions) -> regionsOf.put(provider, List.copyOf(regions)));
        List<Offer> all = new ArrayList<>(offers);
        for (int copy = 1; all.size() < OFFERS; copy++) {
            for (Offer offer : offers) {
                all.add(copy(offer, copy));
            }
        }
        return all;
    }

    private Offer copy(Offer offer, int copy) {
        Machine machine = offer.machine();
        boolean alike = copies.equals("alike");
        List<String> regions = regionsOf.getOrDefault(offer.provider(), List.of(offer.region()));
        BigDecimal vcpus = machine.vcpus();
        BigDecimal factor = BigDecimal.valueOf(900 + random.nextInt(200), 3);
        return new Offer(
                new Machine(
                        machine.provider(),
                        machine.instanceType() + "-" + copy,
                        machine.gpuModel(),
                        machine.gpuCount(),
                        machine.gpuMemoryGibEach(),
                        alike || vcpus == null ? vcpus : vcpus.add(BigDecimal.valueOf(copy, 3)),
                        machine.memoryGib()),
                alike ? offer.region() : regions.get(random.nextInt(regions.size())),
                offer.tier(),
                times(offer.onDemand(), factor),
                times(offer.spot(), factor),
                offer.commitments().stream()
                        .map(commitment -> times(commitment, factor))
                        .toList(),
                offer.spotZones(),
                offer.interruption(),
                offer.source(),
                offer.notes());
    }

    private static Commitment times(Commitment commitment, BigDecimal factor) {
        Quote quote = commitment.quote();
        return new Commitment(
                commitment.provider(),
                commitment.instanceType(),
                commitment.region(),
                commitment.termYears(),
                commitment.plan(),
                commitment.payment(),
                new Quote(times(quote.price(), factor), quote.basis()),
                commitment.onDemand(),
                commitment.discountPercent());
    }

    private static @Nullable Quote times(@Nullable Quote quote, BigDecimal factor) {
        return quote == null ? null : new Quote(times(quote.price(), factor), quote.basis());
    }

    private static UnitPrice times(UnitPrice price, BigDecimal factor) {
        BigDecimal amount = price.price().amount().multiply(factor).setScale(6, RoundingMode.HALF_EVEN);
        return new UnitPrice(new Money(price.price().currency(), amount), price.unit());
    }
}
