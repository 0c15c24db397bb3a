package dev.outlay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {

    @ParameterizedTest
    @EnumSource
    void noSignalIsNegative(Signal signal) {
        assertThatThrownBy(() -> sample(Map.of(signal, new BigDecimal("-0.1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(signal.text() + " cannot be -0.1");
    }

    @ParameterizedTest
    @EnumSource
    void onlyPowerAndWhatIsMeasuredAgainstARequestMayBeAboveOne(Signal signal) {
        boolean mayBe =
                signal == Signal.POWER || signal == Signal.CPU_UTILIZATION || signal == Signal.MEMORY_UTILIZATION;
        assertThat(signal.canBe(new BigDecimal("1.1"))).isEqualTo(mayBe);
        assertThat(signal.canBe(BigDecimal.ONE)).isTrue();
    }

    @Test
    void aSampleWithoutAValueIsNone() {
        assertThatThrownBy(() -> sample(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aSignalIsReadAsItIsWritten(Signal signal) {
        assertThat(Signal.of(signal.text())).isEqualTo(signal);
    }

    private static Sample sample(Map<Signal, BigDecimal> values) {
        return new Sample(
                Origin.of("sample/1", "test"), SampleFacts.HOUR, Place.UNKNOWN, Owner.UNKNOWN, null, null, values);
    }
}
