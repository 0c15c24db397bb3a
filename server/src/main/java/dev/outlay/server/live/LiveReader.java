package dev.outlay.server.live;

import dev.outlay.Outlay;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what came into the ledger as what is to be told of it. Whatever is told is computed from the facts at
/// their places alone, so that it is the same whenever it is asked for, before or after any end of the process.
final class LiveReader {

    private static final int MOST_FACTS = 500;

    private final LedgerReader whole;

    /// `whole` is asked for places and nothing else.
    LiveReader(LedgerReader whole) {
        this.whole = whole;
    }

    /// What is to be told after one cursor and up to another, or as far as fits a batch, to somebody who sees what
    /// `seen` has.
    LiveBatch read(Outlay seen, Cursor after, Cursor end) {
        LedgerReader ledger = seen.sight().ledger();
        List<LiveEvent> events = new ArrayList<>();
        Cursor reached = after;
        long runs = Math.min(end.runs(), after.runs() + MOST_FACTS);
        for (Map.Entry<Long, Run> run : visible(ledger, Run.class, new Arrivals(after.runs(), runs))) {
            reached = reached.withRuns(run.getKey() + 1);
            events.add(new LiveEvent(LiveKind.RUN, LiveWords.of(run.getValue()), reached));
        }
        reached = reached.withRuns(runs);
        long told = Math.min(end.events(), after.events() + MOST_FACTS);
        for (Map.Entry<Long, Event> event : visible(ledger, Event.class, new Arrivals(after.events(), told))) {
            LiveKind kind = LiveKind.ofTopic(event.getValue().topic()).orElse(null);
            if (kind != null) {
                reached = reached.withEvents(event.getKey() + 1);
                events.add(new LiveEvent(kind, LiveWords.of(event.getValue()), reached));
            }
        }
        reached = reached.withEvents(told);
        if (end.charges() > after.charges()) {
            reached = reached.withCharges(end.charges());
            String spend = spend(ledger, new Arrivals(after.charges(), end.charges()));
            if (spend != null) {
                events.add(new LiveEvent(LiveKind.SPEND, spend, reached));
            }
        }
        return new LiveBatch(events, reached);
    }

    /// The facts at some places that somebody sees, with their places, which only the whole ledger knows.
    private <F extends Fact> List<Map.Entry<Long, F>> visible(LedgerReader seen, Class<F> kind, Arrivals places) {
        if (places.after() == places.upTo()) {
            return List.of();
        }
        Map<String, F> shown = new HashMap<>();
        try (Stream<F> facts = seen.arrived(kind, places)) {
            facts.forEach(fact -> shown.put(fact.origin().id(), fact));
        }
        List<Map.Entry<Long, F>> visible = new ArrayList<>();
        try (Stream<F> facts = whole.arrived(kind, places)) {
            long[] place = {places.after()};
            facts.forEach(fact -> {
                F one = shown.get(fact.origin().id());
                if (one != null) {
                    visible.add(Map.entry(place[0], one));
                }
                place[0]++;
            });
        }
        return visible;
    }

    /// The effective cost of charges that came, by team and currency; null where somebody sees none of them.
    private static @Nullable String spend(LedgerReader ledger, Arrivals places) {
        Totals teams = ledger.totals(
                TotalsQuery.of(Measure.EFFECTIVE).by(Dimension.Named.TEAM).arrived(places));
        if (teams.rows().isEmpty()) {
            return null;
        }
        List<Totals.Row> days = ledger.totals(
                        TotalsQuery.of(Measure.GPU_HOURS).grain(Grain.DAY).arrived(places))
                .rows();
        Span span = new Span(
                Objects.requireNonNull(days.getFirst().bucket()),
                Span.dayOf(Objects.requireNonNull(days.getLast().bucket())).to());
        return LiveWords.spend(teams.rows(), span);
    }
}
