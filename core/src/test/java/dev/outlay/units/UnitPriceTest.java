package dev.outlay.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitPriceTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:07Z");

    @Test
    void tenHoursCostTenTimesTheHour() {
        UnitPrice price = UnitPrice.of("USD", "3.06", PricingUnit.HOUR);
        assertThat(price.over(Span.of(START, Duration.ofHours(10)))).isEqualTo(Money.of("USD", "30.60"));
    }

    @Test
    void aSecondOfAPriceThatDoesNotDivideIsCutAtTheEighteenthDigit() {
        UnitPrice price = UnitPrice.of("USD", "1", PricingUnit.GPU_HOUR);
        assertThat(price.over(Span.of(START, Duration.ofSeconds(1))).amount().toPlainString())
                .startsWith("0.00027777777777777");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void howeverASpanIsCutThePiecesSumToTheWhole(long seed) {
        var random = new SplittableRandom(seed);
        UnitPrice price =
                new UnitPrice(new Money("USD", BigDecimal.valueOf(random.nextLong(1, 1L << 40), 9)), PricingUnit.HOUR);
        BigDecimal quantity = BigDecimal.valueOf(random.nextInt(1, 1000), 3);
        BigDecimal whole = BigDecimal.valueOf(random.nextInt(1, 17));
        var edges = new TreeSet<Instant>();
        for (int i = 0; i < 30; i++) {
            edges.add(START.plusNanos(1000 * random.nextLong(86_400_000_000L)));
        }
        Money sum = Money.zero("USD");
        for (Instant edge : edges) {
            Instant next = edges.higher(edge);
            sum = next == null ? sum : sum.plus(price.over(new Span(edge, next), quantity, whole));
        }
        assertThat(sum)
                .as("seed %s", seed)
                .isEqualTo(price.over(new Span(edges.first(), edges.last()), quantity, whole));
    }

    @Test
    void aPriceByTheMonthDoesNotRateTime() {
        UnitPrice price = UnitPrice.of("USD", "0.023", PricingUnit.GIB_MONTH);
        assertThatThrownBy(() -> price.over(Span.of(START, Duration.ofHours(1))))
                .hasMessageContaining("per GiB-Month does not rate time");
    }

    @Test
    void refusesANegativePrice() {
        assertThatThrownBy(() -> UnitPrice.of("USD", "-1", PricingUnit.HOUR)).hasMessageContaining("not negative");
    }
}
