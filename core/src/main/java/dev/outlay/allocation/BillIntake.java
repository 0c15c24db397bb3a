package dev.outlay.allocation;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Delivery;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Document;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes bills in with what they replace: earlier revisions of the same bill, and what was metered.
///
/// Each bill that was taken in whole leaves a [Delivery], so that reading it again, even after a later revision,
/// changes nothing. Into days without any bill, a bill costs two counts beside its import. Not thread-safe.
public final class BillIntake {

    private static final String BILLS = "focus";

    private final Ledger ledger;
    private final Instant now;
    private final List<Fact> deliveries = new ArrayList<>();
    private long revised;
    private @Nullable Span covered;

    public BillIntake(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    /// How many charges let a bill replace an earlier one, and how many let it take the place of what was metered.
    public record Outcome(long revised, long settled) {}

    /// Appends all that a source has to say; where it is a bill, restates what the bill replaces.
    public Appended append(Source source) throws SourceException {
        if (!(source instanceof Document bill) || !source.name().equals(BILLS)) {
            return read(source);
        }
        String id = "delivery/" + bill.name() + "/" + bill.fingerprint();
        if (isDelivered(id)) {
            return read(bill);
        }
        Map<Instant, Long> before = lines();
        Appended facts = read(bill);
        Map<Instant, Long> after = lines();
        after.keySet().removeIf(day -> Objects.equals(before.get(day), after.get(day)));
        // with no line known before, the days that gained lines are those of the bill
        if (facts.known() == 0 && after.keySet().stream().noneMatch(before::containsKey)) {
            after.keySet().forEach(day -> covered = Appended.cover(covered, Span.dayOf(day)));
        } else {
            BillRevision.Outcome outcome = new BillRevision(ledger).restate(bill);
            revised += outcome.appended().added();
            covered = Appended.cover(covered, outcome.covered());
        }
        deliveries.add(new Delivery(Origin.of(id, bill.title()), now, facts.read()));
        return facts;
    }

    /// Settles the bills that were appended, and what was rated in a span, with what was metered; null where
    /// nothing was rated.
    public Outcome settle(@Nullable Span rated) throws SourceException {
        Span touched = Appended.cover(rated, covered);
        long settled =
                touched == null ? 0 : new Settlement(ledger).settle(touched).added();
        // last, so that a bill whose taking in was stopped is taken in again
        if (!deliveries.isEmpty()) {
            ledger.append(Reading.of(deliveries));
        }
        return new Outcome(revised, settled);
    }

    private Appended read(Source source) throws SourceException {
        try (Reading reading = source.read(Span.EVER)) {
            return ledger.append(reading);
        }
    }

    private boolean isDelivered(String id) {
        try (Stream<Delivery> known = ledger.facts(Delivery.class, Span.EVER)) {
            return known.anyMatch(delivery -> delivery.origin().id().equals(id));
        }
    }

    /// How many billed charges start on each day.
    private Map<Instant, Long> lines() {
        Map<Instant, Long> lines = new HashMap<>();
        for (Totals.Row row : ledger.totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .grain(Grain.DAY)
                        .where(new Filter(Dimension.Named.STATUS, Set.of(ChargeStatus.BILLED.text()))))
                .rows()) {
            lines.put(Objects.requireNonNull(row.bucket()), row.charges());
        }
        return lines;
    }
}
