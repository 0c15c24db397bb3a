package dev.outlay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.scope.TeamLedger;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every ledger does. The ledger in memory is the specification; any other answers as it does.
public interface LedgerContract {

    Span ALWAYS = new Span(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    /// A new ledger without any fact.
    Ledger empty();

    @Test
    default void givesBackFactsOfEveryKindToTheLastDigit() throws SourceException {
        try (Ledger ledger = empty()) {
            ledger.append(SampleFacts.reading(SampleFacts.everyKind()));
            for (Fact fact : SampleFacts.everyKind()) {
                assertThat(facts(ledger, fact.getClass(), ALWAYS).contains(fact))
                        .as("%s", fact)
                        .isTrue();
            }
            assertThat(facts(ledger, Fact.class, ALWAYS)).containsExactlyInAnyOrderElementsOf(SampleFacts.everyKind());
        }
    }

    @Test
    default void countsFactsByTheirKind() throws SourceException {
        try (Ledger ledger = empty()) {
            assertThat(ledger.count(Fact.class)).isZero();
            ledger.append(SampleFacts.reading(SampleFacts.everyKind()));

            for (Fact fact : SampleFacts.everyKind()) {
                assertThat(ledger.count(fact.getClass()))
                        .isEqualTo(facts(ledger, fact.getClass(), ALWAYS).size());
            }
            assertThat(ledger.count(Fact.class))
                    .isEqualTo(SampleFacts.everyKind().size());
        }
    }

    @Test
    default void factsAreFoundByThePlaceAtWhichTheyCame() throws SourceException {
        try (Ledger ledger = empty()) {
            List<Charge> came = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                // later and later ones of an earlier and earlier time, each told twice
                Charge charge = SampleFacts.charge("came" + (9 - i), "2026-10-0" + (9 - i) + "T00:00:00Z", "1." + i);
                assertThat(ledger.count(Charge.class)).isEqualTo(i);
                ledger.append(SampleFacts.reading(List.of(charge)));
                ledger.append(SampleFacts.reading(List.of(charge)));
                came.add(charge);
            }

            assertThat(arrived(ledger, new Arrivals(0, 5))).isEqualTo(came);
            assertThat(arrived(ledger, new Arrivals(2, 4))).isEqualTo(came.subList(2, 4));
            assertThat(arrived(ledger, new Arrivals(4, 9))).isEqualTo(came.subList(4, 5));
            assertThat(arrived(ledger, new Arrivals(5, 9))).isEmpty();
        }
    }

    @Test
    default void totalsOfWhatCameSinceAddUpToTheTotal() throws SourceException {
        try (Ledger ledger = empty()) {
            for (int i = 1; i <= 6; i++) {
                ledger.append(SampleFacts.reading(
                        List.of(SampleFacts.charge("came" + i, "2026-10-0" + i + "T00:00:00Z", i + ".5"))));
            }
            TotalsQuery query = TotalsQuery.of(Measure.EFFECTIVE);

            BigDecimal sum = BigDecimal.ZERO;
            for (Arrivals some : List.of(new Arrivals(0, 1), new Arrivals(1, 4), new Arrivals(4, 6))) {
                Totals.Row row = ledger.totals(query.arrived(some)).rows().getFirst();
                assertThat(row.charges()).isEqualTo(some.upTo() - some.after());
                sum = sum.add(row.measures().getFirst());
            }
            assertThat(ledger.totals(query).rows().getFirst().measures().getFirst())
                    .isEqualByComparingTo(sum);
            assertThat(ledger.totals(query.arrived(new Arrivals(6, 6))).rows()).isEmpty();
        }
    }

    private static List<Charge> arrived(Ledger ledger, Arrivals arrivals) {
        try (Stream<Charge> facts = ledger.arrived(Charge.class, arrivals)) {
            return facts.toList();
        }
    }

    @Test
    default void appendingTheSameTwiceChangesNothing() throws SourceException {
        try (Ledger ledger = empty()) {
            List<Fact> facts = SampleFacts.everyKind();
            Appended first = ledger.append(SampleFacts.reading(facts));
            List<Fact> before = facts(ledger, Fact.class, ALWAYS);
            Appended second = ledger.append(SampleFacts.reading(facts));

            assertThat(first.refused()).isEqualTo(1);
            assertThat(first.added()).isEqualTo(facts.size() - 1);
            assertThat(first.covered()).isEqualTo(SampleFacts.HOUR);
            assertThat(second).isEqualTo(new Appended(0, facts.size() - 1, 1, first.covered()));
            assertThat(facts(ledger, Fact.class, ALWAYS)).isEqualTo(before);
        }
    }

