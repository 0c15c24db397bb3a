package dev.outlay.budget;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What falls under a budget: dimensions, each with the values of which it must have one; all of them must hold.
///
/// Empty covers everything. Values are compared as they are written, upper and lower case apart; a dimension that
/// was not said is covered by no value. Throws [IllegalArgumentException] on a dimension without a value and on a
/// blank value. Immutable and thread-safe.
public record Scope(Map<Dimension, Set<String>> wanted) {

    /// Everything there is.
    public static final Scope EVERYTHING = new Scope(Map.of());

    public Scope {
        Map<Dimension, Set<String>> copy =
                new TreeMap<>((one, other) -> one.text().compareTo(other.text()));
        wanted.forEach((dimension, values) -> {
            if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "a scope names at least one value of " + dimension.text() + ", and none that is blank");
            }
            copy.put(dimension, Collections.unmodifiableSet(new TreeSet<>(values)));
        });
        wanted = Collections.unmodifiableMap(new LinkedHashMap<>(copy));
    }

    /// One value of one dimension.
    public static Scope of(Dimension dimension, String value) {
        return new Scope(Map.of(dimension, Set.of(value)));
    }

    /// The dimension of a written name; beside those of the ledger there are `model`, the tag of that name, and
    /// `label:KEY`, the tag that a label of a pod becomes. Throws [IllegalArgumentException] listing what there is.
    public static Dimension dimension(String text) {
        String name = text.strip();
        if (name.equals("model")) {
            return new Dimension.Tag("model");
        }
        return Dimension.of(name.startsWith("label:") ? "tag:" + name.substring("label:".length()) : name);
    }

    /// Whether it covers what has these values; the function gives null for a dimension that was not said.
    public boolean covers(Function<Dimension, @Nullable String> said) {
        for (Map.Entry<Dimension, Set<String>> condition : wanted.entrySet()) {
            String value = said.apply(condition.getKey());
            if (value == null || !condition.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }

    /// The same as filters of the ledger.
    public List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        wanted.forEach((dimension, values) -> filters.add(new Filter(dimension, new LinkedHashSet<>(values))));
        return filters;
    }

    /// What both cover; empty where nothing can.
    public Optional<Scope> within(Scope other) {
        Map<Dimension, Set<String>> both = new LinkedHashMap<>(wanted);
        for (Map.Entry<Dimension, Set<String>> condition : other.wanted.entrySet()) {
            Set<String> own = both.get(condition.getKey());
            Set<String> left = new LinkedHashSet<>(condition.getValue());
            if (own != null) {
                left.retainAll(own);
            }
            if (left.isEmpty()) {
                return Optional.empty();
            }
            both.put(condition.getKey(), left);
        }
        return Optional.of(new Scope(both));
    }

    /// Whether something could fall under both: no dimension keeps them apart.
    public boolean meets(Scope other) {
        return within(other).isPresent();
    }

    /// How it is shown: `team=vision or search, provider=aws`; `everything` where it is empty.
    public String text() {
        return wanted.isEmpty()
                ? "everything"
                : String.join(
                        ", ",
                        wanted.entrySet().stream()
                                .map(entry -> entry.getKey().text() + "=" + String.join(" or ", entry.getValue()))
                                .toList());
    }

    @Override
    public String toString() {
        return text();
    }

    /// The values of a dimension; empty where it is not part of the scope.
    Set<String> values(Dimension dimension) {
        return Objects.requireNonNullElse(wanted.get(dimension), Set.of());
    }
}
