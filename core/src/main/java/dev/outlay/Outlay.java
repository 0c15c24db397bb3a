package dev.outlay;

import dev.outlay.allocation.Allocation;
import dev.outlay.allocation.BillIntake;
import dev.outlay.catalog.Catalog;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.pricing.RateCards;
import dev.outlay.pricing.Rerating;
import dev.outlay.report.ChargebackReport;
import dev.outlay.report.Desk;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.PredictReport;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one door: built from a ledger, a catalog and a clock, it takes sources in and answers by name.
///
/// The ledger is opened when something first needs it. Thread-safe where the ledger is; closing closes the ledger.
public final class Outlay implements AutoCloseable {

    // sources that may state prices anew, which touches all usage
    private static final Set<String> PRICES = Set.of("prices", "hardware", "history");

    private final Supplier<Ledger> opening;
    private final Catalog catalog;
    private final InstantSource clock;
    private final Supplier<Allocation> allocations;
    // what is rated depends on what is there, so one intake ends before the next begins
    private final Object intake = new Object();
    private final Supplier<RateCards> cards;
    private @Nullable Ledger opened;

    /// Outlay where nobody stated who pays for what.
    public Outlay(Supplier<Ledger> ledgers, Catalog catalog, InstantSource clock) {
        this(ledgers, catalog, clock, () -> Allocation.NONE);
    }

    /// `allocations` is asked whenever an answer needs it, and may change between answers.
    public Outlay(Supplier<Ledger> ledgers, Catalog catalog, InstantSource clock, Supplier<Allocation> allocations) {
        this(ledgers, catalog, clock, allocations, () -> RateCards.NONE);
    }

    /// `cards` are asked whenever usage is rated or an answer needs them.
    public Outlay(
            Supplier<Ledger> ledgers,
            Catalog catalog,
            InstantSource clock,
            Supplier<Allocation> allocations,
            Supplier<RateCards> cards) {
        this.allocations = allocations;
        this.cards = cards;
        this.opening = ledgers;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// The answer of a report. Throws [CallersMistake] on an unknown report or parameter and on a question that
    /// cannot be answered as asked.
    public Table answer(String report, Parameters parameters) {
        return answer(report, parameters, List.of());
    }

    /// The answer of a report at prices of the caller's own, which come before the catalog's.
    public Table answer(String name, Parameters parameters, List<Price> ownPrices) {
        Report report = Reports.named(name)
                .orElseThrow(() -> new CallersMistake("no report is called '" + name + "': there are "
                        + String.join(
                                ", ", Reports.ALL.stream().map(Report::name).toList())));
        List<String> known = report.parameters().stream().map(Parameter::name).toList();
        parameters.values().keySet().stream()
                .filter(given -> !known.contains(given))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new CallersMistake(
                            name + " knows no parameter '" + unknown + "': it takes " + String.join(", ", known));
                });
        return report.answer(parameters, desk(ownPrices));
    }

    /// The answer of the report `predict`, which has also learned from runs of the caller's own.
    public Table predict(Parameters parameters, List<TrainingRun> history) {
        return new PredictReport(history).answer(parameters, desk(List.of()));
    }

    private Desk desk(List<Price> ownPrices) {
        return new Desk(this::ledger, catalog, ownPrices, allocations, clock.instant(), cards);
    }

    /// Takes in all that a source has to say and rates the usage it touches; see the other `take`.
    public Taken take(Source source) throws SourceException {
        return take(source, _ -> {});
    }

    /// See [#take(List, Consumer)].
    public Taken take(Source source, Consumer<Instant> rating) throws SourceException {
        return take(List.of(source), rating);
    }

    /// Takes in all that the sources have to say, one after the other, then rates the usage they touch into
    /// charges, telling each day before it is rated, and settles them with what was billed. Prices touch all usage.
    /// Stopping at any point and taking the sources again completes the ledger.
    public Taken take(List<Source> sources, Consumer<Instant> rating) throws SourceException {
        synchronized (intake) {
            return takeAlone(sources, rating);
        }
    }

    private Taken takeAlone(List<Source> sources, Consumer<Instant> rating) throws SourceException {
        Ledger ledger = ledger();
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
        Appended rated = rated(touched, rating);
        return new Taken(
                String.join(", ", sources.stream().map(Source::label).distinct().toList()),
                facts,
                rated,
                bills.settle(touched));
    }

    /// Takes in prices, and rows that are none, and rates anew the usage from an instant on; null rates nothing. A
    /// price holds from its own instant, so that usage before the earliest of them stays as it is.
    public Taken takePrices(List<Fact> facts, @Nullable Instant from, Consumer<Instant> rating) throws SourceException {
        synchronized (intake) {
            Ledger ledger = ledger();
            Appended appended = ledger.append(Reading.of(facts));
            Span touched = from == null ? null : ratedSince(ledger, from);
            return new Taken(
                    "prices",
                    appended,
                    rated(touched, rating),
                    new BillIntake(ledger, clock.instant()).settle(touched));
        }
    }

    /// Rates all usage anew at the prices and rate cards of now, telling each day before it is rated.
    public Taken rate(Consumer<Instant> rating) throws SourceException {
        synchronized (intake) {
            Span all = ratedSpan(ledger());
            return new Taken(
                    "usage",
                    Appended.NOTHING,
                    rated(all, rating),
                    new BillIntake(ledger(), clock.instant()).settle(all));
        }
    }

    private Appended rated(@Nullable Span touched, Consumer<Instant> rating) throws SourceException {
        return touched == null ? Appended.NOTHING : new Rerating(ledger(), catalog, cards.get()).rate(touched, rating);
    }

    /// Closes the month that the parameters of the report `chargeback` name, and answers with its statement.
    /// Closing a closed month changes nothing. Throws [CallersMistake] where the month has not ended.
    public Table close(Parameters parameters) throws SourceException {
        // a question that cannot be answered closes nothing
        answer("chargeback", parameters);
        ChargebackReport.close(ledger(), parameters, clock.instant());
        return answer("chargeback", parameters);
    }

    /// Opens the ledger, if nothing has yet.
    public synchronized Ledger ledger() {
        if (opened == null) {
            opened = Objects.requireNonNull(opening.get());
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
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
