package dev.outlay.ledger;

import dev.outlay.ledger.Dimension.Named;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One rule of who owns what: a charge that meets every match gets what the rule says.
///
/// A rule sets only what the charge does not say, unless it overrides. Throws [IllegalArgumentException] without a
/// match, on a dimension that no rule can set, and on a `$1` without exactly one pattern that captures as much.
/// Immutable and thread-safe.
public record OwnerRule(String name, List<Match> matches, Map<Named, OwnerValue> says, boolean override) {

    /// The dimensions that rules can set.
    public static final Set<Named> SETTABLE = Collections.unmodifiableSet(new LinkedHashSet<>(
            List.of(Named.TEAM, Named.PROJECT, Named.EXPERIMENT, Named.COST_CENTER, Named.ENVIRONMENT)));

    public OwnerRule {
        Objects.requireNonNull(name, "name");
        matches = List.copyOf(matches);
        says = Collections.unmodifiableMap(new LinkedHashMap<>(says));
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("the rule " + name + " matches nothing: say what it is for");
        }
        if (says.isEmpty()) {
            throw new IllegalArgumentException("the rule " + name + " sets nothing");
        }
        for (Map.Entry<Named, OwnerValue> said : says.entrySet()) {
            if (!SETTABLE.contains(said.getKey())) {
                throw new IllegalArgumentException("a rule cannot set "
                        + said.getKey().text() + ": it sets "
                        + String.join(", ", SETTABLE.stream().map(Named::text).toList()));
            }
            int group = said.getValue() instanceof OwnerValue.Text text ? text.highestGroup() : 0;
            if (group > 0) {
                requireGroup(name, matches, group);
            }
        }
    }

    /// The pattern whose groups `$1` to `$9` stand for; empty where there is not exactly one.
    public Optional<Match.Like> capturing() {
        return capturing(matches);
    }

    /// What the rule sets a dimension to on a charge; null where it sets nothing.
    @Nullable
    String value(Named dimension, Charge charge) {
        OwnerValue value = says.get(dimension);
        if (value == null
                || (!override && Dimensions.value(dimension, charge) != null)
                || !matches.stream().allMatch(match -> match.holds(charge))) {
            return null;
        }
        String set = switch (value) {
            case OwnerValue.Copy copy -> Dimensions.value(copy.from(), charge);
            case OwnerValue.Text text -> text(text, charge);
        };
        return set == null || set.isEmpty() ? null : set;
    }

    private String text(OwnerValue.Text text, Charge charge) {
        var set = new StringBuilder();
        for (OwnerValue.Part part : text.parts()) {
            switch (part) {
                case OwnerValue.Literal literal -> set.append(literal.text());
                case OwnerValue.Group group -> {
                    Match.Like like = capturing().orElseThrow();
                    String value = Objects.requireNonNull(Dimensions.value(like.dimension(), charge));
                    set.append(like.pattern().group(value, group.number()));
                }
            }
        }
        return set.toString();
    }

    private static void requireGroup(String name, List<Match> matches, int group) {
        Match.Like like = capturing(matches)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the rule " + name + " sets $" + group + ": that needs exactly one pattern among its matches"));
        if (like.pattern().groups() < group) {
            throw new IllegalArgumentException("the rule " + name + " sets $" + group + ", but its pattern "
                    + like.pattern() + " captures " + like.pattern().groups() + " groups");
        }
    }

    private static Optional<Match.Like> capturing(List<Match> matches) {
        List<Match.Like> patterns = matches.stream()
                .filter(Match.Like.class::isInstance)
                .map(Match.Like.class::cast)
                .toList();
        return patterns.size() == 1 ? Optional.of(patterns.getFirst()) : Optional.empty();
    }
}
