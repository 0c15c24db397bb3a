package dev.outlay;

import dev.outlay.alert.AlertPolicy;
import dev.outlay.alert.FeedAge;
import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.monitor.Sight;
import dev.outlay.pricing.RateCards;
import dev.outlay.report.ChargebackReport;
import dev.outlay.report.Desk;
import dev.outlay.report.Parameters;
import dev.outlay.report.PredictReport;
import dev.outlay.report.QueuePlan;
import dev.outlay.report.QueueQuestion;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import dev.outlay.report.Table;
import dev.outlay.scope.TeamLedger;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one door: built from a ledger, a catalog and a clock, it takes sources in and answers by name.
///
/// The ledger is opened when something first needs it. Thread-safe where the ledger is; closing closes the ledger.
public final class Outlay implements AutoCloseable {

    // each keeps a book of budgets in memory; views are by sets of teams, of which there are few
    private static final int MOST_VIEWS = 64;

    private final Supplier<Ledger> opening;
    private final Catalog catalog;
    private final InstantSource clock;
    private final Supplier<Allocation> allocations;
    private final Taking taking;
    private final Budgeting budgets;
    private final Admitting admissions;
    private final Supplier<RateCards> cards;
    private final @Nullable Whole whole;
    private final Map<Set<String>, Outlay> views = new HashMap<>();
    private final Pushing pushes;
    private final AtomicLong revision = new AtomicLong();
    private @Nullable Ledger opened;

