package dev.outlay.recommend;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import dev.outlay.utilization.LoadSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The hours of the week, in UTC from Monday 00:00 on, in which one machine was held and used.
///
/// An hour is used where somebody held a GPU of it and did anything: where its use was sampled, in samples that are
/// not idle; else in all of a use whose utilization is not idle or was not measured. Not thread-safe.
final class HoursOfWeek {

    /// The hours of a week.
    static final int HOURS = 168;

    private static final Set<String> DEVELOPMENT =
            Set.of("dev", "development", "sandbox", "test", "testing", "notebook");
    private static final BigDecimal IDLE_BELOW = LoadSettings.DEFAULT.idleBelow();
    private static final int FACTS_SHOWN = 5;
    private static final int SCALE = 18;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    // the first of January 1970 was a Thursday
    private static final long EPOCH = 24L * (DayOfWeek.THURSDAY.getValue() - 1);

    private final Place place;
    private final Map<Long, BitSet> held = new TreeMap<>();
    private final Map<Long, BitSet> used = new TreeMap<>();
    private final List<Span> rows = new ArrayList<>();
    private final Map<Span, BigDecimal> offParts = new HashMap<>();
    private final Set<Concern> concerns = new HashSet<>();
    private final List<String> facts = new ArrayList<>();
    private Owner owner = Owner.UNKNOWN;
    private boolean onlyDevelopment = true;
    private boolean anybody;

    private HoursOfWeek(Place place) {
        this.place = place;
    }

    /// The machines whose GPUs were held for development alone, by their key.
    static Map<String, HoursOfWeek> development(Inquiry inquiry) {
        Map<String, HoursOfWeek> machines = new TreeMap<>();
        Set<String> sampled = sampled(inquiry, machines);
        try (Stream<Usage> usages = inquiry.ledger().facts(Usage.class, inquiry.span())) {
            usages.filter(usage -> usage.place().node() != null).forEach(usage -> {
                HoursOfWeek machine = machines.computeIfAbsent(key(usage.place()), _ -> new HoursOfWeek(usage.place()));
                Span part = usage.span().intersection(inquiry.span()).orElseThrow();
                if (usage.resource() == Resource.NODE) {
                    mark(machine.held, part);
                    machine.rows.add(part);
                }
                if (usage.resource() == Resource.GPU) {
                    machine.hold(usage, part, sampled.contains(holder(usage.place(), usage.owner())));
                }
            });
        }
        machines.values().removeIf(machine -> !machine.anybody || !machine.onlyDevelopment || machine.held.isEmpty());
        return machines;
    }

    /// Reads samples; gives those holders whose use they tell, of whom usage then tells nothing more.
    private static Set<String> sampled(Inquiry inquiry, Map<String, HoursOfWeek> machines) {
        Set<String> sampled = new HashSet<>();
        try (Stream<Sample> samples = inquiry.ledger().facts(Sample.class, inquiry.span())) {
            samples.filter(sample -> sample.place().node() != null).forEach(sample -> {
                BigDecimal busy = sample.values().get(Signal.SM_ACTIVE);
                BigDecimal known = busy == null ? sample.values().get(Signal.GPU_UTILIZATION) : busy;
                if (known == null) {
                    return;
                }
                sampled.add(holder(sample.place(), sample.owner()));
                if (known.compareTo(IDLE_BELOW) >= 0) {
                    mark(
                            machines.computeIfAbsent(key(sample.place()), _ -> new HoursOfWeek(sample.place())).used,
                            sample.span().intersection(inquiry.span()).orElseThrow());
                }
            });
        }
        return sampled;
    }

    private static String holder(Place place, Owner owner) {
        return key(place) + "\n" + owner.namespace() + "\n" + owner.pod();
    }

    static String key(Place place) {
        return place.provider() + "/" + place.cluster() + "/" + place.node();
    }

    private void hold(Usage usage, Span part, boolean isSampled) {
        String environment = usage.owner().environment();
        anybody = true;
        onlyDevelopment &= environment != null && DEVELOPMENT.contains(environment.toLowerCase(Locale.ROOT));
        owner = new Owner(
                null,
                null,
                null,
                null,
                usage.owner().team(),
                null,
                null,
                usage.owner().costCenter(),
                environment,
                null);
        boolean works =
                usage.utilization() == null || usage.utilization().value().compareTo(IDLE_BELOW) >= 0;
        if (!isSampled && works) {
            mark(used, part);
        }
        Concern.pod(usage.place(), usage.owner()).ifPresent(concerns::add);
        Concern.gpu(usage.place(), usage.device()).ifPresent(concerns::add);
        if (facts.size() < FACTS_SHOWN) {
            facts.add(usage.origin().id());
        }
    }

