package dev.outlay.outlook;

import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Delivery;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How fresh the data are: up to when each provider's charges reach, what is late, and what came in last.
///
/// Reads the ledger when it is asked, by totals of the last [#LOOKED_BACK]. Thread-safe where the ledger is.
public final class Freshness {

    /// How far back charges are looked for.
    public static final Duration LOOKED_BACK = Duration.ofDays(400);

    /// For how long metered charges count as late, before they are taken to have ended.
    public static final Duration METERED_LATE = Duration.ofDays(7);

    /// For how long billed charges count as late: a month that is billed after its end, and some days.
    public static final Duration BILLED_LATE = Duration.ofDays(40);

    private static final int LATELY = 28;
    private static final double DAY_BY_DAY = 0.6;

    private final LedgerReader ledger;
    private final Instant now;

    public Freshness(LedgerReader ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    record Feed(@Nullable String provider, @Nullable String category) {}

    private record Line(Feed feed, ChargeStatus kind) {}

    /// The days in which any charge starts, and up to which day the charges of each feed reach that come day by
    /// day.
    record Days(NavigableSet<Instant> charged, Map<Feed, State> feeds) {

        /// `to` is the end of the last charged day; `late` says that more is to be expected up to today.
        record State(Instant to, boolean late) {}
    }

    /// Every provider and category of services, metered and billed apart, the stalest first.
    public List<SourceFreshness> sources() {
        Map<Line, NavigableSet<Instant>> days = days();
        Map<Line, Instant> hours = lastHours();
        List<SourceFreshness> sources = new ArrayList<>();
        days.forEach((line, charged) -> {
            Instant hour = hours.get(line);
            Instant to = hour == null ? dayAfter(charged.last()) : hour.plus(1, ChronoUnit.HOURS);
            Duration age = to.isBefore(now) ? Duration.between(to, now) : Duration.ZERO;
            sources.add(new SourceFreshness(
                    line.feed().provider(),
                    line.feed().category(),
                    line.kind(),
                    charged.first(),
                    to,
                    age,
                    state(line.kind(), charged)));
        });
        sources.sort((one, other) -> other.age().compareTo(one.age()));
        return sources;
    }

    /// The last document of each source, the latest first.
    public List<SourceDelivery> deliveries() {
        Map<String, Delivery> last = new TreeMap<>();
        try (Stream<Delivery> all = ledger.facts(Delivery.class, Span.EVER)) {
            all.forEach(delivery -> last.put(source(delivery), delivery));
        }
        List<SourceDelivery> deliveries = new ArrayList<>();
        last.forEach((source, delivery) -> deliveries.add(new SourceDelivery(
                source,
                delivery.origin().document(),
                delivery.at(),
                delivery.at().isBefore(now) ? Duration.between(delivery.at(), now) : Duration.ZERO)));
        deliveries.sort((one, other) -> other.takenIn().compareTo(one.takenIn()));
        return deliveries;
    }

    // the id is delivery/SOURCE/FINGERPRINT
    private static String source(Delivery delivery) {
        List<String> words = Arrays.asList(delivery.origin().id().split("/"));
        return words.size() < 3 ? delivery.origin().id() : String.join("/", words.subList(1, words.size() - 1));
    }

    /// What is needed to tell a day of nothing from a day that is missing.
    Days complete() {
        Map<Feed, Map<ChargeStatus, NavigableSet<Instant>>> feeds = new LinkedHashMap<>();
        NavigableSet<Instant> all = new TreeSet<>();
        days().forEach((line, charged) -> {
            feeds.computeIfAbsent(line.feed(), _ -> new LinkedHashMap<>()).put(line.kind(), charged);
            all.addAll(charged);
        });
        Map<Feed, Days.State> states = new LinkedHashMap<>();
        feeds.forEach((feed, kinds) -> kinds.entrySet().stream()
                // what is metered and billed of one feed takes the other's place, so the fresher tells
                .max((one, other) ->
                        one.getValue().last().compareTo(other.getValue().last()))
                .ifPresent(fresher -> {
                    SourceFreshness.State state = state(fresher.getKey(), fresher.getValue());
                    if (state != SourceFreshness.State.OCCASIONAL) {
                        states.put(
                                feed,
                                new Days.State(
                                        dayAfter(fresher.getValue().last()), state == SourceFreshness.State.LATE));
                    }
                }));
        return new Days(all, states);
    }

    private Map<Line, NavigableSet<Instant>> days() {
        Map<Line, NavigableSet<Instant>> days = new LinkedHashMap<>();
        Instant from = now.minus(LOOKED_BACK);
        for (Totals.Row row : rows(Grain.DAY, new Span(from, endOfToday()))) {
            days.computeIfAbsent(line(row), _ -> new TreeSet<>()).add(Objects.requireNonNull(row.bucket()));
        }
        return days;
    }

    private Map<Line, Instant> lastHours() {
        Map<Line, Instant> hours = new LinkedHashMap<>();
        for (Totals.Row row : rows(Grain.HOUR, Span.dayOf(now))) {
            // rows are ordered by time
            hours.put(line(row), Objects.requireNonNull(row.bucket()));
        }
        return hours;
    }

    private List<Totals.Row> rows(Grain grain, Span span) {
        return ledger.totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .by(Dimension.Named.PROVIDER, Dimension.Named.SERVICE_CATEGORY, Dimension.Named.STATUS)
                        .where(new Filter(
                                Dimension.Named.STATUS,
                                Set.of(ChargeStatus.METERED.text(), ChargeStatus.BILLED.text())))
                        .grain(grain)
                        .in(span))
                .rows();
    }

    private static Line line(Totals.Row row) {
        Feed feed = new Feed(row.dimensions().get(0), row.dimensions().get(1));
        return ChargeStatus.METERED.text().equals(row.dimensions().get(2))
                ? new Line(feed, ChargeStatus.METERED)
                : new Line(feed, ChargeStatus.BILLED);
    }

    private SourceFreshness.State state(ChargeStatus kind, NavigableSet<Instant> charged) {
        Instant last = charged.last();
        Instant lately = last.minus(LATELY - 1, ChronoUnit.DAYS);
        Instant from = charged.first().isAfter(lately) ? charged.first() : lately;
        long length = ChronoUnit.DAYS.between(from, last) + 1;
        if (charged.tailSet(from, true).size() < DAY_BY_DAY * length || length < 3) {
            return SourceFreshness.State.OCCASIONAL;
        }
        Instant today = Span.dayOf(now).from();
        Duration silence = Duration.between(dayAfter(last), today);
        if (!silence.isPositive()) {
            return SourceFreshness.State.FRESH;
        }
        Duration bearable = kind == ChargeStatus.BILLED ? BILLED_LATE : METERED_LATE;
        return silence.compareTo(bearable) <= 0 ? SourceFreshness.State.LATE : SourceFreshness.State.ENDED;
    }

    private Instant endOfToday() {
        return Span.dayOf(now).to();
    }

    private static Instant dayAfter(Instant day) {
        return day.plus(1, ChronoUnit.DAYS);
    }
}