    /// All of it, of which this one sees some teams.
    private record Whole(Outlay outlay, Set<String> teams) {}

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
        this.whole = null;
        this.taking = new Taking(this::ledger, catalog, clock, cards);
        this.pushes = new Pushing(this::ledger, taking, clock);
        this.budgets = new Budgeting(this::ledger, catalog, clock, allocations);
        this.admissions = new Admitting(this::ledger, clock, allocations, budgets::book, () -> desk(List.of()));
    }

    private Outlay(Outlay outlay, Set<String> teams) {
        this.whole = new Whole(outlay, teams);
        this.catalog = outlay.catalog;
        this.clock = outlay.clock;
        this.cards = outlay.cards;
        // to whom shared and idle cost goes tells of others, and neither is seen
        this.allocations = () -> {
            Allocation all = outlay.allocations.get();
            return new Allocation(all.owners(), List.of(), List.of(), all.standard());
        };
        this.opening = () ->
                new TeamLedger(outlay.ledger(), () -> outlay.allocations.get().owners(), teams);
        this.taking = outlay.taking;
        // whose a name is can be told by the whole only
        this.pushes = outlay.pushes;
        this.budgets = new Budgeting(this::ledger, catalog, clock, allocations);
        this.admissions = new Admitting(
                this::ledger, clock, allocations, budgets::book, () -> desk(List.of()), outlay.admissions, teams);
    }

    /// The same as somebody sees it who belongs to some teams: no answer holds anything of other teams, and what is
    /// taken in must be of these, see [TeamLedger]. Throws [IllegalArgumentException] without a team and
    /// [IllegalStateException] where this is such a view already.
    public synchronized Outlay seenBy(Set<String> teams) {
        if (whole != null) {
            throw new IllegalStateException("a view of " + whole.teams() + " cannot be narrowed: ask the whole");
        }
        if (views.size() >= MOST_VIEWS && !views.containsKey(teams)) {
            views.clear();
        }
        return views.computeIfAbsent(Set.copyOf(teams), names -> new Outlay(this, names));
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
        return report.answer(parameters.only(name, report.parameters()), desk(ownPrices));
    }

    /// The answer of the report `predict`, which has also learned from runs of the caller's own.
    public Table predict(Parameters parameters, List<TrainingRun> history) {
        return new PredictReport(history).answer(parameters, desk(List.of()));
    }

    private Desk desk(List<Price> ownPrices) {
        return new Desk(this::ledger, catalog, ownPrices, allocations, clock.instant(), cards);
    }

    /// What monitoring looks at as of now.
    public Sight sight() {
        return new Sight(desk(List.of()).ledger(), catalog, cards, budgets::book, clock.instant());
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
        if (whole == null) {
            return taking.sources(sources, rating);
        }
        var view = (TeamLedger) ledger();
        return taking.sources(sources.stream().map(view::only).toList(), rating);
    }

    /// Takes in prices, and rows that are none, and rates anew the usage from an instant on; null rates nothing. A
    /// price holds from its own instant, so that usage before the earliest of them stays as it is.
    public Taken takePrices(List<Fact> facts, @Nullable Instant from, Consumer<Instant> rating) throws SourceException {
        mustBeWhole("prices hold for everybody");
        return taking.prices(facts, from, rating);
    }

    /// Rates all usage anew at the prices and rate cards of now, telling each day before it is rated.
    public Taken rate(Consumer<Instant> rating) throws SourceException {
        mustBeWhole("rating touches what everybody used");
        return taking.nothing(rating);
    }

    /// Closes the month that the parameters of the report `chargeback` name, and answers with its statement.
    /// Closing a closed month changes nothing. Throws [CallersMistake] where the month has not ended.
    public Table close(Parameters parameters) throws SourceException {
        mustBeWhole("a month is closed for everybody");
        // a question that cannot be answered closes nothing
        answer("chargeback", parameters);
        ChargebackReport.close(ledger(), parameters, clock.instant());
        return answer("chargeback", parameters);
    }

    /// When waiting jobs run within a quota, and what each costs; see [QueuePlan#answer].
    public Table queue(QueueQuestion question, boolean ledgerSpend) {
        return new QueuePlan(desk(List.of()), question).answer(ledgerSpend);
    }

    /// Budgets: what is done to them, and the book of what was spent against each.
    public Budgeting budgets() {
        return budgets;
    }

    /// Where advice is decided about.
    public AdviceDoor advice() {
        return new AdviceDoor(this::ledger, () -> desk(List.of()));
    }

    /// Where alerts are looked for and dealt with, by what somebody stated about them and by how feeds went.
    public Alerting alerting(Supplier<AlertPolicy> policies, Supplier<List<FeedAge>> feeds) {
        return new Alerting(
                this::ledger,
                () -> desk(List.of()),
                budgets,
                policies,
                feeds,
                whole == null ? null : whole.outlay.alerting(policies, feeds));
    }

    /// Where training code says how it goes.
    public Pushing pushes() {
        return whole == null ? pushes : new Pushing((TeamLedger) ledger(), pushes);
    }

    /// A number that grows with every append through this door, before the append answers: as long as it is the
    /// same and nothing is being appended, the ledger is. It begins anew with each process.
    public long revision() {
        return whole == null ? revision.get() : whole.outlay.revision();
    }

    /// The door before money is spent: checks, reservations, approvals and policies.
    public Admitting admissions() {
        return admissions;
    }

    /// Opens the ledger, if nothing has yet.
    public synchronized Ledger ledger() {
        if (opened == null && whole != null) {
            opened = opening.get();
        } else if (opened == null) {
            opened = new HeardLedger(Objects.requireNonNull(opening.get()), new HeardLedger.Listener() {
                @Override
                public void appended() {
                    revision.incrementAndGet();
                }

                @Override
                public void heard(@Nullable Span charges, Set<String> topics) {
                    Outlay.this.heard(charges, topics);
                }
            });
        }
        return opened;
    }

    private void heard(@Nullable Span charges, Set<String> topics) {
        budgets.heard(charges, topics);
        admissions.heard(charges, topics);
        List<Outlay> seeing;
        synchronized (this) {
            seeing = List.copyOf(views.values());
        }
        seeing.forEach(view -> view.heard(charges, topics));
    }

    private void mustBeWhole(String why) {
        if (whole != null) {
            throw new CallersMistake(why + ": this is for those who see all teams, not "
                    + String.join(", ", new TreeSet<>(whole.teams())) + " only");
        }
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
