package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.ledger.Price;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnedHardwareTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void thePartsSumToThePriceToTheLastDigit(long seed) {
        OwnedHardware hardware = random(seed, BigDecimal.ONE);
        for (OwnedHardware.Hourly hourly : List.of(hardware.perNodeHour(), hardware.perGpuHour())) {
            assertThat(hourly.parts().values().stream().reduce(Money.zero("EUR"), Money::plus))
                    .isEqualTo(hourly.price());
            assertThat(hourly.parts().values()).noneMatch(Money::isNegative);
        }
        List<Price> prices = hardware.prices("lab.yaml", "lab.yaml");
        assertThat(prices.stream().map(price -> price.origin().id()).distinct()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void allMoneyTimesAFactorIsThePriceTimesTheFactor(long seed) {
        BigDecimal factor = BigDecimal.valueOf(seed + 1);
        assertThat(random(seed, factor).perGpuHour().price().amount())
                .isCloseTo(
                        random(seed, BigDecimal.ONE)
                                .perGpuHour()
                                .price()
                                .times(factor)
                                .amount(),
                        within(new BigDecimal("1e-16")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theExpectedHoursTimesThePriceIsTheYearlyCost(long seed) {
        OwnedHardware hardware = random(seed, BigDecimal.ONE);
        BigDecimal hours = OwnedHardware.HOURS_OF_A_YEAR
                .multiply(hardware.availability())
                .multiply(hardware.utilization())
                .multiply(hardware.costs().lifeYears())
                .multiply(BigDecimal.valueOf(hardware.nodes()));
        BigDecimal life =
                hardware
                        .costs()
                        .overLife(hardware.nodes(), hardware.gpusPerNode(), hardware.availability())
                        .values()
                        .stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(hardware.perNodeHour().price().amount().multiply(hours))
                .isCloseTo(life, within(new BigDecimal("1e-10")));
    }

    private static OwnedHardware random(long seed, BigDecimal factor) {
        var random = new SplittableRandom(seed);
        return new OwnedHardware(
                "card",
                "lab",
                null,
                "server",
                "H100-SXM5-80GB",
                LocalDate.parse("2026-10-01"),
                random.nextInt(1, 9),
                random.nextInt(1, 9),
                new HardwareCosts(
                        money(random.nextInt(50_000, 400_000), factor),
                        money(random.nextInt(0, 50_000), factor),
                        BigDecimal.valueOf(random.nextInt(2, 8)),
                        BigDecimal.valueOf(random.nextInt(0, 90), 1),
                        BigDecimal.valueOf(random.nextInt(0, 90), 1),
                        BigDecimal.valueOf(random.nextInt(70, 1_001)),
                        BigDecimal.valueOf(random.nextInt(0, 3_001)),
                        BigDecimal.valueOf(random.nextInt(1, 100), 2),
                        BigDecimal.valueOf(random.nextInt(100, 200), 2),
                        new Money(
                                "EUR",
                                BigDecimal.valueOf(random.nextInt(1, 400), 3).multiply(factor)),
                        money(random.nextInt(5_000), factor),
                        money(random.nextInt(5_000), factor),
                        money(random.nextInt(5_000), factor)),
                BigDecimal.valueOf(random.nextInt(1, 101), 2),
                BigDecimal.valueOf(random.nextInt(1, 101), 2));
    }

    private static Money money(int amount, BigDecimal factor) {
        return new Money("EUR", BigDecimal.valueOf(amount).multiply(factor));
    }
}
