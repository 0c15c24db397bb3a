package dev.outlay.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.allocation.SharedRule.Split;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.CommonPattern;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Match;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.RandomCharges;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes in comes out: the laws of distributing idle and shared cost, on charges drawn by chance.
class SpreadingTest {

    private static final BigDecimal HAIR = new BigDecimal("1e-13");
    private static final List<Measure> ALL = Arrays.asList(Measure.values());
    private static final List<List<Dimension>> GROUPINGS = List.of(
            List.of(),
            List.of(Named.TEAM),
            List.of(Named.NODE),
            List.of(Named.TEAM, Named.PROJECT),
            List.of(Named.NODE, Named.TEAM, Named.USE),
            List.of(Named.COST_CENTER, new Dimension.Tag("qos")),
            List.of(Named.GPU_MODEL, Named.NAMESPACE));
    private static final Allocation STATED = new Allocation(
            OwnerRules.NONE,
            List.of(
                    new Entitlement(
                            "n1",
                            List.of(new Match.OneOf(Named.NODE, Set.of("n1"))),
                            weights(Named.TEAM, "vision", "2", "探索", "1")),
                    new Entitlement("rest", List.of(), weights(Named.PROJECT, "p1", "0.3", "p2", "0.7", "p3", "0.01"))),
            List.of(
                    new SharedRule(
                            "w1",
                            List.of(new Match.OneOf(Named.WORKLOAD, Set.of("w1"))),
                            Named.TEAM,
                            Split.PROPORTIONAL,
                            null),
                    new SharedRule(
                            "aws r1",
                            List.of(
                                    new Match.OneOf(Named.PROVIDER, Set.of("aws")),
                                    new Match.Like(Named.REGION, CommonPattern.of("r[12]"))),
                            Named.TEAM,
                            Split.EVEN,
                            null),
                    new SharedRule(
                            "storage",
                            List.of(new Match.OneOf(Named.SERVICE, Set.of("S3"))),
                            Named.COST_CENTER,
                            Split.WEIGHTED,
                            weights(Named.COST_CENTER, "cc", "1", "dd", "2"))),
            Allocation.DEFAULT_STANDARD);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noDistributionChangesASum(long seed) throws Exception {
        var random = new Random(seed);
        try (MemoryLedger ledger = ledger(new RandomCharges(random).charges(300))) {
            var spreading = new Spreading(ledger, STATED);
            for (IdleMode mode : IdleMode.values()) {
                for (List<Dimension> by : GROUPINGS) {
                    for (Grain grain : List.of(Grain.NONE, Grain.HOUR, Grain.WEEK)) {
                        Span span = random.nextBoolean() ? null : RandomCharges.span(random);
                        var query = new TotalsQuery(ALL, by, grain, List.of(), span);
                        String what = "seed " + seed + ", " + mode + ", " + by + ", " + grain;
                        Spread spread = spreading.totals(query, mode, true);
                        assertThat(sums(spread, 0)).as(what).isEqualTo(sums(ledger.totals(query), 0));
                        for (int i = 1; i < ALL.size() && mode != IdleMode.HIDE; i++) {
                            assertThat(sums(spread.totals(), i))
                                    .as(what + ", " + ALL.get(i))
                                    .isEqualTo(sums(ledger.totals(query), i));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aLongerSpanIsTheSumOfItsDaysForEveryRow(long seed) throws Exception {
        var random = new Random(seed);
        Instant from = Instant.parse("2026-10-01T00:00:00Z");
        Instant cut = Instant.parse("2026-10-09T00:00:00Z");
        Instant to = Instant.parse("2026-10-20T00:00:00Z");
        try (MemoryLedger ledger = ledger(new RandomCharges(random).charges(300))) {
            for (IdleMode mode : List.of(IdleMode.BY_NODE, IdleMode.BY_CLUSTER, IdleMode.BY_ENTITLEMENT)) {
                Map<String, BigDecimal> whole = byTeam(ledger, mode, new Span(from, to));
                Map<String, BigDecimal> sum = byTeam(ledger, mode, new Span(from, cut));
                byTeam(ledger, mode, new Span(cut, to)).forEach((team, cost) -> sum.merge(team, cost, BigDecimal::add));
                sum.replaceAll((_, cost) -> Decimals.normal(cost));
                assertThat(sum).as("seed %d, %s", seed, mode).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void splittingTheSpansOfChargesChangesNothing(long seed) throws Exception {
        List<Charge> charges = new RandomCharges(new Random(seed)).charges(200);
        List<Charge> halves = charges.stream().flatMap(SpreadingTest::halves).toList();
        try (MemoryLedger whole = ledger(charges);
                MemoryLedger split = ledger(halves)) {
            for (IdleMode mode : IdleMode.values()) {
                assertThat(byTeam(split, mode, null))
                        .as("seed %d, %s", seed, mode)
                        .isEqualTo(byTeam(whole, mode, null));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void theOwnersThatAFilterKeepsGetWhatTheyGetWithoutIt(long seed) throws Exception {
        try (MemoryLedger ledger = ledger(new RandomCharges(new Random(seed)).charges(300))) {
            for (IdleMode mode : List.of(IdleMode.BY_NODE, IdleMode.BY_ENTITLEMENT)) {
                Map<String, BigDecimal> all = byTeam(ledger, mode, null);
                for (String team : Arrays.asList("vision", "探索", null)) {
                    var query = new TotalsQuery(
                            List.of(Measure.EFFECTIVE), List.of(Named.TEAM), Grain.NONE, List.of(team(team)), null);
                    Map<String, BigDecimal> kept = rows(new Spreading(ledger, STATED)
                            .totals(query, mode, true)
                            .totals());
                    // idle lines that stay nobody's may have an owner who stated to be so, which a filter sees
                    kept.keySet().removeIf(key -> key.startsWith("idle "));
                    kept.forEach((key, cost) -> assertThat(cost).as(key).isEqualByComparingTo(all.get(key)));
                    assertThat(kept).as("seed %d, %s, %s", seed, mode, team).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void aFinerGroupingSumsToTheCoarserOne(long seed) throws Exception {
        try (MemoryLedger ledger = ledger(new RandomCharges(new Random(seed)).charges(300))) {
            for (IdleMode mode : List.of(IdleMode.BY_NODE, IdleMode.BY_CLUSTER)) {
                Map<String, BigDecimal> coarse = byTeam(ledger, mode, null);
                Map<String, BigDecimal> fine = new TreeMap<>();
                var query = new TotalsQuery(
                        List.of(Measure.EFFECTIVE),
                        List.of(Named.TEAM, Named.POD, Named.GPU_MODEL),
                        Grain.DAY,
                        List.of(),
                        null);
                new Spreading(ledger, STATED)
                        .totals(query, mode, true)
                        .totals()
                        .rows()
                        .forEach(row -> {
                            if (row.measures().getFirst() != null) {
                                fine.merge(
                                        row.dimensions().getFirst() + " " + row.currency(),
                                        row.measures().getFirst(),
                                        BigDecimal::add);
                            }
                        });
                assertThat(fine.keySet()).isEqualTo(coarse.keySet());
                // digits beyond the 18th are cut at another place
                fine.forEach((team, cost) -> assertThat(
                                cost.subtract(coarse.get(team)).abs())
                        .as(team)
                        .isLessThan(HAIR));
            }
        }
    }

    @Test
    void idleCostOfANodeGoesToWhoUsedItAndOfAnUnusedNodeToItsCluster() throws Exception {
        try (MemoryLedger ledger = new MemoryLedger()) {
            Fleet.append(ledger, Fleet.used("n1", "vision", "30"), Fleet.used("n1", "speech", "10"));
            Fleet.append(ledger, Fleet.idle("n1", "8"), Fleet.used("n2", "speech", "20"), Fleet.idle("n3", "6"));
            assertThat(byTeam(ledger, IdleMode.BY_NODE, null))
                    .isEqualTo(Map.of("vision USD", new BigDecimal("39"), "speech USD", new BigDecimal("35")));
            assertThat(byTeam(ledger, IdleMode.BY_CLUSTER, null))
                    .isEqualTo(Map.of("vision USD", new BigDecimal("37"), "speech USD", new BigDecimal("37")));
            assertThat(byTeam(ledger, IdleMode.SEPARATE, null))
                    .isEqualTo(Map.of(
                            "vision USD",
                            new BigDecimal("30"),
                            "speech USD",
                            new BigDecimal("30"),
                            "idle USD",
                            new BigDecimal("14")));
            Spread hidden = new Spreading(ledger, Allocation.NONE)
                    .totals(TotalsQuery.of(Measure.EFFECTIVE), IdleMode.HIDE, true);
            assertThat(hidden.hidden()).isEqualTo(Map.of("USD", new BigDecimal("14")));
            assertThat(rows(hidden.totals())).isEqualTo(Map.of(" USD", new BigDecimal("60")));
        }
    }

    @Test
    void idleCostThatNobodyIsNearStaysIdleAndIsSaid() throws Exception {
        try (MemoryLedger ledger = new MemoryLedger()) {
            Fleet.append(ledger, Fleet.idle("n1", "8"));
            Spread spread = new Spreading(ledger, Allocation.NONE)
                    .totals(TotalsQuery.of(Measure.EFFECTIVE).by(Named.TEAM), IdleMode.BY_NODE, true);
            assertThat(rows(spread.totals())).isEqualTo(Map.of("idle USD", new BigDecimal("8")));
            assertThat(spread.ownerless()).isEqualTo(Map.of("USD", new BigDecimal("8")));
        }
    }

    @Test
    void sharedCostIsSpreadByWhatEachPaidAndShownApart() throws Exception {
        var platform = new SharedRule(
                "platform",
                List.of(new Match.OneOf(Named.TEAM, Set.of("platform"))),
                Named.TEAM,
                Split.PROPORTIONAL,
                null);
        var stated = new Allocation(OwnerRules.NONE, List.of(), List.of(platform), Allocation.DEFAULT_STANDARD);
        try (MemoryLedger ledger = new MemoryLedger()) {
            Fleet.append(ledger, Fleet.used("n1", "vision", "20"), Fleet.used("n1", "speech", "10"));
            Fleet.append(ledger, Fleet.used("n2", "platform", "1"));
            Spread spread = new Spreading(ledger, stated)
                    .totals(TotalsQuery.of(Measure.EFFECTIVE).by(Named.TEAM), IdleMode.SEPARATE, true);
            assertThat(rows(spread.totals()))
                    .isEqualTo(Map.of(
                            "vision USD",
                            new BigDecimal("20.666666666666666667"),
                            "speech USD",
                            new BigDecimal("10.333333333333333333")));
            assertThat(spread.parts())
                    .extracting(Spread.Parts::shared)
                    .containsExactly(new BigDecimal("0.333333333333333333"), new BigDecimal("0.666666666666666667"));
            assertThat(rows(new Spreading(ledger, stated)
                            .totals(TotalsQuery.of(Measure.EFFECTIVE).by(Named.TEAM), IdleMode.SEPARATE, false)
                            .totals()))
                    .containsEntry("platform USD", new BigDecimal("1"));
        }
    }

    // the compiler forgets that a record's component may hold nulls within its set
    @SuppressWarnings("NullAway")
    private static Filter team(@Nullable String team) {
        Set<@Nullable String> values = new HashSet<>();
        values.add(team);
        return new Filter(Named.TEAM, values);
    }

    private static Stream<Charge> halves(Charge charge) {
        Instant from = charge.period().from();
        // both halves start on the day of the whole
        Instant middle = from.plusSeconds(1);
        if (!Span.dayOf(from).contains(middle)) {
            return Stream.of(charge);
        }
        List<Charge> halves = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int half = i;
            Costs costs = charge.costs();
            halves.add(Fleet.part(
                    charge,
                    "/" + half,
                    half == 0
                            ? new Span(from, middle)
                            : new Span(middle, charge.period().to()),
                    new Costs(
                            costs.currency(),
                            half(costs.billed(), half),
                            half(costs.effective(), half),
                            half(costs.list(), half),
                            half(costs.contracted(), half)),
                    half));
        }
        return halves.stream();
    }

    private static @Nullable Money half(@Nullable Money money, int half) {
        return money == null
                ? null
                : money.split(List.of(new BigDecimal("3"), new BigDecimal("4"))).get(half);
    }

    private static MemoryLedger ledger(List<Charge> charges) throws Exception {
        var ledger = new MemoryLedger();
        Fleet.append(ledger, charges.toArray(Charge[]::new));
        return ledger;
    }

    private static Map<String, BigDecimal> byTeam(MemoryLedger ledger, IdleMode mode, @Nullable Span span) {
        return rows(new Spreading(ledger, STATED)
                .totals(TotalsQuery.of(Measure.EFFECTIVE).by(Named.TEAM).in(span), mode, true)
                .totals());
    }

    private static Map<String, BigDecimal> rows(Totals totals) {
        Map<String, BigDecimal> rows = new TreeMap<>();
        for (Totals.Row row : totals.rows()) {
            if (row.measures().getFirst() != null) {
                String name = row.dimensions().isEmpty() ? "" : row.dimensions().getFirst();
                rows.put(name + " " + row.currency(), row.measures().getFirst());
            }
        }
        return rows;
    }

    private static Map<String, BigDecimal> sums(Spread spread, int measure) {
        Map<String, BigDecimal> sums = sums(spread.totals(), measure);
        spread.hidden().forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add));
        sums.replaceAll((_, sum) -> Decimals.normal(sum));
        return sums;
    }

    private static Map<String, BigDecimal> sums(Totals totals, int measure) {
        Map<String, BigDecimal> sums = new HashMap<>();
        totals.rows().forEach(row -> {
            if (row.measures().get(measure) != null) {
                sums.merge(String.valueOf(row.currency()), row.measures().get(measure), BigDecimal::add);
            }
        });
        sums.replaceAll((_, sum) -> Decimals.normal(sum));
        return sums;
    }

    private static Weights weights(Named over, String... ownersAndParts) {
        Map<String, BigDecimal> parts = new HashMap<>();
        for (int i = 0; i < ownersAndParts.length; i += 2) {
            parts.put(ownersAndParts[i], new BigDecimal(ownersAndParts[i + 1]));
        }
        return new Weights(over, parts);
    }
}
