package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.CardCommitment.Kind;
import dev.outlay.pricing.RateCard.CardRate;
import dev.outlay.pricing.RateCard.Volume;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What rate cards make of usage on machines at 16 USD an hour, which is 2 USD for each of eight GPUs.
final class CardRatingTest {

    private static final Span DAY = Uses.span("2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z");
    private static final Span HOUR = Uses.span("2026-10-05T10:00:00Z", "2026-10-05T11:00:00Z");
    private static final List<Price> PRICES =
            List.of(Uses.price(Uses.MACHINE, "16", PricingUnit.HOUR, "2026-01-01T00:00:00Z"));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 15);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCardThatSaysNothingGivesTheChargesThatAreWithoutOne(long seed) {
        List<Usage> fleet = fleet(seed);
        assertThat(new CardRating(Catalog.builtin(), book(), Cards.of(Cards.EMPTY)).rate(fleet, DAY))
                .as("seed %s", seed)
                .isEqualTo(new Rating(Catalog.builtin(), book()).rate(fleet, DAY));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cuttingTheTimeAnywhereChangesNoTotalAtAnyLevel(long seed) {
        List<Usage> fleet = fleet(seed);
        var random = new SplittableRandom(seed);
        RateCards cards = Cards.of(full(random));
        Instant cut = DAY.from().plusMillis(random.nextLong(1, 86_400_000));
        List<Charge> whole = rate(cards, fleet, DAY);
        List<Charge> pieces = new ArrayList<>(rate(cards, fleet, new Span(DAY.from(), cut)));
        pieces.addAll(rate(cards, fleet, new Span(cut, DAY.to())));
        for (Function<Charge, @Nullable Money> level : levels()) {
            assertThat(sum(pieces, level)).as("seed %s, cut at %s", seed, cut).isEqualTo(sum(whole, level));
            assertThat(byPod(pieces, level)).isEqualTo(byPod(whole, level));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theUsesAndTheIdleTimeOfANodeSumToTheNodeAtEveryLevel(long seed) {
        RateCards cards = Cards.of(full(new SplittableRandom(seed)));
        List<Usage> fleet = fleet(seed);
        List<Usage> nodes =
                fleet.stream().filter(use -> use.resource() == Resource.NODE).toList();
        for (Function<Charge, @Nullable Money> level : levels()) {
            assertThat(sum(rate(cards, fleet, DAY), level))
                    .as("seed %s", seed)
                    .isEqualTo(sum(rate(cards, nodes, DAY), level));
        }
    }

    @Test
    void theMostSpecificDiscountHolds() {
        RateCard card = Cards.card(
                List.of(),
                PriceWindows.NONE,
                List.of(
                        Cards.discount(Cards.match("aws", null, null, null), "0.10"),
                        Cards.discount(Cards.match(null, "p4d", null, null), "0.20"),
                        Cards.discount(Cards.match(null, null, "A100", null), "0.25"),
                        Cards.discount(Cards.match(null, null, "A100-SXM4", null), "0.30")),
                List.of(),
                List.of());
        Charge charge = rate(Cards.of(card), List.of(Uses.node("n", "node-1", HOUR)), DAY)
                .getFirst();
        assertThat(charge.costs().list()).isEqualTo(Money.of("USD", "16"));
        assertThat(charge.costs().contracted()).isEqualTo(Money.of("USD", "11.20"));
        assertThat(charge.costs().effective()).isEqualTo(Money.of("USD", "11.20"));
        assertThat(Objects.requireNonNull(charge.ratedBy()).kind())
                .isEqualTo("negotiated; card test: 30 % off for gpu_model A100-SXM4");
    }

    @Test
    void aSkuCountsMoreThanItsGpuModelAndAFamilyEndsWithItsWord() {
        var use = new CardUse(
                "aws",
                "us-east-1",
                "p4d.24xlarge",
                "p4d.24xlarge",
                "A100-SXM4-40GB",
                dev.outlay.ledger.CapacityType.ON_DEMAND,
                null);
        assertThat(CardMatch.CLOSENESS.compare(
                        Cards.match(null, null, null, "p4d.24xlarge"), Cards.match("aws", "p4d", "A100", null)))
                .isPositive();
        assertThat(Cards.match(null, "p4", null, null).holds(use)).isFalse();
        assertThat(Cards.match(null, "p4d", null, null).holds(use)).isTrue();
        assertThat(Cards.match(null, null, "A10", null).holds(use)).isFalse();
        assertThat(Cards.match(null, null, "a100", null).holds(use)).isTrue();
    }

    @Test
    void aCommitmentPaysForTheSamePartOfEveryUseAndWhatItLeavesIsContracted() {
        // 8 GPUs committed at 1.20, of the 16 that two machines have
        RateCards cards = Cards.of(
                Cards.card(List.of(), PriceWindows.NONE, List.of(), List.of(), List.of(committed("cud", "8", "1.20"))));
        List<Charge> charges =
                rate(cards, List.of(Uses.node("a", "node-1", HOUR), Uses.node("b", "node-2", HOUR)), DAY);
        assertThat(sum(charges, charge -> charge.costs().list())).isEqualByComparingTo("32");
        assertThat(sum(charges, charge -> charge.costs().effective())).isEqualByComparingTo("25.6");
        Map<String, BigDecimal> byStatus = new TreeMap<>();
        charges.forEach(charge -> byStatus.merge(
                String.valueOf(charge.terms().commitmentStatus()),
                Objects.requireNonNull(charge.costs().effective()).amount(),
                BigDecimal::add));
        // 23 hours of the day nothing used it
        assertThat(byStatus.get("Used")).isEqualByComparingTo("9.6");
        assertThat(byStatus.get("null")).isEqualByComparingTo("16");
        assertThat(byStatus).doesNotContainKey("Unused");
    }

    @Test
    void whatOfACommitmentNobodyUsedIsACostOfItsOwn() {
        Span term = Uses.span("2026-10-05T10:30:00Z", "2027-10-05T10:30:00Z");
        var cud = new CardCommitment(
                "cud",
                Kind.COMMITTED_USE,
                Cards.match("aws", null, "A100", null),
                new BigDecimal("12"),
                UnitPrice.of("USD", "1.20", PricingUnit.GPU_HOUR),
                null,
                null,
                term);
        List<Charge> charges = rate(
                Cards.of(Cards.card(List.of(), PriceWindows.NONE, List.of(), List.of(), List.of(cud))),
                List.of(Uses.node("a", "node-1", HOUR)),
                DAY);
        // half an hour before the term at 16, half an hour at 8 x 1.20; then 4 and later 12 GPUs unused
        assertThat(sum(
                        charges,
                        charge -> "Unused".equals(charge.terms().commitmentStatus())
                                ? null
                                : charge.costs().effective()))
                .isEqualByComparingTo("12.8");
        assertThat(charges)
                .filteredOn(charge -> "Unused".equals(charge.terms().commitmentStatus()))
                .extracting(charge -> charge.period() + " " + charge.costs().effective())
                .containsExactly(
                        "2026-10-05T10:30:00Z to 2026-10-05T11:00:00Z 2.40 USD",
                        "2026-10-05T11:00:00Z to 2026-10-06T00:00:00Z 187.20 USD");
    }

    @Test
    void aSavingsPlanIsSpentAtItsOwnPrices() {
        var plan = new CardCommitment(
                "plan",
                Kind.SAVINGS_PLAN,
                CardMatch.ANYTHING,
                null,
                null,
                Money.of("USD", "6"),
                Share.of("0.25"),
                Uses.span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
        List<Charge> charges = rate(
                Cards.of(Cards.card(List.of(), PriceWindows.NONE, List.of(), List.of(), List.of(plan))),
                List.of(Uses.node("a", "node-1", HOUR)),
                HOUR);
        // 12 USD an hour at the plan's prices, of which 6 are committed: half by the plan, half at 16
        assertThat(sum(charges, charge -> charge.costs().effective())).isEqualByComparingTo("14");
        assertThat(charges)
                .filteredOn(charge -> "Used".equals(charge.terms().commitmentStatus()))
                .extracting(charge -> charge.costs().effective())
                .containsExactly(Money.of("USD", "6"));
    }

    @Test
    void aSecondCommitmentPaysForWhatTheFirstLeft() {
        RateCards cards = Cards.of(Cards.card(
                List.of(),
                PriceWindows.NONE,
                List.of(),
                List.of(),
                List.of(committed("first", "2", "1.00"), committed("second", "4", "1.50"))));
        List<Charge> charges = rate(cards, List.of(Uses.node("a", "node-1", HOUR)), HOUR);
        // 2 x 1.00 + 4 x 1.50 + 2 x 2.00
        assertThat(sum(charges, charge -> charge.costs().effective())).isEqualByComparingTo("12");
        assertThat(charges)
                .extracting(charge -> charge.terms().commitmentId())
                .containsExactly("first", "second", null);
    }

    @Test
    void aCommitmentGoesOnFromOneCardToTheNext() {
        CardCommitment cud = new CardCommitment(
                "cud",
                Kind.RESERVED,
                CardMatch.ANYTHING,
                new BigDecimal("8"),
                UnitPrice.of("USD", "1", PricingUnit.GPU_HOUR),
                null,
                null,
                DAY);
        RateCard early = Cards.card(List.of(), PriceWindows.NONE, List.of(), List.of(), List.of(cud));
        var late = new RateCard(
                "late",
                Instant.parse("2026-10-05T10:30:00Z"),
                "agreed",
                List.of(),
                PriceWindows.NONE,
                RateCard.Priorities.NONE,
                null,
                List.of(),
                List.of(),
                List.of(cud),
                MigBasis.COMPUTE);
        List<Charge> charges = rate(Cards.of(early, late), List.of(Uses.node("n", "node-1", HOUR)), DAY);
        // all of the day at 8 USD an hour, used or not
        assertThat(sum(charges, charge -> charge.costs().effective())).isEqualByComparingTo("192");
        assertThat(charges).allMatch(charge -> "cud".equals(charge.terms().commitmentId()));
    }

    @Test
    void aCommitmentPaysNothingForAUseThatCannotHaveHappened() {
        RateCards cards = Cards.of(
                Cards.card(List.of(), PriceWindows.NONE, List.of(), List.of(), List.of(committed("cud", "1", "1.00"))));
        Usage first = exclusive("first");
        Usage second = exclusive("second");
        Rated rated = new CardRating(Catalog.builtin(), book(), cards).rate(List.of(first, second), HOUR);
        assertThat(rated.refusals()).hasSize(1);
        assertThat(sum(rated.charges(), charge -> charge.costs().effective())).isEqualByComparingTo("1");
    }

    @Test
    void aTierBeginsWhenItsHoursAreReached() {
        var volume = new Volume(
                CardMatch.ANYTHING,
                List.of(
                        new Volume.Step(new BigDecimal("100"), Share.of("0.10")),
                        new Volume.Step(new BigDecimal("150"), Share.of("0.50"))));
        RateCards cards = Cards.of(Cards.card(List.of(), PriceWindows.NONE, List.of(), List.of(volume), List.of()));
        var rating = new CardRating(Catalog.builtin(), book(), cards);
        Span first = Uses.span("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
        Span held = Uses.span("2026-10-01T14:00:00Z", "2026-10-02T10:00:00Z");
        List<Usage> uses = List.of(Uses.node("a", "node-1", held));
        List<Charge> charges = new ArrayList<>(rating.rate(uses, first).charges());
        charges.addAll(rating.rate(uses, Uses.span("2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z"))
                .charges());
        // 160 GPU-hours: 100 at 2.00, 50 at 1.80, 10 at 1.00
        assertThat(sum(charges, charge -> charge.costs().effective())).isEqualByComparingTo("300");
        assertThat(charges)
                .extracting(charge -> charge.period().from().toString())
                .containsExactly(
                        "2026-10-01T14:00:00Z", "2026-10-02T00:00:00Z", "2026-10-02T02:30:00Z", "2026-10-02T08:45:00Z");
        assertThat(rating.reach(HOUR)).isEqualTo(Uses.span("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"));
    }

    @Test
    void thoseWhoShareADeviceEachPayAtTheirOwnUrgency() {
        RateCards cards = Cards.of(Cards.card(
                List.of(new CardRate(CardMatch.ANYTHING, UnitPrice.of("USD", "2", PricingUnit.GPU_HOUR))),
                PriceWindows.NONE,
                List.of(),
                List.of(),
                List.of()));
        List<Charge> charges =
                rate(cards, List.of(sliced("calm", Map.of()), sliced("hasty", Map.of("priority", "urgent"))), DAY);
        assertThat(byPod(charges, charge -> charge.costs().effective()))
                .isEqualTo(Map.of("calm", new BigDecimal("1"), "hasty", new BigDecimal("1.5")));
    }

    @Test
    void aPriceOfTheCardHidesNoMachineFromItsVcpus() {
        RateCards cards = Cards.of(Cards.card(
                List.of(new CardRate(CardMatch.ANYTHING, UnitPrice.of("USD", "2.50", PricingUnit.GPU_HOUR))),
                PriceWindows.NONE,
                List.of(),
                List.of(),
                List.of()));
        Usage cpu = Uses.usage("c", "node-1", HOUR, Resource.CPU, new BigDecimal("4"), Share.WHOLE, Uses.MACHINE, null);
        List<Charge> charges = new CardRating(Catalog.builtin(), new PriceBook(Catalog.builtin(), List.of()), cards)
                .rate(List.of(cpu, Uses.gpus("g", "node-1", HOUR, "8", "1")), DAY)
                .charges();
        assertThat(byPod(charges, charge -> charge.costs().effective()))
                .isEqualTo(Map.of("c", BigDecimal.ZERO, "g", new BigDecimal("20")));
    }

    @Test
    void aCardHoldsFromItsDayOn() {
        RateCard early = Cards.card(
                List.of(), PriceWindows.NONE, List.of(Cards.discount(CardMatch.ANYTHING, "0.5")), List.of(), List.of());
        var late = new RateCard(
                "late",
                Instant.parse("2026-10-05T10:45:00Z"),
                "agreed",
                List.of(),
                PriceWindows.NONE,
                RateCard.Priorities.NONE,
                null,
                List.of(),
                List.of(),
                List.of(),
                MigBasis.COMPUTE);
        assertThat(sum(
                        rate(Cards.of(late, early), List.of(Uses.node("n", "node-1", HOUR)), DAY),
                        charge -> charge.costs().effective()))
                .isEqualByComparingTo("10");
    }

    @Test
    void refusesTwoLinesForTheSame() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cards.card(
                        List.of(),
                        PriceWindows.NONE,
                        List.of(
                                Cards.discount(Cards.match("aws", null, null, null), "0.1"),
                                Cards.discount(Cards.match("AWS", null, null, null), "0.2")),
                        List.of(),
                        List.of()))
                .withMessage("discounts has two lines for the same: provider AWS");
    }

    private static CardCommitment committed(String name, String gpus, String rate) {
        return new CardCommitment(
                name,
                Kind.RESERVED,
                CardMatch.ANYTHING,
                new BigDecimal(gpus),
                UnitPrice.of("USD", rate, PricingUnit.GPU_HOUR),
                null,
                null,
                HOUR);
    }

    /// A card with windows, discounts, and commitments to odd amounts.
    private static RateCard full(SplittableRandom random) {
        return Cards.card(
                List.of(),
                Cards.peak("America/St_Johns", "06:13", "22:47", "0.5"),
                List.of(Cards.discount(Cards.match("aws", null, null, null), "0.07")),
                List.of(),
                List.of(
                        new CardCommitment(
                                "cud",
                                Kind.COMMITTED_USE,
                                CardMatch.ANYTHING,
                                BigDecimal.valueOf(random.nextInt(1, 30)),
                                UnitPrice.of("USD", "1.234567", PricingUnit.GPU_HOUR),
                                null,
                                null,
                                Uses.span("2026-10-05T03:00:00Z", "2026-10-05T21:11:11Z")),
                        new CardCommitment(
                                "plan",
                                Kind.SAVINGS_PLAN,
                                CardMatch.ANYTHING,
                                null,
                                null,
                                Money.of("USD", "7.77"),
                                Share.of("0.333"),
                                Uses.span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))));
    }

    /// Nodes with uses that come and go.
    private static List<Usage> fleet(long seed) {
        var random = new SplittableRandom(seed);
        List<Usage> fleet = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            fleet.add(Uses.node("node-" + node, "n" + node, DAY));
            for (int use = 0; use < 4; use++) {
                Instant from = DAY.from().plusMillis(random.nextLong(80_000_000));
                fleet.add(Uses.gpus(
                        "pod-" + node + "-" + use,
                        "n" + node,
                        new Span(from, from.plusMillis(random.nextLong(1, 20_000_000))),
                        Integer.toString(random.nextInt(1, 3)),
                        "1"));
            }
        }
        return fleet;
    }

    private static Usage exclusive(String id) {
        return shared(id, Sharing.EXCLUSIVE, Map.of());
    }

    private static Usage sliced(String id, Map<String, String> tags) {
        return shared(id, Sharing.TIME_SLICING, tags);
    }

    private static Usage shared(String id, Sharing sharing, Map<String, String> tags) {
        Usage use = Uses.gpus(id, "node-9", HOUR, "1", "1");
        return new Usage(
                use.origin(),
                use.span(),
                use.place(),
                use.owner(),
                use.resource(),
                null,
                use.capacityType(),
                use.gpuModel(),
                "gpu-0",
                sharing,
                use.share(),
                null,
                use.quantity(),
                null,
                null,
                tags);
    }

    private static PriceBook book() {
        return new PriceBook(Catalog.builtin(), PRICES);
    }

    private static List<Charge> rate(RateCards cards, List<Usage> uses, Span span) {
        return new CardRating(Catalog.builtin(), book(), cards).rate(uses, span).charges();
    }

    private static List<Function<Charge, @Nullable Money>> levels() {
        return List.of(
                charge -> charge.costs().list(),
                charge -> charge.costs().contracted(),
                charge -> charge.costs().effective());
    }

    private static BigDecimal sum(List<Charge> charges, Function<Charge, @Nullable Money> level) {
        return charges.stream()
                .map(level)
                .filter(Objects::nonNull)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
    }

    private static Map<String, BigDecimal> byPod(List<Charge> charges, Function<Charge, @Nullable Money> level) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        charges.forEach(charge -> {
            Money money = level.apply(charge);
            sums.merge(
                    String.valueOf(charge.owner().pod()),
                    money == null ? BigDecimal.ZERO : money.amount(),
                    BigDecimal::add);
        });
        sums.replaceAll((_, sum) -> dev.outlay.units.Decimals.normal(sum));
        return sums;
    }
}
