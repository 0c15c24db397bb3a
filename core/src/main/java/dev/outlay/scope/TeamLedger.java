package dev.outlay.scope;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Delivery;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Statement;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.ledger.Usage;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A ledger as somebody sees it who belongs to some teams: their facts and totals, prices and grid intensities, and
/// nothing of other teams or of none.
///
/// What a fact belongs to is decided by the owner rules as they are when it is asked for. Refusals and deliveries
/// tell of whole documents and are hidden; a statement has the lines of the teams only; which events are seen says
/// [TeamEvents]. What is added must belong to the teams. Closing it leaves the ledger open. Thread-safe where the
/// ledger is.
public final class TeamLedger implements Ledger {

    private static final Set<String> SOURCES = Set.of("usage", "runs");

    private final Ledger ledger;
    private final Supplier<OwnerRules> rules;
    private final Set<String> names;

    /// Throws [IllegalArgumentException] without a team.
    public TeamLedger(Ledger ledger, Supplier<OwnerRules> rules, Set<String> teams) {
        if (teams.isEmpty()) {
            throw new IllegalArgumentException("a view of no team at all shows nothing: name one");
        }
        this.ledger = ledger;
        this.rules = rules;
        this.names = Set.copyOf(teams);
    }

    @Override
    public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
        Teams teams = teams();
        if (kind == Event.class) {
            return new TeamEvents(teams)
                    .visible(ledger).stream()
                            .filter(event -> span.contains(event.at()))
                            .map(kind::cast);
        }
        List<Filter> all = new ArrayList<>(filters);
        if (teams.rules().of(Named.TEAM).isEmpty()) {
            all.add(ofTeams());
        }
        return seen(kind, ledger.facts(kind, span, all), teams);
    }

    /// As [LedgerReader#arrived]; the places are those of the whole ledger, of which some are not shown.
    @Override
    public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
        Teams teams = teams();
        if (kind == Event.class) {
            Map<String, Event> visible = new TeamEvents(teams)
                    .visible(ledger).stream()
                            .collect(Collectors.toMap(event -> event.origin().id(), event -> event));
            return ledger.arrived(kind, arrivals)
                    .map(event -> visible.get(event.origin().id()))
                    .filter(Objects::nonNull)
                    .map(kind::cast);
        }
        return seen(kind, ledger.arrived(kind, arrivals), teams);
    }

    private static <F extends Fact> Stream<F> seen(Class<F> kind, Stream<F> facts, Teams teams) {
        return facts.mapMulti((fact, consumer) -> {
            switch (fact) {
                case Statement statement -> consumer.accept(kind.cast(TeamStatements.seen(statement, teams)));
                default -> {
                    if (isSeen(fact, teams)) {
                        consumer.accept(fact);
                    }
                }
            }
        });
    }

    private static boolean isSeen(Fact fact, Teams teams) {
        return switch (fact) {
            case Price _, GridIntensity _ -> true;
            case Charge charge -> teams.have(charge);
            case Usage usage -> teams.have(usage);
            case Sample sample -> teams.have(sample);
            case Run run -> teams.have(run);
            // of events, only together with those before them; of the others, whole documents
            case Event _, Statement _, Refusal _, Delivery _ -> false;
        };
    }

    @Override
    public Totals totals(TotalsQuery query) {
        OwnerRules own = rules.get();
        if (query.owners().equals(own)
                || (own.of(Named.TEAM).isEmpty()
                        && query.owners().of(Named.TEAM).isEmpty())) {
            List<Filter> filters = new ArrayList<>(query.filters());
            filters.add(ofTeams());
            TotalsQuery within = query.where(filters.toArray(Filter[]::new));
            return new Totals(query, ledger.totals(within).rows());
        }
        // seen through other rules than those which say whose it is: a filter cannot say both
        var seen = new MemoryLedger();
        Span span = query.span() == null ? Span.EVER : query.span();
        try (Stream<Charge> charges =
                query.arrived() == null ? facts(Charge.class, span) : arrived(Charge.class, query.arrived())) {
            seen.append(Reading.of(charges.toList()));
        } catch (SourceException e) {
            throw new IllegalStateException("memory does not break off", e);
        }
        return seen.totals(query.arrived(null));
    }

    /// Adds what belongs to the teams; every other fact is refused, with a [Refusal] that says so. Throws
    /// [CallersMistake] on what is for all teams: prices, bills, budgets and what else is decided for all.
    @Override
    public Appended append(Reading reading) throws SourceException {
        Teams teams = teams();
        return ledger.append(consumer -> reading.forEach(fact -> consumer.accept(admitted(fact, teams))));
    }

    /// The same source, of which only what belongs to the teams is taken in. Throws [CallersMistake] on a source
    /// whose facts touch others: a bill takes the place of another one, a price holds for everybody.
    public Source only(Source source) {
        if (!SOURCES.contains(source.name())) {
            throw new CallersMistake("whoever sees " + who() + " only takes in usage and runs: " + source.label()
                    + " touches what others pay; somebody who sees all teams may take it in");
        }
        return new OwnOf(source, this);
    }

    /// A source of which only what belongs to the teams is handed on.
    private record OwnOf(Source source, TeamLedger view) implements Source {

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public String label() {
            return source.label();
        }

        @Override
        public Reading read(Span span) throws SourceException {
            Reading whole = source.read(span);
            Teams teams = view.teams();
            return new Reading() {
                @Override
                public void forEach(Consumer<Fact> consumer) throws SourceException {
                    whole.forEach(fact -> consumer.accept(view.admitted(fact, teams)));
                }

                @Override
                public void close() {
                    whole.close();
                }
            };
        }
    }

    /// Whether an attempt is of the teams.
    public boolean isSeen(Run run) {
        return teams().have(run);
    }

    /// Throws [CallersMistake] where one of some facts may not be added.
    public void mustAdmit(List<? extends Fact> facts) {
        Teams teams = teams();
        for (Fact fact : facts) {
            if (admitted(fact, teams) instanceof Refusal refusal && !refusal.equals(fact)) {
                throw new CallersMistake(refusal.reason());
            }
        }
    }

    private Fact admitted(Fact fact, Teams teams) {
        return switch (fact) {
            case Refusal refusal -> refusal;
            case Charge charge -> teams.have(charge) ? charge : refused(charge);
            case Usage usage -> teams.have(usage) ? usage : refused(usage);
            case Sample sample -> teams.have(sample) ? sample : refused(sample);
            case Run run -> teams.have(run) ? run : refused(run);
            case Event event when TeamEvents.isOwn(event, teams) -> event;
            case Event event ->
                throw new CallersMistake("whoever sees " + who() + " only may not do this: what happens to "
                        + event.topic() + " '" + event.subject() + "' is for those who see all teams");
            case Price _, GridIntensity _, Delivery _, Statement _ ->
                throw new CallersMistake(
                        "whoever sees " + who() + " only may not add this: it is for those who see all teams");
        };
    }

    private Refusal refused(Fact fact) {
        return new Refusal(
                new dev.outlay.ledger.Origin(
                        "scope/" + fact.origin().id(),
                        fact.origin().document(),
                        fact.origin().line()),
                fact.at(),
                "team",
                null,
                "this is not of " + who() + ", and whoever sent it may add what is of " + who()
                        + " only: say the team in the file, or send it as somebody who sees its team");
    }

    @Override
    public void close() {
        // it is somebody else's
    }

    private Teams teams() {
        return new Teams(names, rules.get());
    }

    private Filter ofTeams() {
        Set<@Nullable String> teams = new TreeSet<>(names);
        return new Filter(Named.TEAM, teams);
    }

    private String who() {
        return String.join(", ", new TreeSet<>(names));
    }
}