    private static void mark(Map<Long, BitSet> weeks, Span span) {
        hours(
                span,
                hour -> weeks.computeIfAbsent(Math.floorDiv(hour, (long) HOURS), _ -> new BitSet(HOURS))
                        .set((int) Math.floorMod(hour, (long) HOURS)));
    }

    /// Hours since a Monday at midnight, each that a span touches.
    private static void hours(Span span, Consumer<Long> each) {
        for (Instant hour = span.from().truncatedTo(ChronoUnit.HOURS);
                hour.isBefore(span.to());
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            each.accept(index(hour));
        }
    }

    private static long index(Instant hour) {
        return hour.getEpochSecond() / 3600 + EPOCH;
    }

    Place place() {
        return place;
    }

    Owner owner() {
        return owner;
    }

    Set<Concern> concerns() {
        return concerns;
    }

    List<String> facts() {
        return List.copyOf(facts);
    }

    /// The hours that are held and never used.
    List<Integer> off() {
        return off(held, used);
    }

    private static List<Integer> off(Map<Long, BitSet> held, Map<Long, BitSet> used) {
        Map<Integer, Integer> weeks = new HashMap<>();
        held.values().forEach(week -> week.stream().forEach(hour -> weeks.merge(hour, 1, Integer::sum)));
        BitSet ever = new BitSet(HOURS);
        used.values().forEach(ever::or);
        List<Integer> off = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            if (weeks.getOrDefault(hour, 0) >= 2 && !ever.get(hour)) {
                off.add(hour);
            }
        }
        return off;
    }

    /// The part of the hours which the weeks before the last would have switched off that was used in the last.
    BigDecimal missed() {
        Long last = held.keySet().stream().reduce((_, later) -> later).orElse(null);
        if (last == null) {
            return BigDecimal.ZERO;
        }
        List<Integer> before = off(without(held, last), without(used, last));
        BitSet then = used.getOrDefault(last, new BitSet());
        long wrong = before.stream().filter(then::get).count();
        return before.isEmpty()
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(wrong).divide(BigDecimal.valueOf(before.size()), 4, RoundingMode.HALF_EVEN);
    }

    private static Map<Long, BitSet> without(Map<Long, BitSet> weeks, Long week) {
        Map<Long, BitSet> others = new TreeMap<>(weeks);
        others.remove(week);
        return others;
    }

    /// The part of the time for which the machine was held on the UTC day of an instant that lies in hours that are
    /// off. A machine costs the same in each hour of a day, however many of its GPUs are held.
    BigDecimal offPart(Instant at) {
        return offParts.computeIfAbsent(Span.dayOf(at), day -> {
            Set<Integer> off = new HashSet<>(off());
            BigDecimal all = BigDecimal.ZERO;
            BigDecimal[] part = {BigDecimal.ZERO};
            for (Span row : rows) {
                Span here = row.intersection(day).orElse(null);
                if (here == null) {
                    continue;
                }
                all = all.add(here.seconds());
                hours(here, hour -> {
                    if (off.contains((int) Math.floorMod(hour, (long) HOURS))) {
                        part[0] = part[0].add(Span.of(start(hour), Duration.ofHours(1))
                                .intersection(here)
                                .map(Span::seconds)
                                .orElse(BigDecimal.ZERO));
                    }
                });
            }
            return all.signum() == 0 ? BigDecimal.ZERO : part[0].divide(all, SCALE, RoundingMode.HALF_EVEN);
        });
    }

    private static Instant start(long index) {
        return Instant.ofEpochSecond((index - EPOCH) * 3600);
    }

    /// When hours that are off begin, as time tables of cron, one for each hour of the day.
    List<String> begins() {
        Set<Integer> off = new HashSet<>(off());
        return cron(off.stream()
                .filter(hour -> !off.contains(Math.floorMod(hour - 1, HOURS)))
                .toList());
    }

    /// When they end.
    List<String> ends() {
        Set<Integer> off = new HashSet<>(off());
        return cron(off.stream()
                .map(hour -> Math.floorMod(hour + 1, HOURS))
                .filter(hour -> !off.contains(hour))
                .toList());
    }

    private static List<String> cron(List<Integer> hours) {
        Map<Integer, List<Integer>> days = new TreeMap<>();
        hours.stream()
                .sorted()
                .forEach(hour ->
                        days.computeIfAbsent(hour % 24, _ -> new ArrayList<>()).add(hour / 24));
        return days.entrySet().stream()
                .map(time -> "0 " + time.getKey() + " * * "
                        + String.join(
                                ",", time.getValue().stream().map(DAYS::get).toList()))
                .toList();
    }
}
