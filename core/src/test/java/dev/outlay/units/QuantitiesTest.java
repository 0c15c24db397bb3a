package dev.outlay.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {

    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

    @Test
    void refusesASpanThatDoesNotEndAfterItStarts() {
        assertThatThrownBy(() -> new Span(NOON, NOON))
                .hasMessage("a span must end after it starts: 2026-10-01T12:00:00Z to 2026-10-01T12:00:00Z");
    }

    @Test
    void spansThatOnlyTouchShareNothing() {
        Span morning = new Span(NOON.minusSeconds(60), NOON);
        assertThat(morning.intersection(new Span(NOON, NOON.plusSeconds(60)))).isEmpty();
        assertThat(morning.contains(NOON)).isFalse();
    }

    @Test
    void aDayIsTwentyFourHours() {
        assertThat(Span.dayOf(NOON).hours()).isEqualByComparingTo("24");
        assertThat(Span.dayOf(NOON).from()).isEqualTo("2026-10-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.000001"})
    void refusesAShareOutsideZeroToOne(String value) {
        assertThatThrownBy(() -> Share.of(value)).hasMessageContaining("between 0 and 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,000", "$5", "NaN", "", "0x10", "1e999999999", "1e-2000000000"})
    void refusesWhatIsNoPlainDecimal(String text) {
        assertThatThrownBy(() -> Decimals.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesDecimalsInFullWithoutTrailingZeros() {
        assertThat(Decimals.text(new BigDecimal("20.520226728990"))).isEqualTo("20.52022672899");
        assertThat(Decimals.text(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(Decimals.text(new BigDecimal("0.000"))).isEqualTo("0");
    }

    @Test
    void energyTimesIntensityIsEmissions() {
        KilowattHours energy = KilowattHours.ofWatts(new BigDecimal("300"), BigDecimal.TEN);
        assertThat(energy).isEqualTo(KilowattHours.of("3"));
        assertThat(energy.at(new BigDecimal("323.05")).kilograms()).isEqualByComparingTo("0.96915");
    }

    @Test
    void convertsMoneyAtARateThatNamesItsDayAndSource() {
        var fx = new Fx("EUR", "USD", new BigDecimal("1.1"), LocalDate.parse("2026-10-01"), "ECB reference rates");
        assertThat(fx.convert(Money.of("EUR", "10"))).isEqualTo(Money.of("USD", "11"));
        assertThatThrownBy(() -> fx.convert(Money.of("USD", "10"))).hasMessageContaining("from EUR to USD");
    }
}
