package dev.outlay.automation;

import java.util.List;
import java.util.Map;

/// What may be done by itself: the rules, what is measured of each target, how many actions an hour may have, and
/// whether everything is halted. Throws [IllegalArgumentException] where two rules have one name and on a limit
/// below
/// 1. Immutable and thread-safe.
public record Policy(List<Rule> rules, Map<String, Match> measured, int actionsPerHour, boolean halted) {

    public static final int DEFAULT_ACTIONS_PER_HOUR = 10;

    /// Nothing is done by itself.
    public static final Policy NONE = new Policy(List.of(), Map.of(), DEFAULT_ACTIONS_PER_HOUR, false);

    public Policy {
        rules = List.copyOf(rules);
        measured = Map.copyOf(measured);
        if (rules.stream().map(Rule::name).distinct().count() < rules.size()) {
            throw new IllegalArgumentException("two rules have one name: "
                    + rules.stream().map(Rule::name).sorted().toList());
        }
        if (actionsPerHour < 1) {
            throw new IllegalArgumentException("a limit of actions an hour is 1 or more: " + actionsPerHour);
        }
    }

    /// The channels through which a rule tells what it does; none where there is no such rule.
    List<String> channels(String rule) {
        return rules.stream()
                .filter(each -> each.name().equals(rule))
                .flatMap(each -> each.common().channels().stream())
                .toList();
    }

    /// What is measured of a target.
    public Match measured(String target) {
        return measured.getOrDefault(target, Match.NOTHING);
    }
}
