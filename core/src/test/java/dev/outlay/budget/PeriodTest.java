package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // the clocks go back on 25 October 2026, so that October begins at 22:00 UTC and ends at 23:00
        "month, Europe/Berlin, 2026-10-31T22:59:59Z, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
        "month, UTC, 2026-10-01T00:00:00Z, 2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z",
        "month, Asia/Kolkata, 2026-10-31T18:30:00Z, 2026-10-31T18:30:00Z, 2026-11-30T18:30:00Z",
        "quarter, UTC, 2026-11-22T00:00:00Z, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "quarter, America/New_York, 2026-04-01T03:59:59Z, 2026-01-01T05:00:00Z, 2026-04-01T04:00:00Z",
        "year, UTC, 2026-11-22T00:00:00Z, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z"
    })
    void aPeriodOfTheCalendarIsThatOfTheZone(String cycle, String zone, Instant at, Instant from, Instant to) {
        var period = new Period(Period.cycle(cycle), null, null);
        assertThat(period.around(at, ZoneId.of(zone))).contains(new Span(from, to));
    }

    @Test
    void daysAreCountedFromTheirFirstDay() {
        var weeks = new Period(Period.cycle("7 days"), LocalDate.of(2026, 10, 5), null);
        assertThat(weeks.around(Instant.parse("2026-10-26T12:00:00Z"), BERLIN))
                .contains(new Span(Instant.parse("2026-10-25T23:00:00Z"), Instant.parse("2026-11-01T23:00:00Z")));
        assertThat(weeks.around(Instant.parse("2026-10-04T21:59:59Z"), BERLIN)).isEmpty();
    }

    @Test
    void onceHoldsFromItsFirstDayToItsLast() {
        var once = new Period(Period.cycle("once"), LocalDate.of(2026, 3, 1), LocalDate.of(2026, 6, 1));
        ZoneId utc = ZoneId.of("UTC");
        Span whole = new Span(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(once.around(Instant.parse("2026-05-31T23:59:59Z"), utc)).contains(whole);
        assertThat(once.around(Instant.parse("2026-06-01T00:00:00Z"), utc)).isEmpty();
        assertThat(once.latest(Instant.parse("2027-01-01T00:00:00Z"), utc)).contains(whole);
        assertThat(once.latest(Instant.parse("2026-02-01T00:00:00Z"), utc)).isEmpty();
        assertThat(once.hasEnded(Instant.parse("2026-05-31T23:59:59Z"), utc)).isFalse();
        assertThat(once.hasEnded(Instant.parse("2026-06-01T00:00:00Z"), utc)).isTrue();
    }

    @Test
    void aBudgetThatBeginsOrEndsWithinAPeriodCutsIt() {
        var period = new Period(Period.Calendar.MONTH, LocalDate.of(2026, 10, 10), LocalDate.of(2026, 11, 20));
        ZoneId utc = ZoneId.of("UTC");
        assertThat(period.around(Instant.parse("2026-10-15T00:00:00Z"), utc))
                .contains(new Span(Instant.parse("2026-10-10T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(period.around(Instant.parse("2026-11-15T00:00:00Z"), utc))
                .contains(new Span(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-20T00:00:00Z")));
    }

    @Test
    void periodsLieSideBySideWithoutAGapInEveryZone() {
        Random random = new Random(5);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        List<String> cycles = List.of("month", "quarter", "year", "1 day", "7 days", "90 days");
        for (int i = 0; i < 2_000; i++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var period =
                    new Period(Period.cycle(cycles.get(random.nextInt(cycles.size()))), LocalDate.of(2020, 1, 1), null);
            Instant at = Instant.parse("2021-02-03T00:00:00Z").plusSeconds(random.nextInt(250_000_000));
            Span span = period.around(at, zone).orElseThrow();
            assertThat(span.contains(at)).as("%s %s %s", period, zone, at).isTrue();
            assertThat(period.around(span.to(), zone).map(Span::from))
                    .as("%s %s %s", period, zone, at)
                    .contains(span.to());
            Optional<Span> before = period.before(span, zone);
            assertThat(before.map(Span::to)).as("%s %s %s", period, zone, at).contains(span.from());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fortnight | month, quarter, year",
                "week | 7 days",
                "0 days | from 1 to 3660",
                "9999 days | from 1"
            })
    void anUnknownPeriodSaysWhatThereIs(String text, String said) {
        assertThatThrownBy(() -> Period.cycle(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void daysWithoutAFirstOneAndOnceWithoutEndsAreRefused() {
        assertThatThrownBy(() -> new Period(Period.cycle("7 days"), null, null)).hasMessageContaining("add from");
        assertThatThrownBy(() -> new Period(Period.Once.ONCE, LocalDate.of(2026, 1, 1), null))
                .hasMessageContaining("from and to");
        assertThatThrownBy(() -> new Period(Period.Calendar.MONTH, LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 2)))
                .hasMessageContaining("ends after it begins");
    }

    @Test
    void aZoneThatDoesNotExistNamesThoseThatAreNear() {
        assertThat(Zones.of("Europe/Berlin")).isEqualTo(BERLIN);
        assertThatThrownBy(() -> Zones.of("Europe/Berlim"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no time zone Europe/Berlim")
                .hasMessageContaining("Europe/Berlin");
    }
}
