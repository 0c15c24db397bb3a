package dev.outlay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.PriceBook;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is asked of whatever catalog, the planner answers as if every offer had been estimated on every size.
final class PlannerLawsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final int CATALOGS = 20;
    private static final int QUESTIONS = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_122})
    void everyAnswerIsThatOfLookingAtEveryOffer(long seed) {
        var random = new SplittableRandom(seed);
        int feasible = 0;
        int infeasible = 0;
        for (int i = 0; i < CATALOGS; i++) {
            var offers = new RandomOffers(random);
            Catalog catalog = offers.catalog(5 + random.nextInt(120));
            var estimator = new Estimator(catalog, new PriceBook(catalog, List.of()), NOW);
            var planner = new Planner(catalog, estimator, Share.WHOLE);
            for (int j = 0; j < QUESTIONS; j++) {
                PlanQuestion asked = question(random, offers, catalog);
                var every = new EveryOffer(catalog, estimator, asked);
                PlanQuestion question = asked.limits(limits(random, every));
                if (checkAnswer(planner, every, question, "seed " + seed + ", " + i + "." + j)) {
                    feasible++;
                } else {
                    infeasible++;
                }
            }
        }
        // or the test would tell nothing
        assertThat(feasible).isGreaterThan(CATALOGS * QUESTIONS / 4);
        assertThat(infeasible).isGreaterThan(CATALOGS);
    }

    private static boolean checkAnswer(Planner planner, EveryOffer every, PlanQuestion question, String which) {
        List<EveryOffer.Way> within = every.within(question.limits());
        List<EveryOffer.Way> best = EveryOffer.best(within, question.objective());
        int wanted = 1 + which.length() % 7;
        Plan plan = planner.plan(question, wanted);
        assertThat(texts(plan.choices()))
                .as("the first %d by %s of %s, %s", wanted, question.objective(), which, question)
                .isEqualTo(
                        best.stream().limit(wanted).map(PlannerLawsTest::text).toList());
        assertThat(plan.feasible()).as("how many of %s", which).isEqualTo(best.size());
        assertThat(texts(planner.frontier(question)))
                .as("the frontier of %s, %s", which, question)
                .isEqualTo(EveryOffer.frontier(within).stream()
                        .map(PlannerLawsTest::text)
                        .toList());
        return plan.isFeasible();
    }

    private static List<String> texts(List<Choice> choices) {
        return choices.stream()
                .map(choice -> text(
                        choice.offer(),
                        choice.capacityType(),
                        choice.machines(),
                        choice.time().hours(),
                        choice.cost().amount(),
                        choice.emissions()))
                .toList();
    }

    private static String text(EveryOffer.Way way) {
        return text(
                way.offer(), way.type(), way.machines(), way.hours(), way.cost().amount(), way.emissions());
    }

    private static String text(
            Offer offer,
            CapacityType type,
            int machines,
            BigDecimal hours,
            BigDecimal cost,
            @Nullable Object emissions) {
        return System.identityHashCode(offer) + " " + offer.provider() + " " + offer.instanceType() + " "
                + offer.region() + " " + type + " x" + machines + " " + hours + " h " + cost + " " + emissions;
    }

    private static PlanQuestion question(SplittableRandom random, RandomOffers offers, Catalog catalog) {
        OfferQuery scope = OfferQuery.all();
        if (random.nextInt(4) == 0) {
            scope = scope.gpu(offers.pick(List.of("A100", "H100", "L4")));
        }
        if (random.nextInt(4) == 0) {
            scope = scope.providers(Set.of(offers.pick(catalog.providers()).id()));
        }
        if (random.nextInt(6) == 0) {
            scope = scope.regionLike(offers.pick(List.of("us", "europe", "us east")));
        }
        if (random.nextInt(6) == 0) {
            scope = scope.minimumGpuMemoryGib(BigDecimal.valueOf(60));
        }
        List<CapacityType> types =
                new ArrayList<>(List.of(CapacityType.ON_DEMAND, CapacityType.SPOT, CapacityType.RESERVED));
        while (types.size() > 1 && random.nextInt(2) == 0) {
            types.remove(random.nextInt(types.size()));
        }
        Integer gpus = random.nextInt(8) == 0 ? 1 << random.nextInt(6) : null;
        return PlanQuestion.of(timing(random, catalog))
                .scope(scope)
                .capacities(EnumSet.copyOf(types))
                .objective(offers.pick(List.of(Objective.values())))
                .sizes(new Sizes(gpus, 1 + random.nextInt(100), offers.pick(List.of(1, 2, 8))))
                .data(data(random, offers))
                .checkpoints(new Checkpoints(0.01 + random.nextDouble(), 0.01 + random.nextDouble()));
    }

    private static Timing timing(SplittableRandom random, Catalog catalog) {
        BigDecimal memory = random.nextInt(3) == 0 ? BigDecimal.valueOf(60) : null;
        BigDecimal gpuHours = BigDecimal.valueOf(1 + random.nextInt(3000));
        return new ReferenceTiming(catalog.gpu("A100-SXM4-80GB").orElseThrow(), gpuHours, memory);
    }

    private static PlanData data(SplittableRandom random, RandomOffers offers) {
        if (random.nextInt(2) == 0) {
            return PlanData.NONE;
        }
        return new PlanData(
                BigDecimal.valueOf(random.nextInt(3) * 500L),
                null,
                BigDecimal.valueOf(random.nextInt(3) * 100L),
                random.nextBoolean()
                        ? null
                        : new PlanData.Location(
                                "aws",
                                offers.pick(List.of("us-east-1", "eu-north-1")),
                                BigDecimal.valueOf(random.nextInt(2000))));
    }

    // limits at figures that occur, to the last digit: whether one is kept is then decided by it
    private static Limits limits(SplittableRandom random, EveryOffer every) {
        List<EveryOffer.Way> ways = every.within(Limits.NONE);
        if (ways.isEmpty()) {
            return Limits.NONE;
        }
        EveryOffer.Way dear = ways.get(random.nextInt(ways.size()));
        EveryOffer.Way slow = ways.get(random.nextInt(ways.size()));
        EveryOffer.Way dirty = ways.get(random.nextInt(ways.size()));
        boolean cautious = random.nextInt(4) == 0;
        GramsCo2e grams = cautious ? dirty.highEmissions() : dirty.emissions();
        return new Limits(
                random.nextInt(3) == 0 || dear.cost().isZero() ? null : cautious ? dear.highCost() : dear.cost(),
                random.nextInt(3) == 0 ? null : cautious ? slow.highHours() : slow.hours(),
                random.nextInt(3) > 0 || grams == null || grams.value().signum() == 0 ? null : grams,
                cautious);
    }
}
