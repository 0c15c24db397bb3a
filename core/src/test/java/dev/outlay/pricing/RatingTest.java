package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RatingTest {

    private static final Span DAY = Uses.span("2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z");
    private static final Span MORNING = Uses.span("2026-10-05T00:00:00Z", "2026-10-05T10:00:00Z");
    private static final Price PRICE = Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z");

    @Test
    void aGpuCostsItsPartOfTheMachine() {
        List<Charge> charges = rate(List.of(PRICE), List.of(Uses.gpus("a", "n1", MORNING, "2", "1")));
        assertThat(charges).hasSize(1);
        assertThat(charges.getFirst().costs().effective()).isEqualTo(Money.of("USD", "80"));
        assertThat(charges.getFirst().use().gpuSeconds()).isEqualByComparingTo("72000");
        assertThat(Objects.requireNonNull(charges.getFirst().ratedBy()).source())
                .isEqualTo("contract 7");
    }

    @Test
    void aFractionOfAGpuCostsThatFraction() {
        List<Charge> charges = rate(List.of(PRICE), List.of(Uses.gpus("a", "n1", MORNING, "1", "0.46")));
        assertThat(charges.getFirst().costs().effective()).isEqualTo(Money.of("USD", "18.40"));
    }

    @Test
    void whatNobodyHeldOfANodeIsIdle() {
        List<Charge> charges =
                rate(List.of(PRICE), List.of(Uses.node("n", "n1", DAY), Uses.gpus("a", "n1", MORNING, "8", "1")));
        Charge idle = charges.stream()
                .filter(charge -> charge.use().idle())
                .findFirst()
                .orElseThrow();
        assertThat(idle.costs().effective()).isEqualTo(Money.of("USD", "448"));
        assertThat(idle.use().gpuSeconds()).isEqualByComparingTo(new BigDecimal(14 * 3600 * 8));
    }

    @Test
    void aUseWithoutAPriceIsUnpricedAndStillCounted() {
        Usage unknown =
                Uses.usage("a", "n1", MORNING, Resource.GPU, BigDecimal.TWO, Share.WHOLE, "no-such-machine", null);
        List<Charge> charges = rate(List.of(), List.of(unknown));
        assertThat(charges.getFirst().costs().priced()).isFalse();
        assertThat(charges.getFirst().use().gpuSeconds()).isEqualByComparingTo("72000");
    }

    @Test
    void aGpuThatDoesNotNameItsMachineTakesItFromTheNodesRow() {
        Usage unsaid = Uses.usage("a", "n1", MORNING, Resource.GPU, BigDecimal.ONE, Share.WHOLE, null, null);
        List<Charge> charges = rate(List.of(PRICE), List.of(unsaid, Uses.node("n", "n1", DAY)));
        assertThat(charges.getFirst().costs().effective()).isEqualTo(Money.of("USD", "40"));
    }

    @Test
    void aNegotiatedPriceOfAGpuModelWinsOverTheListPriceOfItsMachine() {
        Price negotiated = Uses.price(Uses.MODEL, "1.50", PricingUnit.GPU_HOUR, "2026-01-01T00:00:00Z");
        List<Charge> charges =
                rate(List.of(negotiated), List.of(Uses.node("n", "n1", DAY), Uses.gpus("a", "n1", MORNING, "2", "1")));
        assertThat(charges.getFirst().costs().effective()).isEqualTo(Money.of("USD", "30"));
        assertThat(sum(charges)).isEqualTo(Money.of("USD", "288"));
    }

    @Test
    void anHourOfAGpuModelIsAnHourOfOneGpu() {
        Price model = Uses.price(Uses.MODEL, "2", PricingUnit.HOUR, "2026-01-01T00:00:00Z");
        List<Charge> charges = rate(List.of(model), List.of(Uses.gpus("a", "n1", MORNING, "3", "1")));
        assertThat(charges.getFirst().costs().effective()).isEqualTo(Money.of("USD", "60"));
    }

    @Test
    void aMachineThatOnlyItsOwnerKnowsIsSharedByTheGpusOfItsRow() {
        Price own = Uses.price("dgx", "16", PricingUnit.HOUR, "2026-01-01T00:00:00Z");
        Usage gpus = Uses.usage("a", "n1", MORNING, Resource.GPU, BigDecimal.TWO, Share.WHOLE, "dgx", null);
        Usage node = new Usage(
                Origin.of("usage/n", "test"),
                DAY,
                gpus.place(),
                Owner.UNKNOWN,
                Resource.NODE,
                "dgx",
                CapacityType.ON_DEMAND,
                Uses.MODEL,
                null,
                null,
                Share.WHOLE,
                null,
                BigDecimal.valueOf(8),
                null,
                null,
                Map.of());
        List<Charge> charges = rate(List.of(own), List.of(node, gpus));
        assertThat(charges.getFirst().costs().effective()).isEqualTo(Money.of("USD", "40"));
        assertThat(sum(charges)).isEqualTo(Money.of("USD", "384"));
    }

    @Test
    void aPriceThatChangesAtNoonRatesEachHalfAtItsOwn() {
        Price later = Uses.price(Uses.MACHINE, "16", PricingUnit.HOUR, "2026-10-05T12:00:00Z");
        List<Charge> charges = rate(List.of(later, PRICE), List.of(Uses.gpus("a", "n1", DAY, "8", "1")));
        assertThat(charges)
                .extracting(charge -> charge.costs().effective())
                .containsExactly(Money.of("USD", "384"), Money.of("USD", "192"));
    }

    @Test
    void measuredEnergyIsSpreadOverTheDaysAndCountedAsMeasured() {
        Span twoDays = Uses.span("2026-10-04T12:00:00Z", "2026-10-05T12:00:00Z");
        Usage measured = Uses.usage(
                "a", "n1", twoDays, Resource.GPU, BigDecimal.ONE, Share.WHOLE, Uses.MACHINE, KilowattHours.of("7"));
        Charge charge = rate(List.of(PRICE), List.of(measured)).getFirst();
        assertThat(charge.use().energyKwh()).isEqualByComparingTo("3.5");
        assertThat(charge.use().measured()).isTrue();
        assertThat(charge.use().emissionsGrams()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void usedAndIdleOfANodeSumToItsPriceToTheLastDigitHoweverTimeIsCut(long seed) {
        var random = new SplittableRandom(seed);
        List<Usage> usages = new ArrayList<>(List.of(Uses.node("node", "n1", DAY)));
        for (int device = 0; device < 8; device++) {
            long start = random.nextLong(40_000);
            long length = random.nextLong(1, 40_000);
            Span span = new Span(DAY.from().plusSeconds(start), DAY.from().plusSeconds(start + length));
            usages.add(Uses.gpus("pod-" + device, "n1", span, "1", random.nextBoolean() ? "1" : "0.3"));
        }
        Price odd = Uses.price(Uses.MACHINE, "21.957645331", PricingUnit.HOUR, "2026-01-01T00:00:00Z");
        Price change = Uses.price(Uses.MACHINE, "19.31", PricingUnit.HOUR, "2026-10-05T07:13:11Z");
        Money whole = sum(rate(List.of(odd, change), List.of(usages.getFirst())));
        Collections.shuffle(usages, new Random(seed));

        assertThat(sum(rate(List.of(odd, change), usages))).as("seed %s", seed).isEqualTo(whole);

        Span first = new Span(DAY.from(), DAY.from().plusSeconds(random.nextLong(1, 86_400)));
        var rating = new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), List.of(odd, change)));
        List<Charge> cut = new ArrayList<>(rating.rate(usages, first).charges());
        cut.addAll(rating.rate(usages, new Span(first.to(), DAY.to())).charges());
        assertThat(sum(cut)).as("seed %s, cut at %s", seed, first.to()).isEqualTo(whole);
    }

    private static List<Charge> rate(List<Price> prices, List<Usage> usages) {
        return new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), prices))
                .rate(usages, DAY)
                .charges();
    }

    private static Money sum(List<Charge> charges) {
        return charges.stream()
                .map(charge -> Objects.requireNonNull(charge.costs().effective()))
                .reduce(Money.zero("USD"), Money::plus);
    }
}
