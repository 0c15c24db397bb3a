package dev.outlay;

import dev.outlay.allocation.BillIntake;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.pricing.RateCards;
import dev.outlay.pricing.Rerating;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes sources into a ledger, rates the usage that they touch, and settles it with what was billed.
///
/// Thread-safe: what is rated depends on what is there, so one intake ends before the next begins.
final class Taking {

    // sources that may state prices anew, which touches all usage
    private static final Set<String> PRICES = Set.of("prices", "hardware", "history");

    private final Supplier<Ledger> ledgers;
    private final Catalog catalog;
    private final InstantSource clock;
    private final Supplier<RateCards> cards;

    Taking(Supplier<Ledger> ledgers, Catalog catalog, InstantSource clock, Supplier<RateCards> cards) {
        this.ledgers = ledgers;
        this.catalog = catalog;
        this.clock = clock;
        this.cards = cards;
    }

    /// See [Outlay#take(List, Consumer)].
    synchronized Taken sources(List<Source> sources, Consumer<Instant> rating) throws SourceException {
        Ledger ledger = ledgers.get();
        Appended facts = Appended.NOTHING;
        Span touched = null;
        var bills = new BillIntake(ledger, clock.instant());
        for (Source source : sources) {
            if (PRICES.contains(source.name())) {
                touched = Appended.cover(touched, ratedSpan(ledger));
            }
            facts = facts.plus(bills.append(source));
        }
        touched = Appended.cover(touched, facts.covered());
        Appended rated = rated(ledger, touched, rating);
        return new Taken(
                String.join(", ", sources.stream().map(Source::label).distinct().toList()),
                facts,
                rated,
                bills.settle(touched));
    }

    /// What somebody hands over, which goes into the ledger as that one may see it.
    interface Push {
        Appended append() throws SourceException;
    }

    /// Takes in what several hand over, each with an outcome of its own, and rates what they touch together.
    synchronized List<Appended> pushed(List<Push> pushes) throws SourceException {
        Ledger ledger = ledgers.get();
        Span touched = null;
        List<Appended> appended = new ArrayList<>();
        for (Push push : pushes) {
            Appended own = push.append();
            touched = Appended.cover(touched, own.covered());
            appended.add(own);
        }
        rated(ledger, touched, _ -> {});
        new BillIntake(ledger, clock.instant()).settle(touched);
        return appended;
    }

    /// See [Outlay#takePrices].
    synchronized Taken prices(List<Fact> facts, @Nullable Instant from, Consumer<Instant> rating)
            throws SourceException {
        Ledger ledger = ledgers.get();
        Appended appended = ledger.append(Reading.of(facts));
        return taken("prices", ledger, appended, from == null ? null : ratedSince(ledger, from), rating);
    }

    /// See [Outlay#rate].
    synchronized Taken nothing(Consumer<Instant> rating) throws SourceException {
        Ledger ledger = ledgers.get();
        return taken("usage", ledger, Appended.NOTHING, ratedSpan(ledger), rating);
    }

    private Taken taken(String what, Ledger ledger, Appended facts, @Nullable Span touched, Consumer<Instant> rating)
            throws SourceException {
        Appended rated = rated(ledger, touched, rating);
        return new Taken(what, facts, rated, new BillIntake(ledger, clock.instant()).settle(touched));
    }

    private Appended rated(Ledger ledger, @Nullable Span touched, Consumer<Instant> rating) throws SourceException {
        return touched == null ? Appended.NOTHING : new Rerating(ledger, catalog, cards.get()).rate(touched, rating);
    }

    private static @Nullable Span ratedSince(Ledger ledger, Instant from) {
        Span rated = ratedSpan(ledger);
        return rated == null
                ? null
                : rated.intersection(new Span(from, Span.EVER.to())).orElse(null);
    }

    /// From the first to the last day that has metered charges, which every rated use has, priced or not.
    private static @Nullable Span ratedSpan(Ledger ledger) {
        List<Totals.Row> days = ledger.totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .grain(Grain.DAY)
                        .where(new Filter(Dimension.Named.STATUS, Set.of("metered", "corrected"))))
                .rows();
        return days.isEmpty()
                ? null
                : new Span(
                        Objects.requireNonNull(days.getFirst().bucket()),
                        Span.dayOf(Objects.requireNonNull(days.getLast().bucket()))
                                .to());
    }
}
