package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class HoursOfDayTest {

    @Test
    void aValueCountsInTheHoursInWhichItHeldForAsLongAsItDid() {
        var hours = new HoursOfDay();
        hours.add(new BigDecimal("4"), span("2026-10-01T10:30:00Z", "2026-10-01T12:15:00Z"));
        hours.add(new BigDecimal("10"), span("2026-10-02T10:00:00Z", "2026-10-02T10:30:00Z"));

        assertThat(hours.of(9).mean()).isEmpty();
        assertThat(hours.of(9).lowest()).isNull();
        assertThat(hours.of(10).mean()).hasValue(new BigDecimal("7"));
        assertThat(hours.of(10).lowest()).isEqualTo("4");
        assertThat(hours.of(10).highest()).isEqualTo("10");
        assertThat(hours.of(11).weighted().seconds()).isEqualByComparingTo("3600");
        assertThat(hours.of(12).weighted().seconds()).isEqualByComparingTo("900");
        assertThat(hours.of(13).mean()).isEmpty();
    }

    @Test
    void howeverASpanIsCutTheHoursAreTheSame() {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Instant start = Instant.parse("2026-10-01T00:00:00Z");
        for (int round = 0; round < 50; round++) {
            Instant from = start.plusSeconds(chance.nextInt(100_000));
            Instant to = from.plusSeconds(1 + chance.nextInt(900_000));
            Instant middle = from.plusSeconds(1 + chance.nextLong(to.getEpochSecond() - from.getEpochSecond()));
            var whole = new HoursOfDay();
            whole.add(new BigDecimal("3.25"), new Span(from, to));
            var pieces = new HoursOfDay();
            pieces.add(new BigDecimal("3.25"), new Span(from, middle));
            if (middle.isBefore(to)) {
                pieces.add(new BigDecimal("3.25"), new Span(middle, to));
            }
            for (int hour = 0; hour < HoursOfDay.HOURS; hour++) {
                assertThat(pieces.of(hour).weighted())
                        .as("hour %s of %s to %s, cut at %s", hour, from, to, middle)
                        .isEqualTo(whole.of(hour).weighted());
            }
        }
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
