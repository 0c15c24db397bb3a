package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PriceWindowsTest {

    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @Test
    void aDayInWhichTheClockIsPutForwardLosesTheSkippedHourOfItsWindow() {
        PriceWindows night = windows("America/New_York", window("night", EVERY_DAY, "01:30", "02:30"));
        // the clock goes from 02:00 to 03:00 at 07:00 UTC
        assertThat(texts(night.over(Uses.span("2026-03-08T06:00:00Z", "2026-03-08T08:00:00Z"))))
                .containsExactly(
                        "2026-03-08T06:00:00Z to 2026-03-08T06:30:00Z rest",
                        "2026-03-08T06:30:00Z to 2026-03-08T07:00:00Z night",
                        "2026-03-08T07:00:00Z to 2026-03-08T08:00:00Z rest");
    }

    @Test
    void aDayInWhichTheClockIsPutBackHasTheHourTwice() {
        PriceWindows night = windows("Europe/Berlin", window("night", EVERY_DAY, "02:30", "03:30"));
        // at 01:00 UTC the clock goes from 03:00 back to 02:00
        assertThat(texts(night.over(Uses.span("2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"))))
                .containsExactly(
                        "2026-10-25T00:00:00Z to 2026-10-25T00:30:00Z rest",
                        "2026-10-25T00:30:00Z to 2026-10-25T01:00:00Z night",
                        "2026-10-25T01:00:00Z to 2026-10-25T01:30:00Z rest",
                        "2026-10-25T01:30:00Z to 2026-10-25T02:30:00Z night",
                        "2026-10-25T02:30:00Z to 2026-10-25T03:00:00Z rest");
    }

    @Test
    void theWeekendInTokyoBeginsAtItsOwnMidnight() {
        PriceWindows weekend = windows(
                "Asia/Tokyo", window("weekend", EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "00:00", "00:00"));
        assertThat(texts(weekend.over(Uses.span("2026-10-09T00:00:00Z", "2026-10-13T00:00:00Z"))))
                .containsExactly(
                        "2026-10-09T00:00:00Z to 2026-10-09T15:00:00Z rest",
                        "2026-10-09T15:00:00Z to 2026-10-11T15:00:00Z weekend",
                        "2026-10-11T15:00:00Z to 2026-10-13T00:00:00Z rest");
    }

    @Test
    void aWindowOverMidnightBelongsToTheDayOnWhichItStarts() {
        PriceWindows friday = windows("UTC", window("late", EnumSet.of(DayOfWeek.FRIDAY), "22:00", "06:00"));
        assertThat(texts(friday.over(Uses.span("2026-10-09T00:00:00Z", "2026-10-11T00:00:00Z"))))
                .containsExactly(
                        "2026-10-09T00:00:00Z to 2026-10-09T22:00:00Z rest",
                        "2026-10-09T22:00:00Z to 2026-10-10T06:00:00Z late",
                        "2026-10-10T06:00:00Z to 2026-10-11T00:00:00Z rest");
    }

    @Test
    void ofWindowsThatOverlapTheFirstHolds() {
        PriceWindows both = windows(
                "UTC", window("lunch", EVERY_DAY, "12:00", "13:00"), window("day", EVERY_DAY, "08:00", "18:00"));
        assertThat(both.over(Uses.span("2026-10-09T11:00:00Z", "2026-10-09T14:00:00Z")))
                .extracting(PriceWindows.Stretch::window)
                .containsExactly("day", "lunch", "day");
    }

    @Test
    void refusesWhatCannotBeAWindow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window("none", Set.of(), "00:00", "01:00"))
                .withMessageContaining("at least one day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows(
                        "UTC", window("day", EVERY_DAY, "00:00", "01:00"), window("day", EVERY_DAY, "02:00", "03:00")))
                .withMessage("two windows are called day");
    }

    /// What the clock on the wall shows, asked minute by minute, is what the stretches say.
    @ParameterizedTest
    @MethodSource("seeds")
    void everyMinuteLiesInTheWindowThatTheClockOnTheWallShows(long seed) {
        var random = new SplittableRandom(seed);
        List<String> zones = List.of(
                "America/New_York",
                "Europe/Berlin",
                "Asia/Tokyo",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "America/St_Johns",
                "Africa/Casablanca",
                "Pacific/Apia");
        List<PriceWindow> list = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            EnumSet<DayOfWeek> days = EnumSet.of(DayOfWeek.of(random.nextInt(1, 8)));
            for (int d = 0; d < 4; d++) {
                days.add(DayOfWeek.of(random.nextInt(1, 8)));
            }
            list.add(window("w" + i, days, time(random).toString(), time(random).toString()));
        }
        var windows =
                new PriceWindows(ZoneId.of(zones.get(random.nextInt(zones.size()))), list, "rest", BigDecimal.ONE);
        // near the changes of the clock in spring and autumn, north and south
        List<String> near = List.of("2026-03-06", "2026-03-27", "2026-10-02", "2026-10-23", "2026-10-30", "2026-04-03");
        Instant from = Instant.parse(near.get(random.nextInt(near.size())) + "T00:00:00Z")
                .plusSeconds(random.nextInt(86_400));
        Span span = new Span(from, from.plusSeconds(60L * random.nextInt(100, 4000)));
        List<PriceWindows.Stretch> stretches = windows.over(span);
        assertThat(stretches.getFirst().span().from()).isEqualTo(span.from());
        assertThat(stretches.getLast().span().to()).isEqualTo(span.to());
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).span().from())
                    .isEqualTo(stretches.get(i - 1).span().to());
        }
        for (Instant at = span.from(); at.isBefore(span.to()); at = at.plusSeconds(60)) {
            Instant moment = at;
            var wall = java.time.LocalDateTime.ofInstant(at, windows.zone());
            String shown = list.stream()
                    .filter(window -> window.holds(wall))
                    .findFirst()
                    .map(PriceWindow::name)
                    .orElse("rest");
            assertThat(stretches)
                    .as("seed %s, %s, %s", seed, windows.zone(), at)
                    .filteredOn(stretch -> stretch.span().contains(moment))
                    .singleElement()
                    .extracting(PriceWindows.Stretch::window)
                    .isEqualTo(shown);
        }
    }

    private static LocalTime time(SplittableRandom random) {
        return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    }

    private static PriceWindows windows(String zone, PriceWindow... windows) {
        return new PriceWindows(ZoneId.of(zone), List.of(windows), "rest", BigDecimal.ONE);
    }

    private static PriceWindow window(String name, Set<DayOfWeek> days, String from, String to) {
        return new PriceWindow(name, days, LocalTime.parse(from), LocalTime.parse(to), new BigDecimal("2"));
    }

    private static List<String> texts(List<PriceWindows.Stretch> stretches) {
        return stretches.stream()
                .map(stretch -> stretch.span() + " " + stretch.window())
                .toList();
    }
}
