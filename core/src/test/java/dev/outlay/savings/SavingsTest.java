package dev.outlay.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.report.Parameters;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SavingsTest {

    private static final Span TEN = Shop.hours(0, 10);

    @Test
    void spotSavesTheDifferenceToTheOnDemandPriceIdleIncluded() throws Exception {
        Savings savings = Shop.withPrices()
                .node("n1", CapacityType.SPOT, TEN)
                .gpus("a", "n1", CapacityType.SPOT, TEN, "3")
                .savings(Span.EVER);
        assertLine(savings, Step.SPOT, "80", "30");
        assertThat(only(savings).cost()).isEqualTo(usd("30"));
        assertThat(line(savings, Step.SPOT).compared()).isEqualTo(2);
        assertThat(line(savings, Step.SPOT).bases()).containsKey("prices/box/ON_DEMAND/null, 2026-01-01");
    }

    @Test
    void reservedCapacitySavesAsACommitmentAndIsNotScaled() throws Exception {
        Savings savings = Shop.withPrices()
                .gpus("a", null, CapacityType.RESERVED, TEN, "4")
                .savings(Span.EVER);
        assertLine(savings, Step.COMMITMENTS, "80", "50");
        assertThat(line(savings, Step.AUTOSCALING).compared()).isZero();
        assertThat(savings.notCompared().get(Step.AUTOSCALING))
                .containsEntry("reserved capacity is paid whether it is held or not", 1L);
    }

    @Test
    void twoHalvesOfADeviceSaveOneDevice() throws Exception {
        Savings savings = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .part("a", "n1", CapacityType.ON_DEMAND, TEN, "0.5", "gpu-0")
                .part("b", "n1", CapacityType.ON_DEMAND, TEN, "0.25", "gpu-0")
                .savings(Span.EVER);
        // one device of four costs 2 USD an hour; both holders alone would have held two
        assertLine(savings, Step.SHARING, "40", "20");
    }

    @Test
    void aLoneHolderOfAQuarterSavesNothingWhereTheRestStandsIdle() throws Exception {
        Savings savings = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .part("a", "n1", CapacityType.ON_DEMAND, TEN, "0.25", "gpu-0")
                .savings(Span.EVER);
        assertLine(savings, Step.SHARING, "20", "20");
    }

    @Test
    void holdersThatOverlapForAnHourSaveThatHour() throws Exception {
        Savings savings = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .part("a", "n1", CapacityType.ON_DEMAND, Shop.hours(0, 5), "0.5", "gpu-0")
                .part("b", "n1", CapacityType.ON_DEMAND, Shop.hours(4, 8), "0.5", "gpu-0")
                .savings(Span.EVER);
        assertLine(savings, Step.SHARING, "18", "16");
    }

    @Test
    void withoutTheMachinesRowAHolderIsComparedWithWhatItPaid() throws Exception {
        Savings savings = Shop.withPrices()
                .part("a", null, CapacityType.SPOT, TEN, "0.25", null)
                .savings(Span.EVER);
        assertLine(savings, Step.SPOT, "5", "1.875");
        assertLine(savings, Step.SHARING, "20", "5");
    }

    @Test
    void aSharedDeviceWithoutANameIsNotCompared() throws Exception {
        Savings savings = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .part("a", "n1", CapacityType.ON_DEMAND, TEN, "0.25", null)
                .savings(Span.EVER);
        assertThat(savings.notCompared().get(Step.SHARING)).containsEntry("its device is not named", 1L);
    }

    @Test
    void aFixedFleetOfThePeakCostsTheHoursThatNobodyHeld() throws Exception {
        Savings savings = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .node("n2", CapacityType.ON_DEMAND, Shop.hours(2, 4))
                .savings(Span.EVER);
        // the peak is 8 GPUs for 10 hours; 4 x 10 + 4 x 2 were held at 2 USD each
        assertLine(savings, Step.AUTOSCALING, "160", "96");
        assertThat(line(savings, Step.AUTOSCALING).low()).isEqualTo(usd("64"));
        assertThat(line(savings, Step.AUTOSCALING).bases()).containsKey("peak of 8 x M in c1");
    }

    @Test
    void aMachineThatWasHeldToTheFullCountsInTheFleet() throws Exception {
        Savings savings = Shop.withPrices()
                .node("n1", CapacityType.ON_DEMAND, TEN)
                .gpus("a", "n1", CapacityType.ON_DEMAND, TEN, "4")
                .node("n2", CapacityType.ON_DEMAND, Shop.hours(2, 4))
                .gpus("b", "n2", CapacityType.ON_DEMAND, Shop.hours(2, 4), "4")
                .savings(Span.EVER);
        assertLine(savings, Step.AUTOSCALING, "160", "96");
    }

    @Test
    void aSpotPriceWithoutAnOnDemandOneIsCountedAndNotGuessed() throws Exception {
        Savings savings = new Shop()
                .price("M", CapacityType.SPOT, null, new BigDecimal("0.75"))
                .gpus("a", null, CapacityType.SPOT, TEN, "4")
                .savings(Span.EVER);
        assertLine(savings, Step.SPOT, "0", "0");
        assertThat(savings.notCompared().get(Step.SPOT)).containsEntry("no on-demand price of M in here", 1L);
        assertThat(only(savings).cost()).isEqualTo(usd("30"));
    }

    @Test
    void theIntervalIsTheSpreadOfTheOnDemandPricesOfTheZones() throws Exception {
        Savings savings = Shop.withPrices()
                .price("box", CapacityType.ON_DEMAND, "here-a", new BigDecimal("7"))
                .price("box", CapacityType.ON_DEMAND, "here-b", new BigDecimal("10"))
                .node("n1", CapacityType.SPOT, TEN)
                .savings(Span.EVER);
        assertLine(savings, Step.SPOT, "80", "30");
        assertThat(line(savings, Step.SPOT).low()).isEqualTo(usd("40"));
        assertThat(line(savings, Step.SPOT).high()).isEqualTo(usd("70"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theStepsTelescopeFromTheBaselineToWhatCostReports(long seed) throws Exception {
        Shop shop = random(seed, BigDecimal.ONE);
        try (Outlay outlay = shop.open()) {
            for (Span span : List.of(Span.EVER, Shop.hours(5, 40), Shop.hours(24, 72))) {
                Savings savings = new Counterfactuals(outlay.ledger(), Catalog.builtin()).over(span, List.of());
                if (savings.currencies().isEmpty()) {
                    assertThat(total(outlay, span)).isEqualByComparingTo("0");
                    continue;
                }
                CurrencySavings usd = only(savings);
                BigDecimal left = usd.baseline().amount();
                for (Saving line : usd.lines()) {
                    left = left.subtract(line.saved().amount());
                    BigDecimal days = line.byDay().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat(days).isEqualByComparingTo(line.saved().amount());
                    assertThat(line.low()).isLessThanOrEqualTo(line.saved());
                    assertThat(line.high()).isGreaterThanOrEqualTo(line.saved());
                }
                assertThat(left).isEqualByComparingTo(usd.cost().amount());
                assertThat(usd.cost().amount()).isEqualByComparingTo(total(outlay, span));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void pricesTimesAFactorGiveSavingsTimesTheFactor(long seed) throws Exception {
        BigDecimal factor = BigDecimal.valueOf(seed + 2);
        CurrencySavings once = only(random(seed, BigDecimal.ONE).savings(Span.EVER));
        CurrencySavings scaled = only(random(seed, factor).savings(Span.EVER));
        // prices are read off a meter of 18 digits, so the last of them may differ once a charge
        BigDecimal tolerance = new BigDecimal("1e-14");
        assertThat(scaled.baseline().amount())
                .isCloseTo(once.baseline().times(factor).amount(), within(tolerance));
        for (int i = 0; i < once.lines().size(); i++) {
            assertThat(scaled.lines().get(i).saved().amount())
                    .isCloseTo(once.lines().get(i).saved().times(factor).amount(), within(tolerance));
        }
    }

    @Test
    void aYearOfEvenDaysHasNoSpreadAndUnevenDaysHaveTheSameOneEveryTime() {
        LocalDate first = LocalDate.parse("2026-10-01");
        var even = new TreeMap<LocalDate, BigDecimal>();
        var uneven = new TreeMap<LocalDate, BigDecimal>();
        for (int day = 0; day < 28; day++) {
            even.put(first.plusDays(day), BigDecimal.TEN);
            uneven.put(first.plusDays(day), BigDecimal.valueOf(day % 9));
        }
        Projection flat = Projection.of("USD", even, first, first.plusDays(27)).orElseThrow();
        assertThat(List.of(flat.low(), flat.year(), flat.high())).containsOnly(usd("3650"));
        Projection once =
                Projection.of("USD", uneven, first, first.plusDays(27)).orElseThrow();
        assertThat(once.low()).isLessThan(once.year());
        assertThat(once.high()).isGreaterThan(once.year());
        assertThat(Projection.of("USD", uneven, first, first.plusDays(27))).contains(once);
        assertThat(Projection.of("USD", even, first, first)).isEmpty();
    }

    private static BigDecimal total(Outlay outlay, Span span) {
        Parameters asked = span.equals(Span.EVER)
                ? Parameters.NONE
                : Parameters.of("from", span.from().toString(), "to", span.to().toString());
        return new BigDecimal(
                Objects.requireNonNull(outlay.answer("cost", asked).heading().get("total")));
    }

    private static Shop random(long seed, BigDecimal factor) {
        var random = new SplittableRandom(seed);
        Shop shop = Shop.withPrices(factor);
        CapacityType[] types = {CapacityType.ON_DEMAND, CapacityType.SPOT, CapacityType.RESERVED};
        for (int node = 0; node < 6; node++) {
            CapacityType type = types[random.nextInt(types.length)];
            Span held = random(random, 80);
            String name = "n" + node;
            boolean row = random.nextInt(3) > 0;
            if (row) {
                shop.node(name, type, held);
            }
            for (int device = 0; device < 3; device++) {
                List<String> shares = new ArrayList<>(List.of("0.3", "0.5", "0.2"));
                for (int holder = 0; holder < random.nextInt(1, 4); holder++) {
                    Span part = held.intersection(random(random, 80)).orElse(held);
                    String id = name + "-" + device + "-" + holder;
                    shop.part(id, row ? name : null, type, part, shares.get(holder), "gpu-" + device);
                }
            }
            shop.gpus(name + "-alone", row ? name : null, type, held, "1");
        }
        return shop;
    }

    private static Span random(SplittableRandom random, int hours) {
        long start = random.nextLong(hours * 3600L - 1);
        return Span.of(Shop.DAY.plusSeconds(start), Duration.ofSeconds(random.nextLong(1, hours * 3600L - start + 1)));
    }

    private static void assertLine(Savings savings, Step step, String baseline, String actual) {
        assertThat(line(savings, step).baseline()).isEqualTo(usd(baseline));
        assertThat(line(savings, step).actual()).isEqualTo(usd(actual));
    }

    private static Saving line(Savings savings, Step step) {
        return only(savings).lines().stream()
                .filter(line -> line.step() == step)
                .findFirst()
                .orElseThrow();
    }

    private static CurrencySavings only(Savings savings) {
        assertThat(savings.currencies()).hasSize(1);
        return savings.currencies().getFirst();
    }

    private static Money usd(String amount) {
        return Money.of("USD", amount);
    }
}