    @Test
    default void theSameContentReadElsewhereIsTheSameFact() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge charge = SampleFacts.charge("a", "2026-10-01T00:00:00Z", "1.5");
            Fact again = charge.readAt(new Origin("a", "another.csv", 9L));
            assertThat(ledger.append(SampleFacts.reading(charge, again))).isEqualTo(new Appended(1, 1, 0, null));
            assertThat(facts(ledger, Charge.class, ALWAYS)).containsExactly(charge);
        }
    }

    @Test
    default void aReadingMayAskTheLedgerThatTakesIt() throws SourceException {
        try (Ledger ledger = empty()) {
            ledger.append(SampleFacts.reading(SampleFacts.charge("before", "2026-10-01T00:00:00Z", "1")));
            int many = 60_000;
            Appended appended = ledger.append(consumer -> {
                for (int i = 0; i < many; i++) {
                    consumer.accept(SampleFacts.charge("c" + i, "2026-10-02T00:00:00Z", "1"));
                    if (i % 20_000 == 0) {
                        assertThat(facts(ledger, Charge.class, Span.dayOf(Instant.parse("2026-10-01T00:00:00Z"))))
                                .hasSize(1);
                    }
                }
            });
            assertThat(appended.added()).isEqualTo(many);
            assertThat(facts(ledger, Charge.class, ALWAYS)).hasSize(many + 1);
        }
    }

    @Test
    default void whatAReadingGaveBeforeItBrokeOffStays() throws SourceException {
        try (Ledger ledger = empty()) {
            assertThatThrownBy(() -> ledger.append(consumer -> {
                        for (int i = 0; i < 30_000; i++) {
                            consumer.accept(SampleFacts.charge("c" + i, "2026-10-02T00:00:00Z", "1"));
                        }
                        throw SourceException.callersMistake("the file is damaged.");
                    }))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("the file is damaged.");
            assertThat(facts(ledger, Charge.class, ALWAYS)).hasSize(30_000);
        }
    }

    @Test
    default void refusesOtherContentUnderAKnownIdAndKeepsTheRest() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge first = SampleFacts.charge("a", "2026-10-01T00:00:00Z", "1");
            Charge changed = SampleFacts.charge("a", "2026-10-01T00:00:00Z", "2");
            Charge other = SampleFacts.charge("b", "2026-10-02T00:00:00Z", "3");
            ledger.append(SampleFacts.reading(first));
            Appended appended = ledger.append(SampleFacts.reading(changed, other));
            ledger.append(SampleFacts.reading(changed));

            assertThat(appended).isEqualTo(new Appended(1, 0, 1, null));
            assertThat(facts(ledger, Charge.class, ALWAYS)).containsExactly(first, other);
            assertThat(facts(ledger, Refusal.class, ALWAYS)).singleElement().satisfies(refusal -> {
                assertThat(refusal).isEqualTo(Conflicts.refusal(first, changed));
                assertThat(refusal.reason()).contains("the id a is in the ledger with other content");
            });
        }
    }

    @Test
    default void refusesOtherContentUnderAnIdMetBeforeInTheSameReading() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge first = SampleFacts.charge("a", "2026-10-01T00:00:00Z", "1");
            Charge changed = SampleFacts.charge("a", "2026-10-01T00:00:00Z", "2");
            assertThat(ledger.append(SampleFacts.reading(first, changed, first)))
                    .isEqualTo(new Appended(1, 1, 1, null));
            assertThat(facts(ledger, Charge.class, ALWAYS)).containsExactly(first);
        }
    }

    @Test
    default void anIdStandsForOneFactWhateverItsKind() throws SourceException {
        try (Ledger ledger = empty()) {
            ledger.append(SampleFacts.reading(SampleFacts.charge("a", "2026-10-01T00:00:00Z", "1")));
            Fact intensity = SampleFacts.everyKind().stream()
                    .filter(GridIntensity.class::isInstance)
                    .findFirst()
                    .orElseThrow()
                    .readAt(Origin.of("a", "grid"));
            assertThat(ledger.append(SampleFacts.reading(intensity)).refused()).isEqualTo(1);
            assertThat(facts(ledger, GridIntensity.class, ALWAYS)).isEmpty();
        }
    }

    @Test
    default void keepsWhatWasReadBeforeTheReadingBrokeOff() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge charge = SampleFacts.charge("a", "2026-10-01T00:00:00Z", "1");
            Reading broken = consumer -> {
                consumer.accept(charge);
                throw SourceException.callersMistake("half a file");
            };
            assertThatThrownBy(() -> ledger.append(broken))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("half a file");
            assertThat(facts(ledger, Charge.class, ALWAYS)).containsExactly(charge);
        }
    }

    @Test
    default void givesUsesAndChargesThatOverlapASpanAndOtherFactsWhoseInstantLiesInIt() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge charge = SampleFacts.charge("hour", "2026-10-01T10:00:00Z", "1");
            Fact refusal = new Refusal(
                    Origin.of("r", "d"), Instant.parse("2026-10-01T10:00:00Z"), null, null, "no reason at all");
            ledger.append(SampleFacts.reading(charge, refusal));

            Instant middle = Instant.parse("2026-10-01T10:30:00Z");
            Span later = Span.of(middle, Duration.ofHours(1));
            assertThat(facts(ledger, Charge.class, later)).containsExactly(charge);
            assertThat(facts(ledger, Refusal.class, later)).isEmpty();
            Span after = Span.of(Instant.parse("2026-10-01T11:00:00Z"), Duration.ofHours(1));
            assertThat(facts(ledger, Charge.class, after)).isEmpty();
            Span upTo = Span.of(Instant.parse("2026-10-01T09:00:00Z"), Duration.ofHours(1));
            assertThat(facts(ledger, Charge.class, upTo)).isEmpty();
            Span at = Span.of(Instant.parse("2026-10-01T10:00:00Z"), Duration.ofSeconds(1));
            assertThat(facts(ledger, Fact.class, at)).containsExactly(charge, refusal);
        }
    }

    @Test
    default void answersForAllOfTime() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge charge = SampleFacts.charge("a", "2026-10-01T10:00:00Z", "1");
            ledger.append(SampleFacts.reading(charge));
            Span all = new Span(Instant.MIN, Instant.MAX);
            assertThat(facts(ledger, Charge.class, all)).containsExactly(charge);
            assertThat(ledger.totals(TotalsQuery.of(Measure.BILLED).in(all)).rows())
                    .hasSize(1);
        }
    }

    @Test
    default void filtersByValueAndByAbsence() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge vision = SampleFacts.charge("v", "2026-10-01T00:00:00Z", "1", "vision", Map.of("qos", "LS"));
            Charge speech = SampleFacts.charge("s", "2026-10-01T00:00:00Z", "2", "speech", Map.of("a.b\"c'", "x"));
            Charge nobody = SampleFacts.charge("n", "2026-10-01T00:00:00Z", "4", null, Map.of());
            ledger.append(SampleFacts.reading(vision, speech, nobody));

            assertThat(filtered(ledger, "team", "vision", null)).containsExactly(nobody, vision);
            assertThat(filtered(ledger, "team", "speech", "unheard of")).containsExactly(speech);
            assertThat(filtered(ledger, "tag:qos", (@Nullable String) null)).containsExactly(nobody, speech);
            assertThat(filtered(ledger, "tag:a.b\"c'", "x")).containsExactly(speech);
            assertThat(filtered(ledger, "use", "idle")).isEmpty();
            assertThat(ledger.totals(TotalsQuery.of(Measure.BILLED)
                                    .where(filter("team", "vision", null), filter("tag:qos", (@Nullable String) null)))
                            .rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.measures()).containsExactly(new BigDecimal("4")));
        }
    }

    @Test
    default void totalsOfNothingHaveNoRow() {
        try (Ledger ledger = empty()) {
            assertThat(ledger.totals(TotalsQuery.of(Measure.BILLED)).rows()).isEmpty();
            assertThat(ledger.totals(TotalsQuery.of(Measure.GPU_HOURS).grain(Grain.DAY))
                            .rows())
                    .isEmpty();
        }
    }

    @Test
    default void keepsCurrenciesApartAndCountsWhatHasNoPrice() throws SourceException {
        try (Ledger ledger = empty()) {
            Charge dollars = SampleFacts.charge("u", "2026-10-01T00:00:00Z", "1.000000000000000001");
            Charge euros = SampleFacts.charge("e", "2026-10-01T00:00:00Z", Costs.of(Money.of("EUR", "-2")));
            Charge unpriced = SampleFacts.charge("n", "2026-10-01T00:00:00Z", Costs.UNPRICED);
            ledger.append(SampleFacts.reading(unpriced, dollars, euros));

            List<Totals.Row> money =
                    ledger.totals(TotalsQuery.of(Measure.BILLED)).rows();
            assertThat(money).extracting(Totals.Row::currency).containsExactly("EUR", "USD", "XXX");
            assertThat(money)
                    .extracting(row -> row.measures().getFirst())
                    .containsExactly(new BigDecimal("-2"), new BigDecimal("1.000000000000000001"), null);
            assertThat(money).extracting(Totals.Row::unpriced).containsExactly(0L, 0L, 1L);

            assertThat(ledger.totals(TotalsQuery.of(Measure.GPU_HOURS)).rows())
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.currency()).isNull();
                        assertThat(row.charges()).isEqualTo(3);
                        assertThat(row.unpriced()).isEqualTo(1);
                    });
        }
    }

    @Test
    default void weeksStartOnMondayAndMonthsOnTheirFirst() throws SourceException {
        try (Ledger ledger = empty()) {
            ledger.append(SampleFacts.reading(
                    SampleFacts.charge("sunday", "2026-11-01T23:00:00Z", "1"),
                    SampleFacts.charge("monday", "2026-11-02T00:00:00Z", "2")));
            assertThat(buckets(ledger, Grain.WEEK)).containsExactly("2026-10-26T00:00:00Z", "2026-11-02T00:00:00Z");
            assertThat(buckets(ledger, Grain.MONTH)).containsExactly("2026-11-01T00:00:00Z");
            assertThat(buckets(ledger, Grain.HOUR)).containsExactly("2026-11-01T23:00:00Z", "2026-11-02T00:00:00Z");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261001, 77})
    default void answersAsTheLedgerInMemoryDoesInWhateverOrderFactsArrive(long seed) throws SourceException {
        var random = new Random(seed);
        List<Charge> charges = new RandomCharges(random).charges(400);
        var expected = new MemoryLedger();
        expected.append(SampleFacts.reading(charges));
        try (Ledger ledger = empty()) {
            List<Charge> shuffled = new ArrayList<>(charges);
            Collections.shuffle(shuffled, random);
            ledger.append(SampleFacts.reading(shuffled.subList(0, 150)));
            ledger.append(SampleFacts.reading(shuffled.subList(100, 400)));

            assertThat(facts(ledger, Charge.class, ALWAYS))
                    .as("seed %d", seed)
                    .isEqualTo(facts(expected, Charge.class, ALWAYS));
            for (TotalsQuery query : queries(random)) {
                assertThat(ledger.totals(query)).as("seed %d, %s", seed, query).isEqualTo(expected.totals(query));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5, 20261122})
    default void seesChargesThroughOwnerRulesAsTheLedgerInMemoryDoes(long seed) throws SourceException {
        var random = new Random(seed);
        List<Charge> charges = new RandomCharges(random).charges(300);
        var expected = new MemoryLedger();
        expected.append(SampleFacts.reading(charges));
        try (Ledger ledger = empty()) {
            ledger.append(SampleFacts.reading(charges));
            for (int i = 0; i < 8; i++) {
                OwnerRules rules = new RandomRules(random).rules();
                for (Dimension.Named ruled : OwnerRule.SETTABLE) {
                    TotalsQuery query = TotalsQuery.of(Measure.EFFECTIVE)
                            .by(ruled, Dimension.Named.NAMESPACE)
                            .where(
                                    filter("team", "vision", "it's", "探索", null),
                                    filter("cost-center", "cc", "1", "$5", null))
                            .under(rules);
                    assertThat(ledger.totals(query))
                            .as("seed %d, %s", seed, query)
                            .isEqualTo(expected.totals(query));
                }
                LedgerReader ruled = RuledLedger.of(ledger, rules);
                Filter vision = filter("team", "vision", "探索", null);
                try (Stream<Charge> seen =
                        ruled.facts(Charge.class, ALWAYS, List.of(vision, filter("provider", "aws")))) {
                    assertThat(seen.toList())
                            .as("seed %d, %s", seed, rules)
                            .isEqualTo(facts(expected, Charge.class, ALWAYS).stream()
                                    .filter(charge ->
                                            "aws".equals(charge.place().provider()))
                                    .map(rules::apply)
                                    .filter(vision::keeps)
                                    .toList());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 20261122})
    default void aViewOfTeamsAnswersAsALedgerThatHoldsNothingElse(long seed) throws SourceException {
        var random = new Random(seed);
        List<Charge> charges = new RandomCharges(random).charges(300);
        Set<@Nullable String> teams = new HashSet<>(Set.of("vision", "探索", "it's"));
        try (Ledger ledger = empty()) {
            ledger.append(SampleFacts.reading(charges));
            for (int i = 0; i < 6; i++) {
                OwnerRules rules = i == 0 ? OwnerRules.NONE : new RandomRules(random).rules();
                List<Charge> theirs = charges.stream()
                        .filter(charge -> teams.contains(rules.value(Dimension.Named.TEAM, charge)))
                        .toList();
                var expected = new MemoryLedger();
                expected.append(SampleFacts.reading(theirs));
                Ledger seen = new TeamLedger(ledger, () -> rules, Set.of("vision", "探索", "it's"));
                assertThat(facts(seen, Charge.class, ALWAYS))
                        .as("seed %d, %s", seed, rules)
                        .isEqualTo(facts(expected, Charge.class, ALWAYS));
                assertThat(seen.count(Charge.class)).isEqualTo(theirs.size());
                for (TotalsQuery query : queries(random)) {
                    for (OwnerRules through : List.of(rules, OwnerRules.NONE)) {
                        assertThat(seen.totals(query.under(through)).rows())
                                .as("seed %d, %s", seed, query.under(through))
                                .isEqualTo(expected.totals(query.under(through)).rows());
                    }
                }
            }
        }
    }

    /// Every measure by every grain, and every dimension, with filters and spans drawn by chance.
    private static List<TotalsQuery> queries(Random random) {
        List<TotalsQuery> queries = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            for (Grain grain : Grain.values()) {
                queries.add(TotalsQuery.of(measure)
                        .grain(grain)
                        .by(Dimension.Named.TEAM, new Dimension.Tag("odd.\"key'"))
                        .in(random.nextBoolean() ? null : RandomCharges.span(random)));
            }
        }
        for (Dimension.Named dimension : Dimension.Named.values()) {
            queries.add(new TotalsQuery(
                    Arrays.asList(Measure.values()),
                    List.of(new Dimension.Tag("qos"), dimension),
                    Grain.WEEK,
                    random.nextBoolean() ? List.of() : List.of(filter("provider", "aws", null)),
                    null));
        }
        return queries;
    }

    private static <F extends Fact> List<F> facts(LedgerReader ledger, Class<F> kind, Span span) {
        try (Stream<F> facts = ledger.facts(kind, span)) {
            return facts.toList();
        }
    }

    private static List<Charge> filtered(LedgerReader ledger, String dimension, @Nullable String... values) {
        try (Stream<Charge> facts = ledger.facts(Charge.class, ALWAYS, List.of(filter(dimension, values)))) {
            return facts.toList();
        }
    }

    // the compiler forgets that a record's component may hold nulls within its set
    @SuppressWarnings("NullAway")
    private static Filter filter(String dimension, @Nullable String... values) {
        Set<@Nullable String> set = new HashSet<>();
        Collections.addAll(set, values);
        return new Filter(Dimension.of(dimension), set);
    }

    private static List<String> buckets(LedgerReader ledger, Grain grain) {
        return ledger.totals(TotalsQuery.of(Measure.BILLED).grain(grain)).rows().stream()
                .map(row -> String.valueOf(row.bucket()))
                .toList();
    }
}
