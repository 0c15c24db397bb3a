package dev.outlay.outlook;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the history of one group from its streams of charges: fees apart, late feeds filled in, days on which
/// nothing at all was charged told from days of nothing. Used once.
final class Gathered {

    private static final String USAGE = "Usage";
    private static final String USAGE_BASED = "Usage-Based";

    private final List<@Nullable String> group;
    private final @Nullable String currency;
    private final Rhythm rhythm;
    private final Instant through;
    private final Freshness.Days days;
    private final List<Fee> fees = new ArrayList<>();
    private final List<History.Once> occasional = new ArrayList<>();
    private final List<History.Filled> filled = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Gathered(
            List<@Nullable String> group,
            @Nullable String currency,
            Rhythm rhythm,
            Instant through,
            Freshness.Days days) {
        this.group = group;
        this.currency = currency;
        this.rhythm = rhythm;
        this.through = through;
        this.days = days;
    }

    History history(Map<List<@Nullable String>, NavigableMap<Instant, BigDecimal>> streams) {
        Instant start = streams.values().stream()
                .map(NavigableMap::firstKey)
                .min(Instant::compareTo)
                .orElseThrow();
        NavigableMap<LocalDate, BigDecimal> known = new TreeMap<>();
        List<Map.Entry<List<@Nullable String>, NavigableMap<Instant, BigDecimal>>> regular = new ArrayList<>();
        for (var stream : streams.entrySet()) {
            stream.getValue()
                    .tailMap(through, true)
                    .forEach((at, amount) -> known.merge(date(at), amount, BigDecimal::add));
            NavigableMap<Instant, BigDecimal> before = stream.getValue().headMap(through, false);
            if (!before.isEmpty() && !isApart(stream.getKey(), before, date(start))) {
                regular.add(Map.entry(stream.getKey(), before));
            }
        }
        Instant first = regular.stream()
                .map(stream -> stream.getValue().firstKey())
                .min(Instant::compareTo)
                .orElse(through)
                .truncatedTo(ChronoUnit.DAYS);
        long firstStep = rhythm.number(first);
        double[] values = new double[(int) (rhythm.number(through) - firstStep)];
        boolean[] unknown = unknown(first, values.length);
        Map<Freshness.Feed, double[]> late = new LinkedHashMap<>();
        for (var stream : regular) {
            var feed =
                    new Freshness.Feed(stream.getKey().get(0), stream.getKey().get(1));
            Freshness.Days.State state = days.feeds().get(feed);
            boolean isLate = state != null && state.late() && state.to().isBefore(through);
            double[] into = isLate ? late.computeIfAbsent(feed, _ -> new double[values.length]) : values;
            stream.getValue()
                    .forEach((at, amount) -> into[(int) (rhythm.number(at) - firstStep)] += amount.doubleValue());
        }
        mend(values, unknown);
        late.forEach((feed, charged) -> {
            mend(charged, unknown);
            fill(feed, charged, firstStep, values);
        });
        return new History(group, currency, rhythm, firstStep, values, filled, fees, occasional, known, remarks);
    }

    /// Whether a stream is no part of the daily course: a monthly fee, or something that came now and then.
    private boolean isApart(List<@Nullable String> stream, NavigableMap<Instant, BigDecimal> charges, LocalDate start) {
        NavigableMap<LocalDate, BigDecimal> daily = new TreeMap<>();
        charges.forEach((at, amount) -> daily.merge(date(at), amount, BigDecimal::add));
        boolean usage = stream.get(3) == null || USAGE.equals(stream.get(3));
        if ((usage && (stream.get(4) == null || USAGE_BASED.equalsIgnoreCase(stream.get(4))))
                || !Fee.mayBe(daily, start, date(through))) {
            // usage comes and goes as work does, which makes it no fee
            return false;
        }
        Freshness.Days.State state = days.feeds().get(new Freshness.Feed(stream.get(0), stream.get(1)));
        LocalDate to = state != null && state.late() && state.to().isBefore(through) ? date(state.to()) : date(through);
        String name = String.join(
                " ",
                stream.stream().limit(4).filter(Objects::nonNull).distinct().toList());
        Fee.of(name, stream.get(4), daily, to)
                .ifPresentOrElse(
                        fees::add,
                        () -> daily.forEach((day, amount) -> occasional.add(new History.Once(name, day, amount))));
        return true;
    }

    /// Steps of days on which nobody at all was charged: they are missing, not days of nothing.
    private boolean[] unknown(Instant first, int length) {
        boolean[] unknown = new boolean[length];
        int missing = 0;
        for (int i = 0; i < length; i++) {
            Instant day = first.plus(rhythm.step().multipliedBy(i)).truncatedTo(ChronoUnit.DAYS);
            unknown[i] = !days.charged().contains(day);
            missing += unknown[i] ? 1 : 0;
        }
        if (missing > 0) {
            remarks.add("on " + missing / rhythm.stepsPerDay() + " days nothing at all was charged; they count as"
                    + " missing and are taken to have been as a week before or after");
        }
        return unknown;
    }

    private void mend(double[] values, boolean[] unknown) {
        int week = rhythm.stepsPerWeek();
        for (int i = 0; i < values.length; i++) {
            if (unknown[i]) {
                int other = i;
                while (other >= week && unknown[other]) {
                    other -= week;
                }
                while (other + week < values.length && unknown[other]) {
                    other += week;
                }
                values[i] = values[other];
            }
        }
    }

    /// Adds what a late feed charged, and what it is expected to have charged since.
    private void fill(Freshness.Feed feed, double[] charged, long firstStep, double[] values) {
        Instant to = Objects.requireNonNull(days.feeds().get(feed)).to();
        int known = (int) Math.max(0, rhythm.number(to) - firstStep);
        for (int i = 0; i < known; i++) {
            values[i] += charged[i];
        }
        int begun = 0;
        while (begun < known && charged[begun] == 0) {
            begun++;
        }
        begun -= begun % rhythm.stepsPerDay();
        String name = String.join(
                " ",
                Stream.of(feed.provider(), feed.category())
                        .filter(Objects::nonNull)
                        .toList());
        if (known - begun < Rehearsal.FEWEST_AT_ALL * rhythm.stepsPerDay()) {
            remarks.add(name + " has charged nothing since " + to + " and is late; it is too new to say what it will");
            return;
        }
        var rehearsal = new Rehearsal(Arrays.copyOfRange(charged, begun, known), firstStep + begun, rhythm);
        double[] expected = new double[values.length - known];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = rehearsal.at(i);
            values[known + i] += expected[i];
        }
        filled.add(new History.Filled(name, to, expected, rehearsal.half(0, expected.length)));
        remarks.add(name + " has charged nothing since " + to + " and is late; the days since are estimated");
    }

    private static LocalDate date(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
