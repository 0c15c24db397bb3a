package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what a question's groups were charged step by step, by one question for totals. Used once.
final class Histories {

    /// How far back the past is looked at: half a year of days, eight weeks of hours.
    static final Duration DAYS_BACK = Duration.ofDays(182);

    private static final Duration HOURS_BACK = Duration.ofDays(56);

    // what one stream of charges has in common: whether it is usage or a fee, and whose bill it comes on
    private static final List<Dimension> STREAM = List.of(
            Named.PROVIDER, Named.SERVICE_CATEGORY, Named.SERVICE, Named.CHARGE_CATEGORY, Named.CHARGE_FREQUENCY);

    private static final List<Dimension> FEED = STREAM.subList(0, 2);
    static final Filter USAGE = new Filter(
            Named.CHARGE_FREQUENCY,
            new LinkedHashSet<@Nullable String>(Arrays.<@Nullable String>asList(null, "Usage-Based", "Usage-based")));

    private final LedgerReader ledger;
    private final SpendQuestion question;
    private final Rhythm rhythm;
    private final boolean usage;
    private final Freshness.Days days;
    private final Instant from;
    private final Instant through;

    Histories(LedgerReader ledger, Instant now, SpendQuestion question, Rhythm rhythm) {
        this(ledger, now, question, rhythm, false, new Freshness(ledger, now).complete());
    }

    /// `usage` leaves out what bills call recurring or one-time, and does without telling it apart.
    Histories(
            LedgerReader ledger,
            Instant now,
            SpendQuestion question,
            Rhythm rhythm,
            boolean usage,
            Freshness.Days days) {
        this.ledger = ledger;
        this.question = question;
        this.rhythm = rhythm;
        this.usage = usage;
        this.days = days;
        Instant today = Span.dayOf(now).from();
        this.from = today.minus(rhythm == Rhythm.DAILY ? DAYS_BACK : HOURS_BACK);
        this.through = through(days, today);
    }

    /// The end of the last day that any feed has whole: where all are late, there is nothing to fill in from.
    private static Instant through(Freshness.Days days, Instant today) {
        return days.feeds().values().stream()
                .filter(state -> state.late() || !state.to().isBefore(today))
                .map(state -> state.to().isAfter(today) ? today : state.to())
                .max(Instant::compareTo)
                .orElse(today);
    }

    private record Group(
            List<@Nullable String> values, @Nullable String currency) {}

    /// The history of every group that was charged anything, in the order of the ledger.
    List<History> all(Instant until) {
        Set<Dimension> by = new LinkedHashSet<>(question.by());
        List<Dimension> parted = usage ? (someLate() ? FEED : List.of()) : STREAM;
        by.addAll(parted);
        List<Dimension> asked = List.copyOf(by);
        List<Filter> filters = new ArrayList<>(question.filters());
        if (usage) {
            filters.add(USAGE);
        }
        Totals totals = ledger.totals(new TotalsQuery(
                List.of(question.measure()),
                asked,
                rhythm.grain(),
                filters,
                new Span(from, until.isAfter(through) ? until : through.plusSeconds(1))));
        Map<Group, Map<List<@Nullable String>, NavigableMap<Instant, BigDecimal>>> groups = new LinkedHashMap<>();
        for (Totals.Row row : totals.rows()) {
            BigDecimal amount = amount(question.measure(), row.measures().getFirst());
            if (amount != null) {
                var group = new Group(row.dimensions().subList(0, question.by().size()), row.currency());
                List<@Nullable String> stream = STREAM.stream()
                        .<@Nullable String>map(dimension ->
                                asked.contains(dimension) ? row.dimensions().get(asked.indexOf(dimension)) : null)
                        .toList();
                groups.computeIfAbsent(
                                group,
                                _ -> new LinkedHashMap<List<@Nullable String>, NavigableMap<Instant, BigDecimal>>())
                        .computeIfAbsent(stream, _ -> new TreeMap<>())
                        .merge(Objects.requireNonNull(row.bucket()), amount, BigDecimal::add);
            }
        }
        List<History> histories = new ArrayList<>();
        for (Map.Entry<Group, Map<List<@Nullable String>, NavigableMap<Instant, BigDecimal>>> entry :
                groups.entrySet()) {
            Group group = entry.getKey();
            histories.add(new Gathered(group.values, group.currency, rhythm, through, days).history(entry.getValue()));
        }
        return histories;
    }

    private boolean someLate() {
        return days.feeds().values().stream()
                .anyMatch(state -> state.late() && state.to().isBefore(through));
    }

    /// A measure as people count it: GPU time in hours.
    static @Nullable BigDecimal amount(Measure measure, @Nullable BigDecimal sum) {
        return sum == null || measure != Measure.GPU_HOURS ? sum : Decimals.hours(sum);
    }

    /// What the groups of the question were charged in a span, exactly.
    static Map<List<@Nullable String>, BigDecimal> charged(LedgerReader ledger, SpendQuestion question, Span span) {
        Map<List<@Nullable String>, BigDecimal> charged = new LinkedHashMap<>();
        Totals totals = ledger.totals(
                new TotalsQuery(List.of(question.measure()), question.by(), Grain.NONE, question.filters(), span));
        for (Totals.Row row : totals.rows()) {
            BigDecimal amount = amount(question.measure(), row.measures().getFirst());
            if (amount != null) {
                List<@Nullable String> key = new ArrayList<>(row.dimensions());
                key.add(row.currency());
                charged.put(key, amount);
            }
        }
        return charged;
    }

    /// The filter that keeps one value of a dimension, absent ones where it is null.
    static Filter filter(Dimension dimension, @Nullable String value) {
        Set<@Nullable String> one = new LinkedHashSet<>();
        one.add(value);
        return new Filter(dimension, one);
    }
}
