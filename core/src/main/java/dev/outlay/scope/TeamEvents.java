package dev.outlay.scope;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which events somebody sees who belongs to some teams.
///
/// Seen are: what happened to budgets whose scope is theirs and to asks of theirs, see [TeamBudgets]; alerts whose
/// labels name one of the teams, without who was told of them; advice about charges of the teams alone; and of any
/// other topic but deliveries, automation and the audit, what says in the detail `team` that it is theirs. Not
/// thread-safe.
final class TeamEvents {

    /// The detail in which an event says whose it is.
    static final String TEAM = "team";

    private static final Set<String> HIDDEN = Set.of("delivery", "automation", "audit");
    private static final Predicate<String> TEAM_LABEL =
            Pattern.compile("label\\.\\d+\\.team").asMatchPredicate();
    private static final String ADVICE_TEAM = "scope.team";

    private final Teams teams;
    private final Set<String> alerts = new HashSet<>();
    private final Set<String> silences = new HashSet<>();

    TeamEvents(Teams teams) {
        this.teams = teams;
    }

    /// All events of a ledger that are seen, in their order, from the beginning of time.
    List<Event> visible(LedgerReader ledger) {
        List<Event> all;
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            all = events.toList();
        }
        var budgets = new TeamBudgets(teams, all);
        List<Event> seen = new ArrayList<>();
        for (Event event : all) {
            switch (event.topic()) {
                case "budget" -> budgets.budget(event).ifPresent(seen::add);
                case "reservation" -> budgets.ask(event).ifPresent(seen::add);
                case "alert" -> {
                    if (isSeenAlert(event)) {
                        seen.add(event);
                    }
                }
                case "advice" -> {
                    if (isSeenAdvice(event.details())) {
                        seen.add(event);
                    }
                }
                default -> {
                    if (isOwn(event, teams)) {
                        seen.add(event);
                    }
                }
            }
        }
        Set<String> alone = budgets.standingAlone();
        seen.removeIf(event -> event.topic().equals("budget") && alone.contains(event.subject()));
        return seen;
    }

    /// Whether an event says itself that it is of the teams, so that they may add it.
    static boolean isOwn(Event event, Teams teams) {
        return !HIDDEN.contains(event.topic()) && teams.has(event.details().get(TEAM));
    }

    private boolean isSeenAlert(Event event) {
        return switch (event.verb()) {
            case "fired" -> isOfTeams(event.details()) && alerts.add(event.subject());
            case "silenced" ->
                (isOfTeams(event.details()) || alerts.contains(event.details().getOrDefault("alert", "")))
                        && silences.add(event.subject());
            case "unsilenced" -> silences.contains(event.subject());
            // one message may tell of alerts of several teams
            case "notified" -> false;
            default -> alerts.contains(event.subject());
        };
    }

    private boolean isOfTeams(Map<String, String> details) {
        List<String> said = details.entrySet().stream()
                .filter(entry -> TEAM_LABEL.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return !said.isEmpty() && said.stream().allMatch(teams::has);
    }

    private boolean isSeenAdvice(Map<String, String> details) {
        String said = details.get(ADVICE_TEAM);
        return said != null && Stream.of(said.split("\n", -1)).allMatch(teams::has);
    }
}
