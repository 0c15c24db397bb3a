package dev.outlay.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneyTest {

    @Test
    void addsExactly() {
        assertThat(Money.of("USD", "0.1").plus(Money.of("USD", "0.2"))).isEqualTo(Money.of("USD", "0.30"));
    }

    @Test
    void refusesToMixCurrencies() {
        assertThatThrownBy(() -> Money.of("EUR", "1").plus(Money.of("USD", "1")))
                .hasMessage("cannot add USD and EUR: convert one of them first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd", "US", "USDT", "", "U$D"})
    void refusesWhatIsNoCurrency(String currency) {
        assertThatThrownBy(() -> Money.of(currency, "1")).hasMessageContaining("three upper-case letters");
    }

    @Test
    void holdsEighteenFractionalDigitsAndNoMore() {
        assertThat(Money.of("USD", "0.000000000000000001").amount()).isEqualByComparingTo("1e-18");
        assertThatThrownBy(() -> Money.of("USD", "0.0000000000000000001")).hasMessageContaining("18 fractional digits");
    }

    @Test
    void printsAtLeastTwoDigitsAndNeverAnExponent() {
        assertThat(Money.of("USD", "30.6")).hasToString("30.60 USD");
        assertThat(Money.of("USD", "8e-7")).hasToString("0.0000008 USD");
        assertThat(Money.of("USD", "1e3")).hasToString("1000.00 USD");
    }

    @Test
    void splitsAHundredThreeWaysSoThatTheFirstGetsTheLastDigit() {
        List<Money> parts = Money.of("USD", "100").split(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
        assertThat(parts)
                .containsExactly(
                        Money.of("USD", "33.333333333333333334"),
                        Money.of("USD", "33.333333333333333333"),
                        Money.of("USD", "33.333333333333333333"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anySplitSumsToTheWholeToTheLastDigit(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            Money whole =
                    new Money("USD", BigDecimal.valueOf(random.nextLong(-1L << 50, 1L << 50), random.nextInt(19)));
            List<BigDecimal> weights = new ArrayList<>(List.of(BigDecimal.ONE));
            for (int i = random.nextInt(12); i > 0; i--) {
                weights.add(BigDecimal.valueOf(random.nextInt(1000), random.nextInt(4)));
            }
            Money sum = whole.split(weights).stream().reduce(Money.zero("USD"), Money::plus);
            assertThat(sum).as("seed %s: %s by %s", seed, whole, weights).isEqualTo(whole);
        }
    }

    @Test
    void refusesToSplitByNothing() {
        assertThatThrownBy(() -> Money.of("USD", "1").split(List.of(BigDecimal.ZERO)))
                .hasMessageContaining("not all zero");
    }
}
