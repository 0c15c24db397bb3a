package dev.outlay.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/St_Johns",
            "Asia/Kolkata",
            // half an hour of summer time
            "Australia/Lord_Howe",
            "Pacific/Auckland",
            // jumps at midnight
            "America/Santiago",
            "Africa/Cairo");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 20 * * mon-fri   | 2026-10-02T18:00:00Z | 2026-10-05T18:00:00Z",
                "*/15 * * * *       | 2026-10-02T18:00:01Z | 2026-10-02T18:15:00Z",
                "0 0 29 2 *         | 2026-01-01T00:00:00Z | 2028-02-28T23:00:00Z",
                "30 6 1,15 * *      | 2026-10-02T00:00:00Z | 2026-10-15T04:30:00Z",
                "5/20 9-17/4 * * *  | 2026-10-02T08:00:00Z | 2026-10-02T11:05:00Z",
                "0 12 13 * fri      | 2026-10-02T12:00:00Z | 2026-10-09T10:00:00Z",
                "0 0 * jan 7        | 2026-10-02T12:00:00Z | 2027-01-02T23:00:00Z",
                "@monthly           | 2026-10-02T12:00:00Z | 2026-10-31T23:00:00Z"
            })
    void findsTheNextTimeInItsZone(String text, Instant after, Instant next) {
        assertThat(Cron.of(text).next(after, BERLIN)).isEqualTo(next);
    }

    @Test
    void aTimeThatIsSkippedInSpringCountsWhenTheClocksJump() {
        // on 2026-03-29 in Berlin, 02:00 is 03:00, which is 01:00 UTC
        List<Instant> night =
                Cron.of("30 2 * * *").between(at("2026-03-28T00:00:00Z"), at("2026-03-31T00:00:00Z"), BERLIN);

        assertThat(night)
                .containsExactly(at("2026-03-28T01:30:00Z"), at("2026-03-29T01:00:00Z"), at("2026-03-30T00:30:00Z"));
    }

    @Test
    void aTimeThatComesTwiceInAutumnCountsOnce() {
        List<Instant> night =
                Cron.of("30 2 * * *").between(at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z"), BERLIN);

        assertThat(night).containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
    }

    @Test
    void everyQuarterOfAnHourIsEveryRealOne() {
        for (String day : List.of("2026-03-29", "2026-10-25", "2026-06-01")) {
            Instant from = at(day + "T00:00:00Z").minusSeconds(1);
            Instant to = from.plus(Duration.ofHours(6));

            assertThat(Cron.of("*/15 * * * *").between(from, to, BERLIN))
                    .as(day)
                    .hasSize(24);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsExactlyWhatALookAtEveryMinuteFinds(long seed) {
        var random = new Random(seed);
        String text = randomCron(random);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        // a few days around a change of the clocks
        Instant change =
                zone.getRules().nextTransition(at("2026-01-01T00:00:00Z").plus(random.nextInt(300), ChronoUnit.DAYS))
                                == null
                        ? at("2026-05-05T05:05:00Z")
                        : zone.getRules()
                                .nextTransition(at("2026-01-01T00:00:00Z").plus(random.nextInt(300), ChronoUnit.DAYS))
                                .getInstant();
        Instant from = change.minus(random.nextInt(3000), ChronoUnit.MINUTES);
        Instant to = change.plus(1 + random.nextInt(6000), ChronoUnit.MINUTES);

        List<Instant> found = Cron.of(text).between(from, to, zone);

        assertThat(found)
                .as("seed %s: %s in %s from %s to %s", seed, text, zone, from, to)
                .isEqualTo(lookedAtEveryMinute(text, from, to, zone));
        if (!found.isEmpty()) {
            assertThat(Cron.of(text).next(from, zone)).isEqualTo(found.getFirst());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cuttingTheTimeAnywhereLosesAndDoublesNothing(long seed) {
        var random = new Random(seed);
        Cron cron = Cron.of(randomCron(random));
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant from = at("2026-03-20T00:00:00Z").plusSeconds(random.nextInt(10_000_000));
        Instant to = from.plus(Duration.ofDays(10));
        Instant cut = from.plusSeconds(random.nextInt((int) Duration.ofDays(10).toSeconds()));
        List<Instant> parts = new ArrayList<>(cron.between(from, cut, zone));
        parts.addAll(cron.between(cut, to, zone));

        assertThat(parts).as("seed %s: %s in %s", seed, cron, zone).isEqualTo(cron.between(from, to, zone));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "1,,2 * * * *",
                "*-5 * * * *",
                "-1 * * * *",
                "0 0 30 feb *",
                "0 0 31 apr,jun *",
                "@noon"
            })
    void refusesWhatIsNoTimeTable(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cron.of(text));
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /// The same by another way: every minute is asked whether the clock on the wall shows a time of the table.
    private static List<Instant> lookedAtEveryMinute(String text, Instant from, Instant to, ZoneId zone) {
        String[] fields = text.split(" ", -1);
        boolean everyHour = fields[1].startsWith("*");
        var instants = new TreeSet<Instant>();
        Instant first = from.minus(Duration.ofHours(30)).truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime newest = LocalDateTime.MIN;
        ZonedDateTime before = first.minusSeconds(60).atZone(zone);
        for (Instant instant = first; !instant.isAfter(to); instant = instant.plusSeconds(60)) {
            ZonedDateTime clock = instant.atZone(zone);
            LocalDateTime wall = clock.toLocalDateTime();
            if (fits(fields, wall) && (everyHour || wall.isAfter(newest))) {
                instants.add(instant);
            }
            if (!everyHour
                    && clock.getOffset().getTotalSeconds() > before.getOffset().getTotalSeconds()) {
                // the times that the jump left out
                for (LocalDateTime skipped = before.toLocalDateTime().plusMinutes(1);
                        skipped.isBefore(wall);
                        skipped = skipped.plusMinutes(1)) {
                    if (fits(fields, skipped)) {
                        instants.add(instant);
                    }
                }
            }
            newest = wall.isAfter(newest) ? wall : newest;
            before = clock;
        }
        return instants.stream()
                .filter(instant -> instant.isAfter(from) && !instant.isAfter(to))
                .toList();
    }

    private static boolean fits(String[] fields, LocalDateTime time) {
        boolean day = fits(fields[2], time.getDayOfMonth(), 1, 31);
        boolean weekday = fits(fields[4], time.getDayOfWeek().getValue() % 7, 0, 6);
        boolean days = (fields[2].startsWith("*") || fields[4].startsWith("*")) ? (day && weekday) : (day || weekday);
        return fits(fields[0], time.getMinute(), 0, 59)
                && fits(fields[1], time.getHour(), 0, 23)
                && fits(fields[3], time.getMonthValue(), 1, 12)
                && days;
    }

    private static boolean fits(String field, int value, int least, int most) {
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            int step = stepped.length == 1 ? 1 : Integer.parseInt(stepped[1]);
            String[] range = stepped[0].equals("*")
                    ? new String[] {"" + least, "" + most}
                    : stepped[0].contains("-") ? stepped[0].split("-", -1) : new String[] {stepped[0], stepped[0]};
            int from = Integer.parseInt(range[0]);
            if (value >= from && value <= Integer.parseInt(range[1]) && (value - from) % step == 0) {
                return true;
            }
        }
        return false;
    }

    private static String randomCron(Random random) {
        return field(random, 0, 59) + " " + field(random, 0, 23) + " "
                + (random.nextInt(3) > 0 ? "*" : field(random, 1, 28)) + " * "
                + (random.nextInt(3) > 0 ? "*" : field(random, 0, 6));
    }

    private static String field(Random random, int least, int most) {
        return switch (random.nextInt(4)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(most));
            case 2 -> {
                int from = least + random.nextInt(most - least);
                yield from + "-" + (from + random.nextInt(most - from + 1)) + "/" + (1 + random.nextInt(3));
            }
            default ->
                IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(_ -> Integer.toString(least + random.nextInt(most - least + 1)))
                        .collect(Collectors.joining(","));
        };
    }

    private static Instant at(String text) {
        return Instant.parse(text).atOffset(ZoneOffset.UTC).toInstant();
    }
}
