package dev.outlay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.Outlay;
import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.estimate.Checkpoints;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.CardCommitment;
import dev.outlay.pricing.CardMatch;
import dev.outlay.pricing.MigBasis;
import dev.outlay.pricing.PriceWindow;
import dev.outlay.pricing.PriceWindows;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCards;
import dev.outlay.savings.Shop;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayTest {

    private static final List<CapacityType> TYPES = List.of(CapacityType.values());
    private static final Span TEN = Shop.hours(0, 10);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasDoneComesOutToTheLastDigitOnAnyFleet(long seed) throws Exception {
        RateCards cards = seed % 2 == 0 ? RateCards.NONE : card(PriceWindows.NONE, commitment());
        try (Outlay outlay = fleet(new SplittableRandom(seed), cards)) {
            Replayed whole = one(outlay, cards, "actual", Span.EVER, List.of());
            assertThat(whole.actual().isZero()).isFalse();
            assertThat(whole.saved().isZero()).as("seed %d", seed).isTrue();
            Replayed cut = one(outlay, cards, "actual", Shop.hours(9, 40), List.of());
            assertThat(cut.saved().isZero()).as("seed %d, cut", seed).isTrue();
            Replayed team = one(
                    outlay,
                    cards,
                    "actual",
                    Span.EVER,
                    List.of(new Filter(Dimension.Named.POD, Set.of("a1", "a2", "a3"))));
            assertThat(team.saved().isZero()).as("seed %d, filtered", seed).isTrue();
        }
    }

    @Test
    void onDemandCostsWhatItWouldHaveAndSavesTheOpposite() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .node("n1", CapacityType.SPOT, TEN)
                .gpus("a", "n1", CapacityType.SPOT, TEN, "3")
                .open()) {
            Replayed answer = one(outlay, "on-demand");
            assertThat(answer.actual()).isEqualTo(usd("30"));
            assertThat(answer.replayed()).isEqualTo(usd("80"));
            assertThat(answer.saved()).isEqualTo(usd("-50"));
            assertThat(answer.changed()).isEqualTo(2);
        }
    }

    @Test
    void spotAddsWhatInterruptionsCostToWorkAndNothingToIdleGpus() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .gpus("a", "n1", CapacityType.ON_DEMAND, TEN, "3")
                .open()) {
            Replayed answer = one(outlay, "spot");
            // three of four GPUs worked: 22.50 of 30 USD; once in 48 hours, five minutes to save, fifteen to
            // restart
            double rate = 1 / 48.0;
            double interval = Checkpoints.ASSUMED.interval(10_000, rate);
            double extra = Math.exp(rate / 4) * Math.expm1((interval + 1 / 12.0) * rate) / rate / interval - 1;
            assertThat(answer.interruptions().amount().doubleValue()).isCloseTo(22.5 * extra, within(1e-9));
            assertThat(answer.replayed()).isEqualTo(usd("30").plus(answer.interruptions()));
            assertThat(answer.low()).isLessThan(answer.replayed());
            assertThat(answer.high()).isGreaterThan(answer.replayed());
        }
    }

    @Test
    void whatHasNoPriceThereStaysAsItWasAndIsCounted() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .gpus("a", "n1", CapacityType.ON_DEMAND, TEN, "3")
                .open()) {
            Replayed answer = one(outlay, "region:elsewhere");
            assertThat(answer.saved().isZero()).isTrue();
            assertThat(answer.changed()).isZero();
            assertThat(answer.kept()).containsExactly(Map.entry("no such price is known", 2L));
        }
    }

    @Test
    void anotherRegionIsPricedAsOfThere() throws Exception {
        try (Outlay outlay =
                Shop.withPrices().add(priceThere()).ofRun("a", "r", TEN, "2").open()) {
            Replayed answer = one(outlay, "region:there");
            assertThat(answer.actual()).isEqualTo(usd("40"));
            assertThat(answer.replayed()).isEqualTo(usd("20"));
        }
    }

    @Test
    void anIdleMachineIsGivenBackAfterTheTimeAndTakenAgain() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, Shop.hours(0, 48))
                .gpus("a", "n1", CapacityType.ON_DEMAND, Shop.hours(2, 5), "4")
                .gpus("b", "n1", CapacityType.ON_DEMAND, Shop.hours(30, 31), "1")
                .open()) {
            Replayed answer = one(outlay, "idle-off:30m");
            // held for half an hour at the start, 3.5 hours and 1.5 hours, at 8 USD an hour
            assertThat(answer.actual()).isEqualTo(usd("384"));
            assertThat(answer.replayed()).isEqualTo(usd("44"));
        }
    }

    @Test
    void aGapOverMidnightIsOneGap() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, Shop.hours(20, 30))
                .gpus("a", "n1", CapacityType.ON_DEMAND, Shop.hours(20, 23), "4")
                .gpus("b", "n1", CapacityType.ON_DEMAND, Shop.hours(25, 30), "4")
                .open()) {
            assertThat(one(outlay, "idle-off:2h").saved().isZero()).isTrue();
            // from 23:30 to 01:00 nobody held it
            assertThat(one(outlay, "idle-off:30m").saved()).isEqualTo(usd("12"));
        }
    }

    @Test
    void reservedMachinesArePaidAnyway() throws Exception {
        try (Outlay outlay = Shop.withPrices()
                .node("n1", CapacityType.RESERVED, TEN)
                .gpus("a", "n1", CapacityType.RESERVED, Shop.hours(0, 1), "4")
                .open()) {
            Replayed answer = one(outlay, "idle-off:30m");
            assertThat(answer.saved().isZero()).isTrue();
            assertThat(answer.kept()).containsKey("reserved and owned machines are paid whether they are held or not");
        }
    }

    @Test
    void workOfARunWaitsForTheCheapWindowAndOtherWorkDoesNot() throws Exception {
        RateCards cards = card(night(), null);
        try (Outlay outlay = new Yard(cards)
                .add(Shop.withPrices())
                .use("a", "train", null, Shop.hours(12, 14))
                .use("b", null, null, Shop.hours(12, 14))
                .use("c", null, null, Shop.hours(40, 48))
                .open()) {
            Replayed answer = one(outlay, cards, "off-peak:12h", Span.EVER, List.of());
            // 2 USD an hour by day and a quarter of it from 20:00 on
            assertThat(answer.saved()).isEqualTo(usd("3"));
            assertThat(answer.changed()).isEqualTo(1);
            assertThat(one(outlay, cards, "off-peak:4h", Span.EVER, List.of())
                            .saved()
                            .isZero())
                    .isTrue();
        }
    }

    @Test
    void workThatStartsLaterMayRunIntoTheNextDay() throws Exception {
        RateCards cards = card(night(), null);
        try (Outlay outlay = new Yard(cards)
                .add(Shop.withPrices())
                .use("a", "train", null, Shop.hours(16, 23))
                .use("c", null, null, Shop.hours(30, 40))
                .open()) {
            // seven hours from 20:00 on, of which three were already cheap
            Replayed answer = one(outlay, cards, "off-peak:8h", Span.EVER, List.of());
            assertThat(answer.saved()).isEqualTo(usd("6"));
        }
    }

    @Test
    void aCommitmentIsPaidWhetherUsedOrNot() throws Exception {
        try (Outlay outlay = Shop.withPrices().ofRun("a", "r", TEN, "8").open()) {
            // 8 GPUs for ten hours of a day at 2 USD; four of them at 1.10 around the clock
            Replayed answer = one(outlay, "commit:4xshop/M@1.10USD");
            assertThat(answer.actual()).isEqualTo(usd("160"));
            assertThat(answer.replayed()).isEqualTo(usd("185.60"));
        }
    }

    @Test
    void gpusThatHardlyWorkedFitOnFewerDevicesWhoseMachinesAreGivenBack() throws Exception {
        Yard yard = new Yard(RateCards.NONE);
        for (int i = 0; i < 7; i++) {
            yard.machine("m" + i, TEN).onMachine("p" + i, "m" + i, TEN, i == 6 ? "0.60" : "0.05");
        }
        try (Outlay outlay = yard.open()) {
            Replayed shared = one(outlay, "mig:1g.10gb");
            assertThat(shared.saved().isZero()).isTrue();
            assertThat(shared.kept()).containsEntry("it worked more than a slice can", 1L);
            Replayed both = one(outlay, "mig:1g.10gb+idle-off:1h");
            // six of them go on one device: five machines are given back after the first of ten hours
            Money saved = shared.actual()
                    .times(new BigDecimal("5"))
                    .times(new BigDecimal("0.9"))
                    .dividedBy(BigDecimal.valueOf(7));
            assertThat(both.saved().amount()).isCloseTo(saved.amount(), within(new BigDecimal("1e-9")));
        }
    }

    @Test
    void aPolicyThatDoesNotExistIsRefusedWithThoseThatDo() {
        assertThatThrownBy(() -> Policy.all("cheaper"))
                .hasMessageContaining("no policy is called 'cheaper'")
                .hasMessageContaining("idle-off:30m");
        assertThatThrownBy(() -> Policy.all("region")).hasMessageContaining("'region' says what");
        assertThatThrownBy(() -> Policy.all("actual+spot")).hasMessageContaining("joined with nothing");
        assertThatThrownBy(() -> Policy.all("idle-off:9d")).hasMessageContaining("up to 7d");
        assertThatThrownBy(() -> Policy.all("commit:p5")).hasMessageContaining("commit:8xH100-SXM5-80GB@2.10USD");
        assertThat(Policy.all("idle-off:60m+spot")).extracting(Policy::text).containsExactly("idle-off:1h", "spot");
    }

    private static Replayed one(Outlay outlay, String policy) {
        return one(outlay, RateCards.NONE, policy, Span.EVER, List.of());
    }

    private static Replayed one(Outlay outlay, RateCards cards, String policy, Span span, List<Filter> filters) {
        List<Replayed> answers = new Replay(outlay.ledger(), OwnerRules.NONE, Catalog.builtin(), cards)
                .of(Policy.all(policy), span, filters);
        assertThat(answers).hasSize(1);
        Replayed answer = answers.getFirst();
        assertThat(answer.savedByDay().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("the days sum to the whole")
                .isEqualByComparingTo(answer.saved().amount());
        return answer;
    }

    private static Money usd(String amount) {
        return Money.of("USD", amount);
    }

    private static Price priceThere() {
        return new Price(
                Origin.of("prices/there", "test"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "shop",
                "M",
                "there",
                null,
                CapacityType.ON_DEMAND,
                UnitPrice.of("USD", "1", PricingUnit.HOUR),
                "negotiated",
                "contract");
    }

    private static PriceWindows night() {
        return new PriceWindows(
                ZoneOffset.UTC,
                List.of(new PriceWindow(
                        "night",
                        EnumSet.allOf(DayOfWeek.class),
                        LocalTime.parse("20:00"),
                        LocalTime.parse("06:00"),
                        new BigDecimal("0.25"))),
                "day",
                BigDecimal.ONE);
    }

    private static RateCards card(PriceWindows windows, @Nullable CardCommitment commitment) {
        return new RateCards(List.of(new RateCard(
                "test",
                Span.EVER.from(),
                "agreed",
                List.of(),
                windows,
                RateCard.Priorities.NONE,
                null,
                List.of(new RateCard.Discount(CardMatch.ANYTHING, Share.of(windows.isEmpty() ? "0.07" : "0"))),
                List.of(),
                commitment == null ? List.of() : List.of(commitment),
                MigBasis.COMPUTE)));
    }

    private static CardCommitment commitment() {
        return new CardCommitment(
                "three",
                CardCommitment.Kind.RESERVED,
                new CardMatch("shop", null, null, "M", null, null),
                new BigDecimal("3"),
                UnitPrice.of("USD", "0.9", PricingUnit.GPU_HOUR),
                null,
                null,
                Span.EVER);
    }

    /// Machines, parts of GPUs, reserved and spot capacity over three days, at any second.
    private static Outlay fleet(SplittableRandom random, RateCards cards) throws Exception {
        Yard yard = new Yard(cards);
        Shop shop = Shop.withPrices();
        for (int i = 0; i < 6; i++) {
            CapacityType type = TYPES.get(random.nextInt(3));
            int from = random.nextInt(40);
            Span held = seconds(random, from, from + 4 + random.nextInt(24));
            shop.node("n" + i, type, held);
            shop.gpus("a" + i, "n" + i, type, inside(random, held), "2");
            shop.part("p" + i, "n" + i, type, inside(random, held), "0.37", "gpu-3");
            shop.part("q" + i, "n" + i, type, inside(random, held), "0.5", "gpu-3");
            shop.gpus("l" + i, null, type, inside(random, held), "3");
        }
        return yard.add(shop).open();
    }

    private static Span seconds(SplittableRandom random, int from, int to) {
        return new Span(
                Shop.DAY.plusSeconds(3600L * from + random.nextInt(3600)),
                Shop.DAY.plusSeconds(3600L * to + random.nextInt(3600)));
    }

    private static Span inside(SplittableRandom random, Span whole) {
        long length = whole.length().toSeconds();
        long from = random.nextLong(length - 2);
        return new Span(
                whole.from().plusSeconds(from),
                whole.from().plusSeconds(from + 1 + random.nextLong(length - from - 1)));
    }

    /// Usage with rate cards and on real machines.
    private static final class Yard {

        private final RateCards cards;
        private final ArrayList<Fact> facts = new ArrayList<>();

        Yard(RateCards cards) {
            this.cards = cards;
        }

        Yard add(Shop shop) {
            facts.addAll(shop.facts());
            return this;
        }

        Yard use(String id, @Nullable String run, @Nullable String node, Span span) {
            facts.add(usage(
                    id, run, new Place("shop", "here", null, "c1", node), span, Resource.GPU, null, "M", null, null));
            return this;
        }

        Yard machine(String node, Span span) {
            facts.add(usage(node, null, atlas(node), span, Resource.NODE, "p5.48xlarge", null, null, null));
            return this;
        }

        Yard onMachine(String id, String node, Span span, String worked) {
            facts.add(
                    usage(id, null, atlas(node), span, Resource.GPU, "p5.48xlarge", "H100-SXM5-80GB", "gpu-0", worked));
            return this;
        }

        private static Place atlas(String node) {
            return new Place("aws", "us-east-1", null, "atlas", node);
        }

        private static Usage usage(
                String id,
                @Nullable String run,
                Place place,
                Span span,
                Resource resource,
                @Nullable String type,
                @Nullable String gpu,
                @Nullable String device,
                @Nullable String worked) {
            return new Usage(
                    Origin.of("usage/" + id, "test"),
                    span,
                    place,
                    new Owner("ns", null, id, null, "vision", null, null, null, null, run),
                    resource,
                    type,
                    CapacityType.ON_DEMAND,
                    gpu,
                    device,
                    Sharing.EXCLUSIVE,
                    Share.WHOLE,
                    null,
                    BigDecimal.ONE,
                    worked == null ? null : Share.of(worked),
                    null,
                    Map.of());
        }

        Outlay open() throws Exception {
            var outlay = new Outlay(
                    MemoryLedger::new,
                    Catalog.builtin(),
                    InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")),
                    () -> Allocation.NONE,
                    () -> cards);
            outlay.take(new Source() {
                @Override
                public String name() {
                    return "prices";
                }

                @Override
                public Reading read(Span span) {
                    return Reading.of(facts);
                }
            });
            return outlay;
        }
    }
}
